import { type Stats, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ImbedError, toImbedError } from '@imbed/core';
import { filesBelow } from '@imbed/core/node';
import { UsageError } from '../args.ts';

/** One file to store. */
export interface FileToPut {
  /** `undefined` for standard input. */
  readonly path: string | undefined;
  /** As the user knows it. */
  readonly label: string;
  readonly key: string;
  /** `undefined` for standard input. */
  readonly size: number | undefined;
}

/** An argument that leads to no file. */
export interface NoFile {
  readonly label: string;
  readonly error: ImbedError;
}

export interface Naming {
  /** Of the one file. */
  readonly key: string | undefined;
  /** In front of every name; a slash comes between. */
  readonly prefix: string | undefined;
  /** Told the paths of links that are left out, since they lead to folders or to nothing. */
  readonly onLinks?: (paths: readonly string[]) => void;
}

/**
 * The files that the arguments mean, folders with all that is in them, each with its key. Throws `UsageError` where two
 * would be one object.
 */
export function filesToPut(operands: readonly string[], naming: Naming): readonly (FileToPut | NoFile)[] {
  if (naming.key !== undefined && operands.length > 1)
    throw new UsageError('option --key names one file only');
  const files = operands.flatMap((operand) => filesOf(operand, naming));
  const taken = new Map<string, string>();
  for (const file of files) {
    if ('error' in file) continue;
    const other = taken.get(file.key);
    if (other !== undefined)
      throw new UsageError(`${other} and ${file.label} would both become ${file.key}: use --prefix`);
    taken.set(file.key, file.label);
  }
  return files;
}

function filesOf(operand: string, naming: Naming): readonly (FileToPut | NoFile)[] {
  if (operand === '-') {
    if (naming.key === undefined) throw new UsageError('standard input has no name: give it one with --key');
    return [{ path: undefined, label: '-', key: keyOf('', naming), size: undefined }];
  }
  // `.` has a name, too.
  const name = basename(resolve(operand));
  const stats = statsOf(operand);
  if (stats?.isDirectory() === false)
    return [{ path: operand, label: operand, key: keyOf(name, naming), size: stats.size }];
  if (stats !== undefined && naming.key !== undefined)
    throw new UsageError(`option --key names one file, and ${operand} is a folder: use --prefix`);
  try {
    const { files, links } = filesBelow(operand);
    naming.onLinks?.(links.map((below) => join(operand, below)));
    if (files.length === 0) throw new ImbedError('source/empty-folder', { name: operand });
    return files.map(({ name: below, size }) => {
      const path = join(operand, below);
      return { path, label: path, key: keyOf(`${name}/${below}`, naming), size };
    });
  } catch (error) {
    return [{ label: operand, error: toImbedError(error) }];
  }
}

/** What is wrong with it is told by who reads it. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function keyOf(name: string, { key = name, prefix = '' }: Naming): string {
  const folder = prefix.replace(/^\/+|\/+$/g, '');
  return folder === '' ? key : `${folder}/${key}`;
}
