import { settingsOfFrontMatter } from '../markdown/front-matter.ts';
import type { ImageReference } from '../markdown/image-reference.ts';
import { decodeTarget, pathCandidates, targetKind } from '../markdown/target.ts';
import { foldedName } from './folded-name.ts';
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
 * by name alone, or anywhere on the machine; wiki links first as the host finds them. The tree is read when nothing else helps, once: made for one job.
 */
export function createTargetResolver(workspace: Workspace): TargetResolver {
  let index: Promise<ImageIndex> | undefined;
  return {
    async locate(note, { target, syntax }) {
      const paths = spellings(target);
      if (paths.length === 0) return undefined;
      const own = syntax === 'wiki' ? workspace.wikiTarget?.(note, target) : undefined;
      const meant = await firstOf(workspace, [own]);
      if (meant !== undefined) return meant;
      const asWritten = (path: string) => ({ path, isWiki: syntax === 'wiki' });
      const fromRootUrl = await belowRootUrl(workspace, note, paths);
      for (const written of [...fromRootUrl, ...paths].map(asWritten)) {
        const found =
          (await inPlaces(workspace, note, written)) ?? (await onMachine(workspace, note, written));
        if (found !== undefined) return found;
      }
      index ??= readImageIndex(workspace);
      return inIndex(workspace, await index, note, paths.map(asWritten));
    },
  };
}

/** Whether the target in `note` would mean `path` if that file were there and no other. */
export function mayMean(
  note: WorkspacePath,
  { target, syntax }: Pick<ImageReference, 'target' | 'syntax'>,
  path: WorkspacePath,
): boolean {
  return spellings(target)
    .map((spelling) => ({ path: spelling, isWiki: syntax === 'wiki' }))
    .some((written) => {
      const ending = endingOf(written);
      const isNamed = ending !== undefined && `/${foldedName(path)}`.endsWith(`/${foldedName(ending)}`);
      return isNamed || placesOf(note, written).some((place) => foldedName(place) === foldedName(path));
    });
}

/** Windows has other slashes; elsewhere a backslash may be part of a name. */
function spellings(target: string): readonly string[] {
  const paths = pathCandidates(target);
  return [...new Set([...paths, ...paths.map((path) => path.replaceAll('\\', '/'))])];
}

/** Typora puts the note's own `typora-root-url` before paths that begin with a slash. */
async function belowRootUrl(
  workspace: Workspace,
  note: WorkspacePath,
  paths: readonly string[],
): Promise<readonly string[]> {
  const fromRoot = paths.filter((path) => path.startsWith('/'));
  if (fromRoot.length === 0) return [];
  const { text } = await workspace.readNote(note);
  const [setting] = settingsOfFrontMatter(text, ['typora-root-url']);
  const folder = decodeTarget(setting?.value ?? '').replace(/\/+$/, '');
  return folder === '' || targetKind(folder) !== 'local' ? [] : fromRoot.map((path) => folder + path);
}

function inPlaces(
  workspace: Workspace,
  note: WorkspacePath,
  written: WrittenTarget,
): Promise<Located | undefined> {
  return firstOf(workspace, placesOf(note, written));
}

/** Absolute paths, and those that lead out of the tree. */
async function onMachine(
  workspace: Workspace,
  note: WorkspacePath,
  { path }: WrittenTarget,
): Promise<Located | undefined> {
  const { machine } = workspace;
  const isInTree = resolvePath(folderOf(note), path) !== undefined;
  const absolute = machine?.absolute(path, isInTree ? undefined : note);
  if (machine === undefined || absolute === undefined) return undefined;
  const inside = machine.inside(absolute);
  if (inside !== undefined) return firstOf(workspace, [inside]);
  const size = await machine.size(absolute);
  return size === undefined ? undefined : { kind: 'outside', path: absolute, size };
}

function inIndex(
  workspace: Workspace,
  index: ImageIndex,
  note: WorkspacePath,
  written: readonly WrittenTarget[],
): Promise<Located | undefined> {
  const likely = written.flatMap((one) => placesOf(note, one).map(index.like));
  const named = written.map((one) => byName(index, note, one));
  return firstOf(workspace, [...likely, ...named]);
}

async function firstOf(
  workspace: Workspace,
  paths: readonly (WorkspacePath | undefined)[],
): Promise<Located | undefined> {
  for (const path of paths) {
    if (path === undefined) continue;
    const size = await workspace.size(path);
    if (size !== undefined) return { kind: 'inside', path, size };
  }
  return undefined;
}

function byName(index: ImageIndex, note: WorkspacePath, written: WrittenTarget): WorkspacePath | undefined {
  const ending = endingOf(written);
  return ending && index.nearest(note, ending);
}

/** With folders before the name, only a wiki link is looked for anywhere: elsewhere it is a path, and dead. */
function endingOf({ path, isWiki }: WrittenTarget): WorkspacePath | undefined {
  if (isStepped(path) || path.startsWith('/') || (path.includes('/') && !isWiki)) return undefined;
  return resolvePath('', path);
}
