import { ImbedError } from '../errors.ts';
import type { ImageReference } from '../markdown/image-reference.ts';
import { hasImageExtension, withoutSuffix } from '../markdown/target.ts';
import type { Located, TargetResolver } from '../workspace/resolve-target.ts';
import type { ReadLimits, Workspace } from '../workspace/workspace.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';

/** A file that a note refers to. */
export interface LocalImage {
  /** Its path, absolute for one outside of the workspace. */
  readonly id: string;
  /** Absent for one outside. */
  readonly path: WorkspacePath | undefined;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** As `Workspace.read`. */
  read(limits: ReadLimits): Promise<Uint8Array>;
}

/**
 * The image that a local target means; `undefined` for one that means no image. Rejects with `source/not-found`, and as
 * `TargetResolver.locate` does.
 */
export async function findLocalImage(
  workspace: Workspace,
  resolver: TargetResolver,
  note: WorkspacePath,
  reference: ImageReference,
): Promise<LocalImage | undefined> {
  const { target } = reference;
  if (target === '' || isOtherFile(target)) return undefined;
  const located = await resolver.locate(note, reference);
  if (located === undefined) throw new ImbedError('source/not-found', { name: target });
  return localImageOf(workspace, located);
}

/** Films and documents can be embedded like images. */
function isOtherFile(target: string): boolean {
  return !hasImageExtension(target) && /\.[a-z][a-z\d]{1,4}$/i.test(withoutSuffix(target));
}

function localImageOf({ read, machine }: Workspace, located: Located): LocalImage {
  const { kind, size } = located;
  const name = located.path.replace(/^.*[/\\]/s, '');
  if (kind === 'inside') {
    const { path } = located;
    return { id: path, path, name, size, read: (limits) => read(path, limits) };
  }
  const { path } = located;
  const readOutside = async (limits: ReadLimits) => {
    if (machine === undefined) throw new ImbedError('source/not-found', { name: path });
    return machine.read(path, limits);
  };
  return { id: path, path: undefined, name, size, read: readOutside };
}
