import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createExclusion } from '../../bucket/exclusion.ts';
import { likeness } from '../../bucket/likeness.ts';
import { openSyncMemo } from '../../bucket/sync-memo.ts';
import {
  planSync,
  type SyncDeletion,
  type SyncPlan,
  type SyncTransfer,
  type TreeFile,
} from '../../bucket/sync-plan.ts';
import { eachTransfer } from '../../bucket/workers.ts';
import { cancelled, ImbedError, toImbedError } from '../../errors.ts';
import { toHex } from '../../hex.ts';
import type { ListedObject } from '../../store/object-store.ts';
import { openFileSource } from '../file-source.ts';
import { type FolderTree, filesBelow } from '../files-below.ts';
import { requireBoolean, requireChoice, requireOptions, requireText, requireTextList } from './arguments.ts';
import type { CallOptions, Client } from './client.ts';
import { type ClientContext, givenKey } from './client-context.ts';
import {
  type DownScene,
  deletionsInTheWay,
  download,
  foldersAbove,
  removeFile,
  withFilesInPlace,
} from './sync-down.ts';

export interface SyncOptions extends CallOptions {
  /** `.` for the current one; an empty text is none. */
  readonly folder: string;
  /** Of the keys; a slash comes behind it. Empty for the whole bucket. */
  readonly prefix: string;
  /** `up` when absent: the objects become what the files are. */
  readonly direction?: SyncPlan['direction'];
  /** Also plan to delete what the other side does not have. */
  readonly deleteOthers?: boolean;
  /** Globs of names that are left alone on both sides: `.DS_Store`, `node_modules`, `drafts/*.tmp`. */
  readonly exclude?: readonly string[];
}

/** One step that was done or could not be. */
export interface SyncStep {
  readonly action: 'upload' | 'download' | 'delete';
  /** From the top of the folder, with slashes. */
  readonly name: string;
  readonly key: string;
  /** Why it could not be done; the others go on. */
  readonly error?: ImbedError;
}

export interface RunSyncOptions extends CallOptions {
  /** Bytes of `total` that are through, of the transfer at `index` of the plan (from 0). */
  readonly onProgress?: (index: number, bytes: number, total: number) => void;
  /** Awaited before the next of its kind. */
  readonly onStep?: (step: SyncStep) => Promise<void> | void;
}

/** What makes the two sides the same, and how to have it done. */
export interface FolderSync {
  readonly plan: SyncPlan;
  /**
   * Names of links in the folder to folders or to nothing. They and what is behind them are left alone: neither sent nor
   * deleted nor replaced, so that what would be fetched there fails with `local/write-failed`.
   */
  readonly links: readonly string[];
  /**
   * Does what was planned, deletions last, and only when nothing failed before, except of files that are in the way of
   * what is fetched: a file where a folder is to be, or the other way round. No file that changed, or came, since the
   * plan is replaced or deleted: that step fails with `source/changed`. An object whose key can be no file's is told
   * of, and holds up nothing. A call that was ended, even by a kill, needs no repair: another plan has what is left.
   * Answers whether all was done; steps that fail are told of by `onStep` alone. Rejects with `cancelled`.
   */
  run(options?: RunSyncOptions): Promise<boolean>;
}

interface Scene extends DownScene {
  readonly client: Client;
  readonly plan: SyncPlan;
}

/** Looks at both sides and changes neither. */
export function createSync(context: ClientContext, client: () => Client): Client['sync'] {
  // Types promise options; JavaScript may leave them out.
  return async (options: Partial<SyncOptions> = {}) => {
    requireOptions(options);
    const { prefix: given, direction = 'up', deleteOthers = false, exclude = [] } = options;
    requireText('prefix', given);
    requireText('folder', options.folder);
    requireChoice('direction', direction, ['up', 'down']);
    requireBoolean('deleteOthers', deleteOthers);
    requireTextList('exclude', exclude);
    const prefix = given === '' || given.endsWith('/') ? given : `${given}/`;
    // Which would be the current folder, and is what an unset variable comes to.
    if (options.folder === '') throw new ImbedError('source/not-found', { name: '""' });
    const folder = resolve(options.folder);
    const isUnwanted = createExclusion(exclude);
    const { files, links } = treeOf(folder, direction, isUnwanted);
    const isExcluded = direction === 'down' ? isUnwanted : eitherOf(isUnwanted, links);
    const memo = await openSyncMemo(await context.journalOf('sync', folder, prefix), files, Date.now);
    const planned = await planSync({
      direction,
      prefix,
      isExcluded,
      files,
      objects: objectsBelow(client(), prefix, options),
      // What cannot be read is told of when its turn comes.
      isSame: (file, object) => isSame({ context, folder, memo }, file, object).catch(() => false),
      ...(options.signal && { signal: options.signal }),
    });
    const whole = direction === 'down' ? withFilesInPlace(folder, planned) : planned;
    const plan = deleteOthers ? whole : { ...whole, deletions: [] };
    refuseEmptySource(plan, direction === 'up' ? folder : prefix);
    const scene = { context, client: client(), folder, memo, deleteOthers, plan };
    return { plan, links, run: (run) => runSync(scene, run) };
  };
}

type IsExcluded = (name: string) => boolean;

/** A folder that is fetched into need not be there. */
function treeOf(folder: string, direction: SyncPlan['direction'], isExcluded: IsExcluded): FolderTree {
  if (direction === 'down' && !existsSync(folder)) return { files: [], links: [] };
  return filesBelow(folder, isExcluded);
}

/** Objects that are called like what is behind a link were once sent from there, or from a folder in its place. */
function eitherOf(isUnwanted: IsExcluded, links: readonly string[]): IsExcluded {
  const left = new Set(links);
  const isBehind = (name: string) => [...foldersAbove(name), name].some((part) => left.has(part));
  return left.size === 0 ? isUnwanted : (name) => isUnwanted(name) || isBehind(name);
}

async function* objectsBelow(
  client: Client,
  prefix: string,
  { signal }: CallOptions,
): AsyncGenerator<ListedObject, void, undefined> {
  for await (const entry of client.list(prefix, { recursive: true, ...(signal && { signal }) }))
    if (entry.type === 'object') yield entry;
}

/** By size and hash; the hash is known without reading the file when neither it nor the object has changed since. */
async function isSame(
  { context, folder, memo }: Pick<Scene, 'context' | 'folder' | 'memo'>,
  file: TreeFile,
  object: ListedObject,
): Promise<boolean> {
  if (memo.knows(file, object)) return true;
  const source = await openFileSource(join(folder, file.name));
  try {
    const md5 = async (start: number, end: number) => toHex(await source.slice(start, end).digest('md5'));
    const found = { ...object, key: givenKey(object.key) };
    if ((await likeness(context.ports, found, md5)) !== 'same') return false;
  } finally {
    source.close();
  }
  await memo.learn(file, object.etag);
  return true;
}

/** A disk that is not mounted looks like an empty folder. */
function refuseEmptySource({ transfers, deletions, same }: SyncPlan, name: string): void {
  if (deletions.length > 0 && transfers.length + same === 0)
    throw new ImbedError('sync/empty-source', { name });
}

async function runSync(scene: Scene, options: RunSyncOptions = {}): Promise<boolean> {
  requireOptions(options);
  const { transfers, deletions, direction } = scene.plan;
  const { signal, onStep } = options;
  let [whole, halted] = [true, false];
  const step = async (done: Omit<SyncStep, 'error'>, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (signal?.aborted) throw error;
      const failure = toImbedError(error);
      whole = false;
      halted ||= failure.code !== 'store/unusable-key';
      return onStep?.({ ...done, error: failure });
    }
    return onStep?.(done);
  };
  const stepOf = ({ name, key }: SyncDeletion) => ({ action: 'delete', name, key }) as const;
  const removeFiles = async (files: readonly SyncDeletion[]) => {
    for (const file of files) {
      if (signal?.aborted) throw cancelled('not-sent');
      await step(stepOf(file), async () => removeFile(scene.folder, file));
    }
  };
  const first = direction === 'down' ? deletionsInTheWay(scene.plan) : [];
  await removeFiles(first);
  const [action, move] =
    direction === 'up' ? (['upload', upload] as const) : (['download', download] as const);
  const numbered = transfers.map((transfer, index) => ({ ...transfer, index }));
  await eachTransfer(numbered, signal, ({ index, name, key, ...transfer }) =>
    step({ action, name, key }, () => move(scene, { name, key, ...transfer }, progressOf(options, index))),
  );
  if (halted) return false;
  if (direction === 'down') {
    const gone = new Set(first);
    await removeFiles(deletions.filter((deletion) => !gone.has(deletion)));
    return whole;
  }
  for (let at = 0; at < deletions.length; at += DELETED_AT_ONCE) {
    const batch = deletions.slice(at, at + DELETED_AT_ONCE);
    const work = removeObjects(scene, batch, options);
    for (const deletion of batch) await step(stepOf(deletion), () => work);
  }
  return whole;
}

/** As many as a request can name. */
const DELETED_AT_ONCE = 1000;

function progressOf({ signal, onProgress }: RunSyncOptions, index: number) {
  return {
    ...(signal && { signal }),
    ...(onProgress && { onProgress: (bytes: number, total: number) => onProgress(index, bytes, total) }),
  };
}

type MoveOptions = ReturnType<typeof progressOf>;

async function upload(
  { client, folder, memo }: Scene,
  { key, name, file }: SyncTransfer,
  options: MoveOptions,
): Promise<void> {
  const { etag } = await client.put(join(folder, name), { key, ...options });
  if (file !== undefined) await memo.learn(file, etag);
}

async function removeObjects(
  { client }: Scene,
  batch: readonly SyncDeletion[],
  { signal }: CallOptions,
): Promise<void> {
  const keys = batch.map(({ key }) => key);
  await client.delete(keys, signal && { signal });
}
