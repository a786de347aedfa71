import { hasImageExtension } from '../markdown/target.ts';
import { foldedName } from './folded-name.ts';
import type { Workspace } from './workspace.ts';
import { baseNameOf, folderOf, type WorkspacePath } from './workspace-path.ts';

/** Where the images of a workspace are, by name; the case of letters and how accents are composed make no difference. */
export interface ImageIndex {
  /** The file that the path means on a machine that is not particular about names. */
  like(path: WorkspacePath): WorkspacePath | undefined;
  /**
   * The file that Obsidian means by `a.png` or `img/a.png` in `note`, wherever it is: of several, one below the note's
   * folder, else the one with the shortest path.
   */
  nearest(note: WorkspacePath, ending: WorkspacePath): WorkspacePath | undefined;
}

/** Reads the whole tree once. Only images are remembered: memory grows with them, not with the notes. */
export async function readImageIndex(workspace: Workspace): Promise<ImageIndex> {
  const byName = new Map<string, WorkspacePath[]>();
  for await (const { path } of workspace.files()) {
    if (!hasImageExtension(path)) continue;
    const name = foldedName(baseNameOf(path));
    const others = byName.get(name);
    if (others === undefined) byName.set(name, [path]);
    else others.push(path);
  }
  const named = (path: WorkspacePath) => byName.get(foldedName(baseNameOf(path))) ?? [];
  return {
    like: (path) =>
      named(path)
        .filter((one) => foldedName(one) === foldedName(path))
        .sort()[0],
    nearest: (note, ending) => {
      const end = `/${foldedName(ending)}`;
      const found = named(ending).filter((one) => `/${foldedName(one)}`.endsWith(end));
      return found.sort(byDistanceFrom(folderOf(note)))[0];
    },
  };
}

function byDistanceFrom(folder: string): (a: WorkspacePath, b: WorkspacePath) => number {
  const start = folder === '' ? '' : `${folder}/`;
  const isElsewhere = (path: string) => Number(!path.startsWith(start));
  return (a, b) => isElsewhere(a) - isElsewhere(b) || a.length - b.length || (a < b ? -1 : 1);
}
