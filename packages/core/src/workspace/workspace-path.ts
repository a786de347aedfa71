import { issue, ok, type ParseResult } from '../parse-result.ts';

declare const brand: unique symbol;

/**
 * Where a file is in its workspace: names with `/` between them, relative to the root, none of them empty, `.` or
 * `..`. Written as on disk, neither encoded nor normalised.
 */
export type WorkspacePath = string & { readonly [brand]: true };

/** The only way to a {@link WorkspacePath}: what leads out of the tree has no way in. */
export function parseWorkspacePath(text: string): ParseResult<WorkspacePath> {
  const names = text.split('/');
  if (names.some((name) => name === '' || name === '.' || name === '..' || name.includes('\0')))
    return issue('path', 'in-workspace');
  return ok(text as WorkspacePath);
}

/**
 * `relative` as seen from `folder` (empty for the root), with `.` and `..` taken up.
 * `undefined` where it leads out of the tree or names the root itself.
 */
export function resolvePath(folder: string, relative: string): WorkspacePath | undefined {
  const names: string[] = folder === '' ? [] : folder.split('/');
  for (const name of relative.split('/')) {
    if (name === '..') {
      if (names.pop() === undefined) return undefined;
    } else if (name !== '' && name !== '.') names.push(name);
  }
  const parsed = parseWorkspacePath(names.join('/'));
  return parsed.ok ? parsed.value : undefined;
}

/** The folder that holds `path`; empty for the root. */
export function folderOf(path: WorkspacePath): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** With its extension. */
export function baseNameOf(path: WorkspacePath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** How `to` is written in the note `from`: `assets/a.png`, `../img/a.png`. */
export function relativePath(from: WorkspacePath, to: WorkspacePath): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')];
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common++;
  return [...here.slice(common).map(() => '..'), ...there.slice(common)].join('/');
}
