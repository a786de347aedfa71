import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { ImbedError } from '@imbed/core';
import { UsageError } from '../args.ts';

/** One file to store. */
export interface FileToPut {
  /** `undefined` for standard input. */
  readonly path: string | undefined;
  /** As the user knows it. */
  readonly label: string;
  readonly key: string;
  readonly size: number;
}

export interface Naming {
  /** Of the one file. */
  readonly key: string | undefined;
  /** In front of every name; a slash comes between. */
  readonly prefix: string | undefined;
}

/**
 * The files that the arguments mean, folders with all that is in them, each with its key. Throws `UsageError` where two
 * would be one object.
 */
export function filesToPut(operands: readonly string[], naming: Naming): readonly FileToPut[] {
  if (naming.key !== undefined && operands.length > 1)
    throw new UsageError('option --key names one file only');
  const files = operands.flatMap((operand) => filesOf(operand, naming));
  const taken = new Map<string, string>();
  for (const { key, label } of files) {
    const other = taken.get(key);
    if (other !== undefined) throw new UsageError(`${other} and ${label} would both become ${key}`);
    taken.set(key, label);
  }
  return files;
}

function filesOf(operand: string, naming: Naming): readonly FileToPut[] {
  if (operand === '-') {
    if (naming.key === undefined) throw new UsageError('standard input has no name: give it one with --key');
    return [{ path: undefined, label: '-', key: keyOf('', naming), size: 0 }];
  }
  const stats = statSync(operand, { throwIfNoEntry: false });
  if (stats === undefined) throw new ImbedError('source/not-found', { name: operand });
  // `.` has a name, too.
  const name = basename(resolve(operand));
  if (!stats.isDirectory())
    return [{ path: operand, label: operand, key: keyOf(name, naming), size: stats.size }];
  return filesBelow(operand).map((relative) => {
    const path = join(operand, relative);
    const key = keyOf([name, ...relative.split(sep)].join('/'), naming);
    return { path, label: path, key, size: statSync(path).size };
  });
}

function keyOf(name: string, { key, prefix }: Naming): string {
  const own = key ?? name;
  return prefix === undefined ? own : `${prefix.replace(/\/+$/, '')}/${own}`;
}

/** Regular files, in the order of their names; a link to a folder is not followed, since it may lead in circles. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() || (entry.isSymbolicLink() && isFile(join(entry.parentPath, entry.name))),
    )
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length))
    .sort();
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
