import { ImbedError, toImbedError } from '../errors.ts';
import { sniffImage } from '../image/sniff.ts';
import { findImages } from '../markdown/find-images.ts';
import type { ImageReference } from '../markdown/image-reference.ts';
import { targetKind } from '../markdown/target.ts';
import { maxBytesOf } from '../settings/max-bytes.ts';
import { planFor } from '../upload/storage-plan.ts';
import { createTargetResolver } from '../workspace/resolve-target.ts';
import type { Note } from '../workspace/workspace.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { createCopySearch } from './copy-search.ts';
import { mayBePage } from './foreign-images.ts';
import type { JobHost } from './job.ts';
import type { JobRun } from './job-run.ts';
import { createLimit, forEachAtMost } from './limit.ts';
import { findLocalImage } from './local-images.ts';
import { nameOf, type OwnObject, type OwnObjects, withScheme } from './own-objects.ts';
import { problemOf, srcsetNotices, subjectOf } from './problem.ts';

const NOTES_AT_ONCE = 8;

/** Requests and looks at the disk at a time, for all notes together. */
const LOOKS_AT_ONCE = 8;

/**
 * Whether the images of notes are where the notes say, also of those that want to be left alone; each place is looked
 * at once. What is not there is a problem of the run. Rejects with `cancelled`, or as `notes` does.
 */
export async function checkReferences(
  run: JobRun,
  notes: AsyncIterable<WorkspacePath>,
  objects: OwnObjects,
  external: boolean,
): Promise<void> {
  const look = createLook(run, objects, external);
  const seen = new Set<WorkspacePath>();
  await forEachAtMost(NOTES_AT_ONCE, notes, async (path) => {
    run.goOn();
    if (seen.has(path)) return;
    seen.add(path);
    try {
      await checkNote(run, await run.host.workspace.readNote(path), look);
    } catch (error) {
      run.goOn();
      run.problem({ note: path, subject: path, error: toImbedError(error) });
    }
  });
}

/** Rejects with what is wrong about a reference. */
type Look = (reference: ImageReference, note: LookedAt) => Promise<void>;

interface LookedAt extends Note {
  /** Beside what it shows from a store. */
  readonly wantsCopies: boolean;
}

async function checkNote(run: JobRun, note: Note, look: Look): Promise<void> {
  const references = findImages(note.text).filter(run.isMeant);
  run.noteRead(note.path, []);
  srcsetNotices(note, references).forEach(run.notice);
  const plan = planFor(note, run.host.settings);
  const lookedAt = { ...note, wantsCopies: plan.ok && plan.value !== 'off' && plan.value.mode === 'dual' };
  const results = await Promise.allSettled(references.map((reference) => look(reference, lookedAt)));
  run.goOn();
  for (const [index, result] of results.entries()) {
    const reference = references[index];
    if (result.status === 'rejected' && reference !== undefined)
      run.problem(problemOf(note, reference, result.reason));
  }
}

function createLook(run: JobRun, objects: OwnObjects, external: boolean): Look {
  const { host, signal, goOn } = run;
  const resolver = createTargetResolver(host.workspace);
  const copies = createCopySearch(host);
  const limit = createLimit(LOOKS_AT_ONCE);
  const looks = new Map<string, Promise<void>>();

  function once(identity: string, work: () => Promise<void>): Promise<void> {
    const known =
      looks.get(identity) ??
      limit(async () => {
        goOn();
        await work();
      });
    looks.set(identity, known);
    return known;
  }

  async function lookAtRemote(reference: ImageReference, wantsCopies: boolean): Promise<void> {
    const object = await objects.find(reference.target);
    await lookAtAddress(reference, object);
    // What the ledger does not know may have a copy of which it knows nothing either.
    if (wantsCopies && object !== undefined && object.entries.length > 0)
      await once(`copy of ${object.identity}`, () => lookForCopy(object));
  }

  async function lookForCopy(object: OwnObject): Promise<void> {
    if ((await copies.find(object)) === undefined)
      throw new ImbedError('check/no-copy', { name: nameOf(object) });
  }

  async function lookAtAddress({ target, syntax }: ImageReference, object: OwnObject | undefined) {
    const { place } = object ?? {};
    if (object !== undefined && place !== undefined)
      return once(object.identity, async () => {
        const { profile, key } = place;
        const head = await profile.objects.head(key, signal && { signal });
        if (head === undefined)
          throw new ImbedError('store/no-such-key', { key, bucket: profile.store.bucket });
      });
    if (!external || mayBePage({ syntax, target })) return undefined;
    return once(target, () => lookAtForeign(host, target, signal));
  }

  return async (reference, { path, wantsCopies }) => {
    const kind = targetKind(reference.target);
    if (kind === 'remote') return lookAtRemote(reference, wantsCopies);
    if (kind === 'local') await limit(() => findLocalImage(host.workspace, resolver, path, reference));
  };
}

async function lookAtForeign(
  { settings, download }: JobHost,
  url: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const maxBytes = maxBytesOf(settings, settings.defaultProfile);
  const limits = { maxBytes, ...(signal && { signal }) };
  const bytes = await download(withScheme(url), limits).catch((thrown) => {
    // What is too large is there.
    if (toImbedError(thrown).code === 'source/too-large') return undefined;
    throw thrown;
  });
  if (bytes !== undefined && sniffImage(bytes) === undefined)
    throw new ImbedError('source/not-an-image', { name: subjectOf(url) });
}
