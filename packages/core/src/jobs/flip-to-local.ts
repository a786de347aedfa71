import type { LoadedImage } from '../image/image-source.ts';
import { loadImage } from '../image/load-image.ts';
import { targetKind } from '../markdown/target.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import { contentOf } from '../upload/content.ts';
import { createImageKeeper } from '../upload/keep-image.ts';
import { createLocalCopies, type LocalCopies } from '../upload/local-copy.ts';
import type { StoragePlan } from '../upload/storage-plan.ts';
import { relativePath, type WorkspacePath } from '../workspace/workspace-path.ts';
import { type FetchedObject, fetchObject } from './fetch-object.ts';
import { mayBePage } from './foreign-images.ts';
import type { JobHost } from './job.ts';
import { rehostStep } from './new-image-step.ts';
import { createOwnObjects, nameOf, type OwnObject } from './own-objects.ts';
import { subjectOf } from './problem.ts';
import type { PlannedNote, Rewriting, Step } from './step.ts';

/**
 * Points references to objects of ours at local copies.
 * @param foreign images of other sites, too
 */
export function createFlipToLocal(host: JobHost, foreign: boolean): Rewriting {
  const objects = createOwnObjects(host);
  const copies = createLocalCopies(host);
  const keeper = createImageKeeper(host);
  return {
    async plan({ target, syntax }, note) {
      if (targetKind(target) !== 'remote') return undefined;
      const object = await objects.find(target, note.plan.profile);
      if (object !== undefined) return downloadStep(host, copies, object, target, note);
      if (!foreign || mayBePage({ syntax, target })) return undefined;
      const plan: StoragePlan = { ...note.plan, mode: 'local' };
      return { ...rehostStep(host, keeper, target, { ...note, plan }), kind: 'download' };
    },
  };
}

/** One copy is enough for all notes, wherever the first of them wants it. */
export function downloadStep(
  host: JobHost,
  copies: LocalCopies,
  object: OwnObject,
  target: string,
  note: PlannedNote,
): Step {
  return {
    kind: 'download',
    subject: subjectOf(target),
    identity: `download ${object.identity}`,
    async perform(signal) {
      const known = await intactCopies(
        host,
        object.entries.map(({ sha256 }) => sha256),
        signal,
      );
      const paths = known.length > 0 ? known : await download(host, copies, object, note, signal);
      return { target: ({ path }) => nearestTo(path, paths), reused: known.length > 0 };
    },
  };
}

async function download(
  host: JobHost,
  copies: LocalCopies,
  object: OwnObject,
  { path, plan }: PlannedNote,
  signal: AbortSignal | undefined,
): Promise<readonly WorkspacePath[]> {
  const fetched = await fetchObject(host, object, signal && { signal });
  const { bytes, sha256 } = fetched;
  const source = { name: nameOf(object), origin: 'command', read: async () => bytes } as const;
  const image = await loadImage(source, { maxBytes: bytes.byteLength, anyFile: true }, signal);
  await recordObject(host, object, fetched, image);
  const known = await intactCopies(host, [sha256], signal);
  if (known.length > 0) return known;
  const place = { folder: plan.folder, profile: plan.profile, note: path };
  return [await copies.keep(image, await contentOf(image, host.digests), place)];
}

/** So that the way back finds the object by its bytes. */
async function recordObject(
  { ledger, clock }: JobHost,
  { entries, place, key, url }: OwnObject,
  { bytes, sha256 }: FetchedObject,
  { contentType }: LoadedImage,
): Promise<void> {
  if (place === undefined || entries.length > 0) return;
  const { name: profile, storeIdentity: store } = place.profile;
  const storedAt = clock.now().toISOString();
  const size = bytes.byteLength;
  await ledger.record({ type: 'stored', sha256, size, key, url, profile, store, contentType, storedAt });
}

/** Files that the ledger knows to have one of these hashes, and that have it still; the latest first. */
async function intactCopies(
  { ledger, workspace, digests }: JobHost,
  hashes: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly WorkspacePath[]> {
  const intact: WorkspacePath[] = [];
  for (const hash of new Set(hashes))
    for (const { path, size } of await ledger.localCopies(hash)) {
      if ((await workspace.size(path)) !== size) continue;
      const bytes = await workspace.read(path, { maxBytes: size, ...(signal && { signal }) });
      if ((await sha256Hex(digests, bytes)) === hash) intact.push(path);
    }
  return intact;
}

/** Of several copies the one that is the fewest steps away: notes keep their own. */
function nearestTo(note: WorkspacePath, paths: readonly WorkspacePath[]): string | undefined {
  const targets = paths.map((path) => relativePath(note, path));
  return targets.toSorted((a, b) => stepsOf(a) - stepsOf(b))[0];
}

function stepsOf(path: string): number {
  return path.split('/').length;
}
