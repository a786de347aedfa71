import { explain, type ImbedError, inOneLine, type MessageLocale } from '@imbed/core';
import type { Args } from './args.ts';
import { type ExitCode, exitCodes, type Io } from './io.ts';
import { messageLocale } from './locale.ts';
import { type InputResult, urlLines } from './results.ts';

/** The words for a failure, in the user's language. */
export type Explain = (error: ImbedError) => { readonly message: string; readonly hint: string };

const exampleConfig = `{
  "version": 1,
  "profiles": {
    "blog": { "provider": "aliyun-oss", "bucket": "my-notes", "region": "cn-hongkong" }
  }
}
`;

/** Tells results that are not simply all links, loaded only then. */
export function report(results: readonly InputResult[], args: Args, io: Io): ExitCode {
  const words = explainFor(io);
  const failed = results.some(({ status }) => status === 'failed');
  const told = failureLines(results, words);
  if (args.has('json')) io.print(jsonDocument(results, words));
  else io.print(urlLines(results));
  // Where standard output is spoken for, by links or by the document, the reasons go beside it only.
  if (failed && !args.has('json')) io.printFailure(told);
  else if (told !== '') io.warn(told);
  const errors = results.flatMap((result) => (result.status === 'done' ? [] : result.error));
  if (errors.some(({ code }) => code === 'config/not-found')) io.warn(`For example:\n${exampleConfig}`);
  if (errors.some(mayBeDiagnosed) && !args.has('quiet')) io.warn(doctorHint(args, messageLocale(io.env)));
  if (!failed) return exitCodes.ok;
  const interrupted = io.signal.aborted && errors.some(({ code }) => code === 'cancelled');
  return interrupted ? exitCodes.interrupted : exitCodes.failed;
}

function mayBeDiagnosed({ code }: ImbedError): boolean {
  return code.startsWith('store/') || code.startsWith('network/');
}

/** Beside the links, and only there: Typora shows every line of standard output. */
function doctorHint(args: Args, locale: MessageLocale): string {
  const options = ['profile', 'config'].flatMap((name) => {
    const value = args.value(name);
    return value === undefined ? [] : ` --${name} ${JSON.stringify(value)}`;
  });
  const command = `imbed doctor${options.join('')}`;
  return locale === 'zh-CN'
    ? `imbed：运行 ${command} 可查出原因和解决办法。\n`
    : `imbed: what is wrong and how to mend it: ${command}\n`;
}

/** For every command but `upload`: standard output is for results alone, and may go on to another program. */
export function reportError(subject: string, error: ImbedError, io: Io): ExitCode {
  io.warn(failureLine(subject, error, explainFor(io)));
  if (error.code === 'config/not-found') io.warn(`For example:\n${exampleConfig}`);
  return exitCodes.failed;
}

function explainFor(io: Io): Explain {
  const locale = messageLocale(io.env);
  return (error) => explain(error, locale);
}

/** One line a failure. It never starts like a URL, whatever the input was: Typora would take it for one. */
export function failureLines(results: readonly InputResult[], words: Explain): string {
  const lines = results.map((result) =>
    result.status === 'done' ? '' : failureLine(result.input, result.error, words),
  );
  return lines.join('');
}

/** @param subject what it is about, empty for nothing in particular */
export function failureLine(subject: string, error: ImbedError, words: Explain): string {
  const about = oneLine(withoutQuery(subject));
  const told = oneLine(inOneLine(words(error)));
  return `imbed: ${about === '' ? told : `${about}: ${told}`} [${error.code}]\n`;
}

/** A signed address keeps its secrets in the query, and some in front of the host. */
function withoutQuery(input: string): string {
  if (!/^["']?https?:/i.test(input)) return input;
  return input.replace(/\/\/[^/?#@]*@/, '//').replace(/[?#].*$/s, '');
}

/** File names and answers of servers may hold line breaks and terminal escapes. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** The document of `--json`, in input order. What does not apply to a result is absent. */
export function jsonDocument(results: readonly InputResult[], words: Explain): string {
  return `${JSON.stringify({ results: results.map((result) => jsonResult(result, words)) })}\n`;
}

function jsonResult(result: InputResult, words: Explain): Readonly<Record<string, unknown>> {
  const { input, status } = result;
  if (status === 'done') {
    const { url, stored, path, expiresAt } = result;
    const { url: storedUrl = url, ...object } = stored ?? {};
    return { input, status, url, ...(storedUrl !== url && { storedUrl }), ...object, path, expiresAt };
  }
  const { message, hint } = words(result.error);
  const error = { code: result.error.code, message, hint };
  return status === 'kept-local' ? { input, status, url: result.url, error } : { input, status, error };
}
