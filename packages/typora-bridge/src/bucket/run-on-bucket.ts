import { type ImbedError, toImbedError } from '@imbed/core';
import type { Client } from '@imbed/core/node';
import type { Args } from '../args.ts';
import { isUsageError, UsageError } from '../args.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
import { reportError } from '../report.ts';
import { openBucketClient } from './open-client.ts';

/** Runs one command on the bucket; what it rejects with is reported about `subject`. */
export async function runOnBucket(
  subject: string,
  args: Args,
  io: Io,
  work: (client: Client) => Promise<ExitCode>,
): Promise<ExitCode> {
  // What an unset variable of a script comes to.
  if (args.operands.includes('')) throw new UsageError('an argument is empty: it names nothing');
  try {
    return await work(await openBucketClient(args, io));
  } catch (error) {
    if (isUsageError(error)) throw error;
    const failure = toImbedError(error);
    const code = failed(subject, failure, io);
    if (failure.code === 'store/no-lifecycle') {
      const { consoleLines } = await import('./console-lines.ts');
      io.warn(consoleLines('lifecycle', failure.facts.provider, messageLocale(io.env)));
    }
    return code;
  }
}

/** Tells of a failure, on standard error alone, and with which code to end. */
export function failed(subject: string, error: ImbedError, io: Io): ExitCode {
  const code = reportError(subject, error, io);
  return error.code === 'cancelled' ? exitCodes.interrupted : code;
}
