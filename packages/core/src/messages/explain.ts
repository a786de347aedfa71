import type { ErrorCode, ErrorFacts, ImbedError } from '../errors.ts';
import type { ConfigIssue } from '../parse-result.ts';
import { en } from './en.ts';
import { enComputers } from './en-computers.ts';
import type { MessageLocale } from './locale.ts';
import type { Phrase, Phrasebook, PhrasesOnComputers, Words } from './phrasebook.ts';
import { problemText } from './problem-text.ts';
import { zhCn } from './zh-cn.ts';
import { zhCnComputers } from './zh-cn-computers.ts';

export type { Words } from './phrasebook.ts';

/** Longest fact that is shown; past that it hides the words around it. */
const MAX_FACT_CHARACTERS = 300;

interface Language {
  readonly phrases: Phrasebook & Partial<PhrasesOnComputers>;
  readonly stop: string;
  readonly brackets: readonly [string, string];
  readonly separator: string;
  readonly colon: string;
  readonly semicolon: string;
  readonly requestId: string;
}

/** What to do in a host, where that is another thing than on the command line; `undefined` for the same. */
export type HostHints = Readonly<
  Partial<Record<ErrorCode, string | ((facts: ErrorFacts) => string | undefined)>>
>;

/**
 * What happened and what to do, for people who take notes and not for those who write programs.
 *
 * @param own of the host, in the language of `locale`
 */
export function explain(
  { code, facts }: Pick<ImbedError, 'code' | 'facts'>,
  locale: MessageLocale,
  own: HostHints = {},
): Words {
  const { phrases } = languageOf(locale);
  // The ledger may hold a code of a computer, or of a newer Imbed.
  const { message, hint } = phrased(phrases[code] ?? phrases.internal, facts, locale);
  const instead = own[code];
  return { message, hint: (typeof instead === 'function' ? instead(facts) : instead) ?? hint };
}

/** The words of `phrase`, with the evidence in brackets behind what happened. */
export function phrased(phrase: Phrase, known: ErrorFacts, locale: MessageLocale): Words {
  const language = languageOf(locale);
  const facts = presentable(known, locale);
  const [message, hint] = phrase(facts);
  return { message: withoutSecondStop(withEvidence(message, facts, language)), hint };
}

/** Message and hint one after the other: Chinese has no space after its full stop. */
export function inOneLine({ message, hint }: Words): string {
  return [message, hint].filter((part) => part !== '').join(/[。？！]$/.test(message) ? '' : ' ');
}

function languageOf(locale: MessageLocale): Language {
  return locale === 'zh-CN' ? chinese : english;
}

const english: Language = {
  phrases: { ...en, ...enComputers },
  stop: '.',
  brackets: [' (', ')'],
  separator: ', ',
  colon: ': ',
  semicolon: '; ',
  requestId: 'request ID',
};

const chinese: Language = {
  phrases: { ...zhCn, ...zhCnComputers },
  stop: '。',
  brackets: ['（', '）'],
  separator: '，',
  colon: '：',
  semicolon: '；',
  requestId: '请求 ID',
};

/** What a support desk asks for, in brackets before the final stop. */
function withEvidence(message: string, facts: ErrorFacts, language: Language): string {
  const { status, serviceCode, ec, requestId } = facts;
  const parts = [
    status === undefined ? '' : `HTTP ${status}`,
    serviceCode ?? '',
    ec === undefined ? '' : `EC ${ec}`,
    requestId === undefined ? '' : `${language.requestId} ${requestId}`,
  ].filter((part) => part !== '');
  if (parts.length === 0) return message;
  const [open, close] = language.brackets;
  const sentence = message.slice(0, -language.stop.length);
  return `${sentence}${open}${parts.join(language.separator)}${close}${language.stop}`;
}

/** What was put in may have ended in a question. */
function withoutSecondStop(message: string): string {
  return message.replace(/([?!？！])[.。]$/, '$1');
}

/** In one line, of bearable length: facts hold what a file, a person or a server called something. */
function presentable(facts: ErrorFacts, locale: MessageLocale): ErrorFacts {
  const entries = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === 'string' ? oneLine(value) : value,
  ]);
  const detail = facts.issues?.length ? told(facts.issues, locale) : facts.detail && phrase(facts.detail);
  return { ...Object.fromEntries(entries), ...(detail !== undefined && { detail }) };
}

/** `field: problem; field: problem`. */
function told(issues: readonly ConfigIssue[], locale: MessageLocale): string {
  const { colon, semicolon } = languageOf(locale);
  const lines = issues.map((issue) => {
    const problem = phrase(problemText(issue, locale));
    return issue.field === '' ? problem : `${oneLine(issue.field)}${colon}${problem}`;
  });
  return lines.join(semicolon);
}

/** Without its stop: it goes into a sentence that has one. */
function phrase(text: string): string {
  return oneLine(text).replace(/[.。\s]+$/, '');
}

function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= MAX_FACT_CHARACTERS
    ? line
    : `${characters.slice(0, MAX_FACT_CHARACTERS).join('')}…`;
}
