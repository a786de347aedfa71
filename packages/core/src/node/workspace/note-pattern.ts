import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import zeptomatch from 'zeptomatch';

export interface NotePattern {
  /** Absolute: where to look. */
  readonly base: string;
  /** Whether a file below {@link base} is meant, or a folder that it is in. */
  matches(path: string): boolean;
  /** Whether something meant may be in a folder below {@link base}. */
  leadsInto(folder: string): boolean;
}

/**
 * A pattern as shells have them: `*`, `**`, `?`, `[…]`, `{…}`. Folders at its beginning that exist are meant as they
 * are, whatever brackets are in their names.
 * @returns `undefined` for what is no pattern
 */
export async function parseNotePattern(
  arg: string,
  cwd: string,
  platform: NodeJS.Platform,
): Promise<NotePattern | undefined> {
  const names = (platform === 'win32' ? arg.replaceAll('\\', '/') : arg).split('/');
  let base = cwd;
  let literal = 0;
  while (literal < names.length - 1) {
    const folder = resolve(cwd, `${names.slice(0, literal + 1).join('/')}/`);
    if (!(await isFolder(folder))) break;
    base = folder;
    literal++;
  }
  const pattern = composed(names.slice(literal).join('/'));
  if (!/[*?]|\[.+\]|\{.+\}/.test(pattern)) return undefined;
  const { source, flags } = zeptomatch.compile(pattern);
  const anyCase = platform === 'win32' || platform === 'darwin';
  const glob = new RegExp(source, anyCase ? `${flags}i` : flags);
  return patternIn(base, pattern, (path) => glob.test(path));
}

function patternIn(base: string, pattern: string, isMatch: (path: string) => boolean): NotePattern {
  const levels = pattern.includes('**') ? Number.POSITIVE_INFINITY : pattern.split('/').length;
  const matches = (path: string) => withFoldersAbove(composed(path)).some((one) => isMatch(one));
  return { base, matches, leadsInto: (folder) => folder.split('/').length < levels || matches(folder) };
}

/** `a/b/c` is `a`, `a/b` and `a/b/c`. */
function withFoldersAbove(path: string): string[] {
  const names = path.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** macOS may write `é` as two characters where people type one. */
function composed(text: string): string {
  return text.normalize('NFC');
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
