import { ImbedError } from '../errors.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import { suffixLengths } from '../naming/suffix.ts';
import { accepted } from '../settings/accepted.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { parseWorkspacePath, type WorkspacePath } from '../workspace/workspace-path.ts';
import type { FetchedObject } from './fetch-object.ts';
import type { JobHost } from './job.ts';

/** A folder that a job fills. */
export type TargetFolder = Pick<Workspace, 'size' | 'read' | 'create'>;

/**
 * A file with these bytes: at `path`, or beside it where another one is. Nothing is ever replaced, and nothing is seen
 * under its name before it is whole. Rejects with `local/write-failed`.
 * @returns whether there was one already
 */
export async function saveFile(
  host: JobHost,
  into: TargetFolder,
  path: WorkspacePath,
  { bytes, sha256 }: FetchedObject,
): Promise<boolean> {
  for (const candidate of [path, ...namesBeside(path, sha256)]) {
    if ((await into.create(candidate, bytes)) === 'created') return false;
    if ((await fileAt(host, into, candidate, bytes.byteLength))?.sha256 === sha256) return true;
  }
  throw new ImbedError('local/write-failed', { name: path });
}

/** In front of the extension, like those of keys that are taken. */
function namesBeside(path: WorkspacePath, sha256: string): readonly WorkspacePath[] {
  return suffixLengths.map((length) => {
    const name = path.replace(/(\.[^./]+)?$/, (extension) => `-${sha256.slice(0, length)}${extension}`);
    return accepted(parseWorkspacePath(name));
  });
}

/** `undefined` where no file of this size is. */
export async function fileAt(
  { digests }: JobHost,
  into: TargetFolder,
  path: WorkspacePath,
  size: number,
): Promise<FetchedObject | undefined> {
  if ((await into.size(path)) !== size) return undefined;
  const bytes = await into.read(path, { maxBytes: size });
  return { bytes, sha256: await sha256Hex(digests, bytes) };
}
