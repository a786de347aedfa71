import type { CheckResult, DoctorCode } from '../../doctor/check.ts';
import type { ErrorFacts } from '../../errors.ts';
import type { ExtraRight } from '../../policies/operations.ts';
import { type OpenProviderId, openProviderIds, type ProviderId } from '../../providers/provider-id.ts';
import { explain, type HostHints, inOneLine, phrased } from '../explain.ts';
import type { MessageLocale } from '../locale.ts';
import type { Words } from '../phrasebook.ts';
import { en } from './en.ts';
import { type Place, placeFor, placeOf, type Topic } from './places.ts';
import type { PolicyCommand } from './policy-command.ts';
import { rightsToAskFor } from './rights.ts';
import type { DoctorWords } from './words.ts';
import { zhCn } from './zh-cn.ts';

export interface CheckWords extends Words {
  /** What was looked at. */
  readonly title: string;
  /** Evidence of what passed, e.g. an address; empty for none. */
  readonly detail: string;
  /** Where in the console of the store, in its own words; absent where that is not known or not the point. */
  readonly where?: string;
  /** The store's own page about it. */
  readonly link?: string;
  /** What a new policy has to grant beyond uploads; absent where rights are not the matter. */
  readonly rights?: readonly ExtraRight[];
}

/**
 * What a check found, and for what did not pass the cause and the way to mend it at this store.
 *
 * @param policyCommand of the host, for this profile; without one no command is named where rights are missing
 * @param own what to do in the host, where that is another thing than on the command line
 */
export function explainCheck(
  result: CheckResult,
  provider: ProviderId | undefined,
  locale: MessageLocale,
  policyCommand?: PolicyCommand,
  own?: HostHints,
): CheckWords {
  const language = locale === 'zh-CN' ? zhCn : en;
  const title = language.titles[result.check];
  if (result.status === 'pass') return { title, detail: evidenceOf(result.facts), message: '', hint: '' };
  if (result.because !== undefined) {
    const message = language.needs(language.titles[result.because]);
    return { title, detail: '', message, hint: '' };
  }
  const words = wordsOf(result, language, locale, own);
  if (result.status === 'skipped') return { title, detail: '', message: words.message, hint: '' };
  const store = openProviderIds.find((id) => id === provider);
  if (store === undefined) return { title, detail: '', ...words };
  const mended = { title, detail: '', ...words, ...inLanguage(placeFor(result, store), locale) };
  const extra = rightsToAskFor(result, store);
  if (extra === undefined) return mended;
  if (policyCommand === undefined) return { ...mended, rights: extra };
  const printing = language.policy(policyCommand(extra));
  return { ...mended, rights: extra, hint: inOneLine({ message: mended.hint, hint: printing }) };
}

/** Where in a store's console something is set; without `where` or `hint` when that is not known. */
export function consoleSteps(
  topic: Topic,
  provider: OpenProviderId,
  locale: MessageLocale,
): Partial<Pick<CheckWords, 'hint' | 'where' | 'link'>> {
  return inLanguage(placeOf(topic, provider), locale);
}

function wordsOf(
  { code, facts }: CheckResult,
  { phrases }: DoctorWords,
  locale: MessageLocale,
  own: HostHints | undefined,
): Words {
  return isDoctorCode(code) ? phrased(phrases[code], facts, locale) : explain({ code, facts }, locale, own);
}

function isDoctorCode(code: string): code is DoctorCode {
  return code.startsWith('doctor/');
}

function evidenceOf({ host, detail, key, bucket }: ErrorFacts): string {
  return detail ?? key ?? bucket ?? host ?? '';
}

/** The store's own remedy is better than the general one. */
function inLanguage(place: Place, locale: MessageLocale): Partial<CheckWords> {
  const { fix, where, link } = place;
  const language = locale === 'zh-CN' ? 'zh' : 'en';
  return {
    ...(fix !== undefined && { hint: fix[language] }),
    ...(where !== undefined && { where: where[language] }),
    ...(link !== undefined && { link }),
  };
}
