import { dirname, resolve } from 'node:path';
import { toImbedError } from '@imbed/core';
import type { FolderSync, SyncPlan, SyncStep } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { unlessAgreed } from '../bucket/agreed.ts';
import { tellLeftOut } from '../bucket/left-out.ts';
import { oneLine } from '../bucket/one-line.ts';
import { failed, runOnBucket } from '../bucket/run-on-bucket.ts';
import { showSome } from '../bucket/show-some.ts';
import { sizeText } from '../bucket/sizes.ts';
import { spareMemory } from '../bucket/spare-memory.ts';
import { openTransferBar } from '../bucket/transfer-bar.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed sync-dir`: makes the objects below a prefix what the files of a folder are, or the other way round. */
export async function syncDir(args: Args, io: Io): Promise<ExitCode> {
  const [folder, prefix, ...more] = args.operands;
  if (folder === undefined || prefix === undefined || more.length > 0)
    throw new UsageError('"imbed sync-dir" needs a DIR and a PREFIX ("/" for the whole bucket)');
  // What an unset variable of a script comes to.
  if (folder === '') throw new UsageError('an empty DIR would be the current folder: name it, or use "."');
  if (prefix === '') throw new UsageError('an empty PREFIX would be the whole bucket: name one, or use "/"');
  const direction = args.has('down') ? 'down' : 'up';
  return runOnBucket(folder, args, io, async (client) => {
    const sync = await client.sync({
      folder,
      prefix: prefix.replace(/^\/+/, ''),
      direction,
      deleteOthers: args.has('delete'),
      exclude: args.values('exclude'),
      signal: io.signal,
    });
    tellLeftOut(sync.links, io);
    if (!args.has('quiet')) io.warn(`imbed: ${intention(sync.plan)}\n`);
    if (args.has('dry-run')) return rehearse(sync.plan, args, io);
    const whole = direction === 'up' ? /^\/+$/.test(prefix) : isTop(resolve(folder));
    const end = whole && !args.has('yes') ? await unlessAgreedTo(sync.plan, io) : undefined;
    if (end !== undefined) return end;
    return perform(sync, args, io);
  });
}

function isTop(path: string): boolean {
  return dirname(path) === path;
}

/** `"$UNSET/"` of a script is a slash, too. */
async function unlessAgreedTo({ direction, deletions }: SyncPlan, io: Io): Promise<ExitCode | undefined> {
  if (deletions.length === 0) return undefined;
  showSome(
    deletions.map(({ name }) => oneLine(name)),
    io,
  );
  const [noun, place] = direction === 'up' ? ['object', 'the whole bucket'] : ['file', 'the whole disk'];
  return unlessAgreed(`Delete ${counted(deletions.length, noun)} of ${place}?`, io);
}

/** `12 files to upload (3.4 MiB), 2 objects to delete, 9985 the same`. */
function intention({ direction, transfers, deletions, same }: SyncPlan): string {
  const up = direction === 'up';
  const bytes = transfers.reduce((sum, { size }) => sum + size, 0);
  const move = up
    ? `${counted(transfers.length, 'file')} to upload`
    : `${counted(transfers.length, 'object')} to download`;
  const remove = `${counted(deletions.length, up ? 'object' : 'file')} to delete`;
  return `${move} (${sizeText(bytes)}), ${remove}, ${same} the same`;
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

async function rehearse(
  { direction, transfers, deletions }: SyncPlan,
  args: Args,
  io: Io,
): Promise<ExitCode> {
  const action = direction === 'up' ? 'upload' : 'download';
  for (const { name, key } of transfers) await io.printNow(line({ action, name, key }, args));
  for (const { name, key } of deletions) await io.printNow(line({ action: 'delete', name, key }, args));
  return exitCodes.ok;
}

async function perform({ plan, run }: FolderSync, args: Args, io: Io): Promise<ExitCode> {
  const sweep = spareMemory(plan.transfers.length);
  const bar = await openTransferBar(
    io,
    args.has('quiet'),
    plan.transfers.map(({ size }) => size),
  );
  let [moved, deleted] = [0, 0];
  let code: ExitCode = exitCodes.ok;
  const before = new Map<number, number>();
  try {
    const whole = await run({
      signal: io.signal,
      onProgress(index, bytes, total) {
        bar.moved(index, bytes, total);
        moved += bytes - (before.get(index) ?? 0);
        before.set(index, bytes);
        sweep(moved);
      },
      async onStep(step) {
        bar.clear();
        if (step.action === 'delete') deleted += 1;
        if (step.error === undefined || args.has('json')) await io.printNow(line(step, args));
        if (step.error !== undefined) code = failed(step.name, toImbedError(step.error), io);
      },
    });
    if (!whole && plan.deletions.length > deleted)
      io.warn(`imbed: nothing ${deleted > 0 ? 'more ' : ''}was deleted, because of what failed\n`);
    return code;
  } finally {
    bar.stop();
  }
}

function line({ action, name, key, error }: SyncStep, args: Args): string {
  if (!args.has('json')) return `${action.padEnd(8)}  ${oneLine(name)}\n`;
  return `${JSON.stringify({ action, name, key, ...(error && { error: { code: error.code } }) })}\n`;
}
