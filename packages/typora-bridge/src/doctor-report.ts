import {
  type CheckResult,
  type CheckStatus,
  type CheckWords,
  explainCheck,
  type MessageLocale,
  type Profile,
  policyCommandWith,
} from '@imbed/core';

export interface Report {
  readonly results: readonly CheckResult[];
  readonly name?: string;
  /** Of the configuration, where another than the usual one was asked for. */
  readonly config?: string | undefined;
  readonly profile?: Pick<Profile, 'provider' | 'bucket'>;
}

const marks: Readonly<Record<CheckStatus, string>> = { pass: '✓', warn: '!', fail: '✗', skipped: '-' };

const labels = {
  en: {
    ...{ fix: 'Fix', where: 'Where', link: 'See', colon: ': ' },
    waiting: (count: number, title: string) => `${count} checks wait for "${title}".`,
  },
  'zh-CN': {
    ...{ fix: '解决', where: '位置', link: '参考', colon: '：' },
    waiting: (count: number, title: string) => `${count} 项检查要等“${title}”通过后进行。`,
  },
} as const satisfies Record<MessageLocale, object>;

/** One line a check; for what did not pass the cause and what to do, indented below. */
export function doctorText(report: Report, locale: MessageLocale): string {
  const { results } = report;
  const lines = results.flatMap((result) => {
    const waiting = waitingWith(result, results);
    if (waiting.length < 2) return linesOf(result, wordsOf(result, report, locale), locale);
    const awaited = results.find(({ check }) => check === result.because) ?? result;
    const { title } = wordsOf(awaited, report, locale);
    return waiting[0] === result ? [`- ${labels[locale].waiting(waiting.length, title)}`] : [];
  });
  return [...lines, '', summaryOf(results, locale), ''].join('\n');
}

/** What waits for the same check, `result` included; a line for each would push the failure off the screen. */
function waitingWith({ because }: CheckResult, results: readonly CheckResult[]): readonly CheckResult[] {
  return because === undefined ? [] : results.filter((other) => other.because === because);
}

function wordsOf(
  result: CheckResult,
  { profile, name = '', config = '' }: Report,
  locale: MessageLocale,
): CheckWords {
  const policyCommand = policyCommandWith('imbed policy', { profile: name, config });
  return explainCheck(result, profile?.provider, locale, policyCommand);
}

function linesOf({ status }: CheckResult, words: CheckWords, locale: MessageLocale): readonly string[] {
  const { title, detail, message, hint, where, link } = words;
  const { fix, where: place, link: see, colon } = labels[locale];
  const remark = status === 'skipped' ? message : detail;
  const head = `${marks[status]} ${title}${remark === '' ? '' : `${colon}${remark}`}`;
  if (status === 'pass' || status === 'skipped') return [head];
  const told = [
    message,
    hint && `${fix}${colon}${hint}`,
    where && `${place}${colon}${where}`,
    link && `${see}${colon}${link}`,
  ];
  return [head, ...told.filter(Boolean).map((line) => `    ${line}`)];
}

function summaryOf(results: readonly CheckResult[], locale: MessageLocale): string {
  const count = (wanted: CheckStatus) => results.filter(({ status }) => status === wanted).length;
  const [failed, warned, skipped] = [count('fail'), count('warn'), count('skipped')];
  return locale === 'zh-CN'
    ? `${failed} 项失败，${warned} 项警告，${skipped} 项未检查。`
    : `${failed} failed, ${plural(warned, 'warning')}, ${skipped} not looked at.`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The document of `--json`. What does not apply is absent. */
export function doctorDocument(report: Report, locale: MessageLocale): string {
  const { name, profile, results } = report;
  const checks = results.map((result) => {
    const { check, status, code, because, facts } = result;
    const { detail: _, ...words } = wordsOf(result, report, locale);
    const told = Object.fromEntries(Object.entries(words).filter(([, text]) => text !== ''));
    return { check, status, code, ...(because !== undefined && { because }), facts, ...told };
  });
  const subject = { profile: name, provider: profile?.provider, bucket: profile?.bucket };
  const failed = results.some(({ status }) => status === 'fail');
  return `${JSON.stringify({ ...subject, ok: !failed, checks })}\n`;
}
