import { ImbedError } from '@imbed/core';
import type { Client } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { openBucketClient } from '../bucket/open-client.ts';
import { runOnBucket } from '../bucket/run-on-bucket.ts';
import { spareMemory } from '../bucket/spare-memory.ts';
import { openTransferBar } from '../bucket/transfer-bar.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed cp`: copies an object, on the server where that can be, else through this machine. */
export async function cp(args: Args, io: Io): Promise<ExitCode> {
  const [from, operand, ...more] = args.operands;
  if (from === undefined || operand === undefined || more.length > 0)
    throw new UsageError('"imbed cp" needs two KEYs: from, to');
  const to = operand.endsWith('/') ? operand + from.slice(from.lastIndexOf('/') + 1) : operand;
  if (to === from && !args.has('to')) throw new UsageError(`${from} cannot be copied onto itself`);
  return runOnBucket(from, args, io, async (client) => {
    const target = args.has('to') ? await openBucketClient(args, io, 'to') : client;
    const { signal } = io;
    if (!args.has('replace')) await refuseOther(client, from, target, to, signal);
    const sweep = spareMemory(1);
    const bar = await openTransferBar(io, args.has('quiet'), [0]);
    const onProgress = (bytes: number, total: number) => {
      bar.moved(0, bytes, total);
      sweep(bytes);
    };
    try {
      const { key } = await client.copy(from, to, { target, signal, onProgress });
      io.print(`${key}\n`);
    } finally {
      bar.stop();
    }
    return exitCodes.ok;
  });
}

/** Rejects with `store/object-exists`, unless nothing is there or what looks the same. */
async function refuseOther(
  source: Client,
  from: string,
  target: Client,
  to: string,
  signal: AbortSignal,
): Promise<void> {
  const head = await source.stat(from, { signal });
  // What is not there is told of by the copy.
  if (head === undefined) return;
  const there = await target.stat(to, { signal });
  if (there !== undefined && (head.size !== there.size || head.etag !== there.etag))
    throw new ImbedError('store/object-exists', { key: to });
}
