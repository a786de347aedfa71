import { lstatSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { SyncMemo } from '../../bucket/sync-memo.ts';
import type { SyncDeletion, SyncPlan, SyncTransfer, TreeFile } from '../../bucket/sync-plan.ts';
import { ImbedError } from '../../errors.ts';
import { marksOf } from '../files-below.ts';
import { pathOfKey } from '../path-of-key.ts';
import { writeFailure } from '../workspace/file-errors.ts';
import type { TransferCallOptions } from './client.ts';
import type { ClientContext } from './client-context.ts';
import { createGet } from './get-file.ts';

export interface DownScene {
  readonly context: ClientContext;
  readonly folder: string;
  readonly memo: SyncMemo;
  /** What the other side does not have may go. */
  readonly deleteOthers: boolean;
}

/** With the file that is at the place of each object now, also where a disk takes two spellings for one name. */
export function withFilesInPlace(folder: string, plan: SyncPlan): SyncPlan {
  const transfers = plan.transfers.map((transfer) => {
    const file = transfer.file ?? fileAt(folder, transfer.name);
    return file === undefined ? transfer : { ...transfer, file };
  });
  return { ...plan, transfers };
}

/** Files where a folder is to be, or in a folder where a file is to be: nothing can be fetched before they are gone. */
export function deletionsInTheWay({ transfers, deletions }: SyncPlan): readonly SyncDeletion[] {
  const files = new Set(transfers.map(({ name }) => name));
  const folders = new Set(transfers.flatMap(({ name }) => foldersAbove(name)));
  return deletions.filter(
    ({ name }) => folders.has(name) || foldersAbove(name).some((above) => files.has(above)),
  );
}

/** Replaces the file as it was found, and no other: the plan may have been made long ago. */
export async function download(
  { context, folder, memo, deleteOthers }: DownScene,
  { key, name, object, file }: SyncTransfer,
  options: TransferCallOptions,
): Promise<void> {
  const path = pathOfKey(folder, name, key);
  refuseLinks(folder, name);
  if (deleteOthers) removeEmptyFolders(path);
  const assertReplaceable = () => {
    const there = fileAt(folder, name);
    if (there !== undefined && !isDeepStrictEqual(there, file))
      throw new ImbedError('source/changed', { name: path });
  };
  assertReplaceable();
  const get = createGet(context, assertReplaceable);
  const { etag } = await get(key, { into: path, ...(object && { known: object }), ...options });
  await memo.learn({ name, ...marksOf(statSync(path)) }, etag, true);
}

/** `undefined` also where nothing can be; what is the matter is told when something is written there. */
function fileAt(folder: string, name: string): TreeFile | undefined {
  try {
    const stats = statSync(join(folder, name));
    return stats.isFile() ? { name, ...marksOf(stats) } : undefined;
  } catch {
    return undefined;
  }
}

/** `a`, `a/b` of `a/b/c`. */
export function foldersAbove(name: string): readonly string[] {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

/** Through a link, a file would be written outside of the folder; in place of one that is left alone, it would be lost. */
function refuseLinks(folder: string, name: string): void {
  const isLink = (part: string) =>
    lstatSync(join(folder, part), { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (foldersAbove(name).some(isLink) || (isLink(name) && fileAt(folder, name) === undefined))
    throw new ImbedError('local/write-failed', { name: join(folder, name), serviceCode: 'ELOOP' });
}

/** A folder that holds nothing but folders, where a file is to be. One that holds more stays, and the file fails. */
function removeEmptyFolders(path: string): void {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  try {
    for (const name of readdirSync(path)) removeEmptyFolders(join(path, name));
    rmdirSync(path);
  } catch (cause) {
    throw writeFailure(path, cause);
  }
}

/** Unless it changed since the plan was made, which may be long ago. */
export function removeFile(folder: string, { name, file }: SyncDeletion): void {
  const path = join(folder, name);
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there === undefined) return;
    if (!isDeepStrictEqual({ name, ...marksOf(there) }, file))
      throw new ImbedError('source/changed', { name: path });
    rmSync(path, { force: true });
  } catch (cause) {
    throw writeFailure(path, cause);
  }
}
