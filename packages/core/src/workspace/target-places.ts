import { folderOf, resolvePath, type WorkspacePath } from './workspace-path.ts';

/** A local target, as far as its place in the tree is concerned. */
export interface WrittenTarget {
  /** With slashes. */
  readonly path: string;
  readonly isWiki: boolean;
}

/** Where sites keep files that are published as they are: Hugo and Docusaurus, Vite and its kin, Hexo. */
const publishedFolders = ['static', 'public', 'source'];

/**
 * Every place in the tree that the target may mean, the likeliest first. Empty for what can only be elsewhere on the
 * machine.
 */
export function placesOf(note: WorkspacePath, { path, isWiki }: WrittenTarget): readonly WorkspacePath[] {
  if (path.startsWith('/')) return existing(sitePlaces(note, path));
  if (isDrivePath(path)) return [];
  const beside = resolvePath(folderOf(note), path);
  if (isStepped(path)) return existing([beside]);
  const fromRoot = resolvePath('', path);
  return existing([
    // Obsidian's own rule: the full path first, and nobody writes a relative one as a wiki link.
    ...(isWiki ? [fromRoot, beside] : [beside]),
    // Hexo keeps the images of `post.md` in the folder `post`, and links to them without it.
    resolvePath(note.replace(/\.[^./]*$/, ''), path),
    fromRoot,
  ]);
}

/** `./a.png` and `../a.png` mean one place only. */
export function isStepped(path: string): boolean {
  return /^\.{1,2}\//.test(path);
}

/**
 * A site may be anywhere above the note; a folder of published files shows where, and the nearest is the note's own.
 * Else the path begins at the root of the workspace, as in Obsidian, or at some folder in between.
 */
function sitePlaces(note: WorkspacePath, path: string): (WorkspacePath | undefined)[] {
  const above = foldersAbove(note);
  const published = [...above, ''].flatMap((folder) => publishedFolders.map((name) => joined(folder, name)));
  return [...published, '', ...above].map((folder) => resolvePath(folder, path));
}

/** The nearest first, without the root. */
function foldersAbove(note: WorkspacePath): string[] {
  const names = folderOf(note).split('/');
  return names.map((_, index) => names.slice(0, names.length - index).join('/')).filter((one) => one !== '');
}

function joined(folder: string, name: string): string {
  return [folder, name].filter((part) => part !== '').join('/');
}

/** `C:/a.png`, or `C:a.png`, which is no name of a file on Windows. */
function isDrivePath(path: string): boolean {
  return /^[a-z]:/i.test(path);
}

function existing(paths: readonly (WorkspacePath | undefined)[]): readonly WorkspacePath[] {
  return [...new Set(paths.filter((path) => path !== undefined))];
}
