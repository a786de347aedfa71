import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, posix } from 'node:path';
import { findImages } from '../markdown/find-images.ts';
import type { ImageReference } from '../markdown/image-reference.ts';
import { pathCandidates, targetKind } from '../markdown/target.ts';
import { filesBelow } from './note-corpus.ts';

export interface DeadReference {
  /** Relative to the root, with `/`. */
  readonly note: string;
  readonly target: string;
}

export type IsReachable = (url: string) => boolean | Promise<boolean>;

/** Where sites keep the files that they show as `/img/a.png`. */
const siteRoots = ['', 'static', 'public', 'source'];

/**
 * References that lead to no file and to no reachable URL, note by note in the order of the text. It knows every
 * way in which some editor or site would find the file, and none of the code that it judges. Notes that are not
 * UTF-8 have none.
 * @param isReachable asked once a URL
 */
export async function referencesThatDoNotResolve(
  folder: string,
  isReachable: IsReachable,
): Promise<readonly DeadReference[]> {
  const files = filesBelow(folder);
  const urls = new Map<string, boolean>();
  const dead: DeadReference[] = [];
  for (const note of files.filter((name) => /\.(?:md|markdown)$/.test(name)))
    for (const reference of findImages(textOf(join(folder, note)))) {
      const { target } = reference;
      if (targetKind(target) === 'remote') {
        const reachable = urls.get(target) ?? (await isReachable(target.replace(/^\/\//, 'https://')));
        urls.set(target, reachable);
        if (!reachable) dead.push({ note, target });
      } else if (!target.startsWith('data:') && !isOnDisk(folder, files, note, reference))
        dead.push({ note, target });
    }
  return dead;
}

function textOf(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch {
    return '';
  }
}

function isOnDisk(
  folder: string,
  files: readonly string[],
  note: string,
  { syntax, target }: ImageReference,
): boolean {
  return pathCandidates(target).some((path) => {
    if (isAbsolute(path) && existsSync(path)) return true;
    // A site's root may be any folder above the note.
    if (path.startsWith('/'))
      return above(note).some((root) => siteRoots.some((site) => existsSync(join(folder, root, site, path))));
    if (existsSync(join(folder, dirname(note), path))) return true;
    // Obsidian names a file from the root of the vault, or by the end of its path.
    if (syntax !== 'wiki' && syntax !== 'front-matter') return false;
    return files.some((file) => file === path || file.endsWith(`/${path}`));
  });
}

function above(note: string): string[] {
  const folder = posix.dirname(note);
  return folder === '.' ? ['.'] : [folder, ...above(folder)];
}
