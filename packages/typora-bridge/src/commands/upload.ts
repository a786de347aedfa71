import { defaultProfile, toImbedError, type UploadOutcome } from '@imbed/core';
import type { Args } from '../args.ts';
import { type Input, inputLabels, openInputs } from '../inputs/inputs.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { proxyFor } from '../proxy.ts';
import { type InputResult, urlLines } from '../results.ts';
import { openSession, type Session } from '../session.ts';

/** `imbed upload`: one outcome per input, in input order, and all the links or none. */
export async function upload(args: Args, io: Io): Promise<ExitCode> {
  inputLabels(args);
  await checkTime(args);
  const results = (await resultsForNote(args, io)) ?? (await resultsWithoutNote(args, io));
  if (args.has('json') || results.some(({ status }) => status !== 'done')) {
    const { report } = await import('../report.ts');
    return report(results, args, io);
  }
  io.print(urlLines(results));
  return exitCodes.ok;
}

/** Before anything is sent, and not loaded for it. */
async function checkTime(args: Args): Promise<void> {
  const time = args.value('for');
  if (time !== undefined) (await import('../bucket/durations.ts')).secondsFrom(time);
}

/** `undefined` where there is no note that could say anything. */
async function resultsForNote(args: Args, io: Io): Promise<readonly InputResult[] | undefined> {
  if (!args.value('note')) return undefined;
  const { keepForNote } = await import('../keep-for-note.ts');
  return keepForNote(args, io);
}

async function resultsWithoutNote(args: Args, io: Io): Promise<readonly InputResult[]> {
  const { inputs, outcomes, privateProfile } = await uploadInputs(args, io);
  const keep = args.value('on-failure') === 'keep-local' && !io.signal.aborted;
  const results = await Promise.all(
    inputs.map((input, index) => resultOf(input, outcomes[index], keep ? io : undefined)),
  );
  if (privateProfile === undefined) return results;
  const { withSignedLinks } = await import('../signed-links.ts');
  return withSignedLinks(results, privateProfile, args, io);
}

interface Uploaded {
  /** Whose links are to be signed. */
  readonly privateProfile?: string;
  readonly inputs: readonly Input[];
  readonly outcomes: readonly UploadOutcome[];
}

/** Without a usable configuration every input fails for that reason, each in its place. */
async function uploadInputs(args: Args, io: Io): Promise<Uploaded> {
  const allowPrivate = args.has('allow-private');
  const session = await openSession(args, io).catch(toImbedError);
  if (!('uploadAll' in session)) {
    const inputs = await openInputs(args, { io, allowPrivate, ...defaultProfile, proxyFor: async () => '' });
    return { inputs, outcomes: inputs.map(() => ({ status: 'failed', error: session })) };
  }
  const byProxy = (url: string) => proxyFor(url, session.proxy, io.env);
  const inputs = await openInputs(args, { io, allowPrivate, ...session.settings, proxyFor: byProxy });
  const outcomes = await uploadWithProgress(session, inputs, args, io);
  return { inputs, outcomes, ...(session.settings.access === 'signed' && { privateProfile: session.name }) };
}

async function uploadWithProgress(session: Session, inputs: readonly Input[], args: Args, io: Io) {
  const sources = inputs.map(({ source }) => source);
  if (io.terminal === undefined || args.has('quiet')) return session.uploadAll(sources);
  const { withProgressBar } = await import('../progress-bar.ts');
  return withProgressBar(io.terminal(), sources, (bar) => session.uploadAll(sources, bar));
}

/** `keepWith` when what failed is to be kept where it is. */
async function resultOf(
  input: Input,
  outcome: UploadOutcome | undefined,
  keepWith: Io | undefined,
): Promise<InputResult> {
  const { label } = input;
  if (outcome?.status === 'done') {
    const { stored } = outcome;
    return { input: label, status: 'done', url: stored.url, stored };
  }
  const error = toImbedError(outcome?.error);
  if (keepWith === undefined) return { input: label, status: 'failed', error };
  return (await import('../keep-local.ts')).keptResult(input, error, keepWith);
}
