import { inParallel } from '../in-parallel.ts';
import type { ListedObject } from '../store/object-store.ts';

/** A file of a tree. */
export interface TreeFile {
  /** From the top of the tree, with slashes. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Milliseconds since 1970, as for {@link ctimeMs}; with a fraction, where the disk keeps one. */
  readonly mtimeMs: number;
  /** When the system last saw a change of any kind: unlike `mtimeMs`, nobody can set it back. */
  readonly ctimeMs: number;
}

/** One file to send or object to fetch. */
export interface SyncTransfer {
  /** From the top of the tree, with slashes. */
  readonly name: string;
  readonly key: string;
  /** Bytes that are to move. */
  readonly size: number;
  /** `changed`: the other side has something under this name. */
  readonly why: 'new' | 'changed';
  /** The file as it was found, when it is to be sent or replaced. */
  readonly file?: TreeFile;
  /** The object as it was found, when it is to be fetched. */
  readonly object?: ListedObject;
}

/** What is on one side only, and is to go because the other does not have it. */
export interface SyncDeletion {
  readonly name: string;
  readonly key: string;
  /** The file as it was found, when it is what is to go. */
  readonly file?: TreeFile;
}

/** What makes one side the same as the other. */
export interface SyncPlan {
  readonly direction: 'up' | 'down';
  /** In the order of their names. */
  readonly transfers: readonly SyncTransfer[];
  readonly deletions: readonly SyncDeletion[];
  /** How many are the same on both sides. */
  readonly same: number;
}

export interface Sides {
  readonly direction: 'up' | 'down';
  readonly files: readonly TreeFile[];
  /** Those below `prefix`, in any order. */
  readonly objects: AsyncIterable<ListedObject>;
  readonly prefix: string;
  /** Asked for a file and an object of the same size. */
  isSame(file: TreeFile, object: ListedObject): Promise<boolean>;
  isExcluded(name: string): boolean;
  readonly signal?: AbortSignal;
}

/** Files that are read at once to be compared. */
const COMPARED_AT_ONCE = 4;

/** Compares the sides; what it holds grows with the number of files, and with that of the objects that differ. */
export async function planSync(sides: Sides): Promise<SyncPlan> {
  const { direction, prefix, isExcluded } = sides;
  const up = direction === 'up';
  const unmatched = new Map(sides.files.map((file) => [file.name, file]));
  const transfers: SyncTransfer[] = [];
  const objectsOnly: ListedObject[] = [];
  let same = 0;
  await inParallel(sides.objects, COMPARED_AT_ONCE, sides.signal, async (object) => {
    const { key, size } = object;
    const name = key.slice(prefix.length);
    // What consoles make for a folder is no file.
    if (name === '' || name.endsWith('/') || isExcluded(name)) return;
    const file = unmatched.get(name);
    unmatched.delete(name);
    if (file === undefined) objectsOnly.push(object);
    else if (file.size === size && (await sides.isSame(file, object))) same += 1;
    else
      transfers.push({
        name,
        key,
        size: up ? file.size : size,
        why: 'changed',
        file,
        ...(!up && { object }),
      });
  });
  const filesOnly = [...unmatched.values()];
  const nameOf = ({ key }: ListedObject) => key.slice(prefix.length);
  if (up) for (const file of filesOnly) transfers.push({ ...newFile(file, prefix), file });
  else
    for (const object of objectsOnly)
      transfers.push({ ...newFile({ name: nameOf(object), size: object.size }, prefix), object });
  const deletions: SyncDeletion[] = up
    ? objectsOnly.map((object) => ({ name: nameOf(object), key: object.key }))
    : filesOnly.map((file) => ({ name: file.name, key: prefix + file.name, file }));
  return { direction, same, transfers: transfers.sort(byName), deletions: deletions.sort(byName) };
}

function newFile({ name, size }: Pick<TreeFile, 'name' | 'size'>, prefix: string) {
  return { name, key: prefix + name, size, why: 'new' } as const;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
