import { toImbedError } from '../errors.ts';
import { findImages } from '../markdown/find-images.ts';
import type { ImageReference } from '../markdown/image-reference.ts';
import { targetKind } from '../markdown/target.ts';
import { createTargetResolver } from '../workspace/resolve-target.ts';
import type { Note } from '../workspace/workspace.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { mayBePage } from './foreign-images.ts';
import type { JobHost } from './job.ts';
import { findLocalImage } from './local-images.ts';
import { createOwnObjects } from './own-objects.ts';

/** An image that a note shows, by where it is. */
export type NoteImage = {
  /** The first of the references with this target. */
  readonly reference: ImageReference;
} & (
  | { readonly kind: 'stored'; readonly url: string; readonly key: string }
  /** On a site that is none of ours. */
  | { readonly kind: 'foreign'; readonly url: string }
  /** `path` is absent for a file outside of the workspace. */
  | { readonly kind: 'file'; readonly name: string; readonly size: number; readonly path?: WorkspacePath }
  | { readonly kind: 'missing' }
);

/**
 * The images of a note, each target once, in the order of the text; without those that the text itself holds. Sends
 * nothing. Rejects as `Workspace.files` does.
 * @param only looks for those alone; all when absent
 */
export async function imagesOfNote(
  host: Pick<JobHost, 'workspace' | 'profiles' | 'ledger' | 'logger'>,
  { path, text }: Pick<Note, 'path' | 'text'>,
  only: (reference: ImageReference) => boolean = () => true,
): Promise<readonly NoteImage[]> {
  const objects = createOwnObjects(host);
  const resolver = createTargetResolver(host.workspace);
  const seen = new Set<string>();
  const images: NoteImage[] = [];

  async function lookAtRemote(reference: ImageReference): Promise<void> {
    const object = await objects.find(reference.target);
    if (object !== undefined) images.push({ reference, kind: 'stored', url: object.url, key: object.key });
    else if (!mayBePage(reference)) images.push({ reference, kind: 'foreign', url: reference.target });
  }

  async function lookAtFile(reference: ImageReference): Promise<void> {
    try {
      const image = await findLocalImage(host.workspace, resolver, path, reference);
      if (image === undefined) return;
      const { name, size, path: own } = image;
      images.push({ reference, kind: 'file', name, size, ...(own !== undefined && { path: own }) });
    } catch (error) {
      if (toImbedError(error).code !== 'source/not-found') throw error;
      images.push({ reference, kind: 'missing' });
    }
  }

  for (const reference of findImages(text).filter(only)) {
    if (seen.has(reference.target)) continue;
    seen.add(reference.target);
    const kind = targetKind(reference.target);
    if (kind === 'remote') await lookAtRemote(reference);
    else if (kind === 'local') await lookAtFile(reference);
  }
  return images;
}
