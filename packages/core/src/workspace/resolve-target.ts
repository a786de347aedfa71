import type { ImageReference } from '../markdown/image-reference.ts';
import { pathCandidates } from '../markdown/target.ts';
import { type ImageIndex, readImageIndex } from './image-index.ts';
import { isStepped, placesOf, type WrittenTarget } from './target-places.ts';
import type { Workspace } from './workspace.ts';
import { folderOf, resolvePath, type WorkspacePath } from './workspace-path.ts';

/** The file that a reference means. */
export type Located =
  | { readonly kind: 'inside'; readonly path: WorkspacePath; readonly size: number }
  /** Elsewhere on the machine. */
  | { readonly kind: 'outside'; readonly path: string; readonly size: number };

export interface TargetResolver {
  /**
   * `undefined` when there is no such file, or the target is none. Rejects as `Workspace.size` and
   * `Workspace.files` do.
   */
  locate(
    note: WorkspacePath,
    reference: Pick<ImageReference, 'target' | 'syntax'>,
  ): Promise<Located | undefined>;
}

/**
 * Finds files as the programs do that notes are written with: relative to the note, from the root of a site or vault,
 * by name alone, or anywhere on the machine. The tree is read when nothing else helps, once: made for one job.
 */
export function createTargetResolver(workspace: Workspace): TargetResolver {
  let index: Promise<ImageIndex> | undefined;
  return {
    async locate(note, { target, syntax }) {
      const written = spellings(target).map((path) => ({ path, isWiki: syntax === 'wiki' }));
      if (written.length === 0) return undefined;
      const places = written.flatMap((one) => placesOf(note, one));
      for (const path of places) {
        const size = await workspace.size(path);
        if (size !== undefined) return { kind: 'inside', path, size };
      }
      const elsewhere = await onMachine(workspace, note, written);
      if (elsewhere !== undefined) return elsewhere;
      index ??= readImageIndex(workspace);
      return inIndex(workspace, await index, note, written, places);
    },
  };
}

/** Windows has other slashes; elsewhere a backslash may be part of a name. */
function spellings(target: string): readonly string[] {
  const paths = pathCandidates(target);
  return [...new Set([...paths, ...paths.map((path) => path.replaceAll('\\', '/'))])];
}

/** Absolute paths, and those that lead out of the tree. */
async function onMachine(
  workspace: Workspace,
  note: WorkspacePath,
  written: readonly WrittenTarget[],
): Promise<Located | undefined> {
  const { machine } = workspace;
  if (machine === undefined) return undefined;
  for (const { path } of written) {
    const absolute = isInTree(note, path) ? machine.absolute(path) : machine.absolute(path, note);
    if (absolute === undefined) continue;
    const inside = machine.inside(absolute);
    const size = inside === undefined ? await machine.size(absolute) : await workspace.size(inside);
    if (size === undefined) continue;
    return inside === undefined
      ? { kind: 'outside', path: absolute, size }
      : { kind: 'inside', path: inside, size };
  }
  return undefined;
}

function isInTree(note: WorkspacePath, path: string): boolean {
  return resolvePath(folderOf(note), path) !== undefined;
}

async function inIndex(
  workspace: Workspace,
  index: ImageIndex,
  note: WorkspacePath,
  written: readonly WrittenTarget[],
  places: readonly WorkspacePath[],
): Promise<Located | undefined> {
  const found = [...places.map(index.like), ...written.map((target) => byName(index, note, target))];
  for (const path of found) {
    if (path === undefined) continue;
    const size = await workspace.size(path);
    if (size !== undefined) return { kind: 'inside', path, size };
  }
  return undefined;
}

/** With folders before the name, only a wiki link is looked for anywhere: elsewhere it is a path, and dead. */
function byName(
  index: ImageIndex,
  note: WorkspacePath,
  { path, isWiki }: WrittenTarget,
): WorkspacePath | undefined {
  if (isStepped(path) || path.startsWith('/') || (path.includes('/') && !isWiki)) return undefined;
  const ending = resolvePath('', path);
  return ending && index.nearest(note, ending);
}
