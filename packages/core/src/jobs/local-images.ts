import { ImbedError } from '../errors.ts';
import type { Located } from '../workspace/resolve-target.ts';
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

export function localImageOf({ read, machine }: Workspace, located: Located): LocalImage {
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
