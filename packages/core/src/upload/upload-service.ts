import { cancelled, ImbedError, toImbedError } from '../errors.ts';
import type { ImageSource, LoadedImage } from '../image/image-source.ts';
import { loadImage } from '../image/load-image.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { KeyTemplate, RenderedKey } from '../naming/key-template.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import type { Clock, DigestsPort, Logger, RandomSource } from '../ports.ts';
import type { ProgressListener } from '../progress.ts';
import type { ObjectSettings } from '../settings/profile.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { type Content, contentOf } from './content.ts';
import { createEvidence } from './evidence.ts';
import { createKeyLocks } from './key-locks.ts';
import { createUploadMemory } from './memory.ts';
import type { StoredImage, UploadOutcome } from './outcome.ts';
import { type PlacementOptions, place } from './placement.ts';
import { createSharing, type Sharing } from './sharing.ts';

export interface UploadServiceInit {
  readonly profileName: string;
  /** Tells the bucket behind the profile from every other one; recorded in the ledger. */
  readonly storeIdentity: string;
  readonly settings: ObjectSettings;
  readonly template: KeyTemplate;
  readonly store: ObjectStore;
  /** From the resolved store: its ETag of a single put is the MD5 of the bytes. */
  readonly etagIsMd5: boolean;
  /** Of the resolved store: whether it refuses to replace an object by one of `size` bytes. */
  readonly refusesOverwrite: (size: number) => boolean;
  readonly ledger: Ledger;
  readonly digests: DigestsPort;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly logger: Logger;
}

export interface UploadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
  /** Path of the note that will hold the link, relative to the vault or workspace. */
  readonly notePath?: string;
  /** Takes files that are no image too. */
  readonly anyFile?: boolean;
  /** For the ledger: it is only a copy of what another profile has. */
  readonly role?: 'mirror';
  /** Between images that should be stored once when they are the same; a batch has one. */
  readonly sharing?: Sharing;
}

export interface UploadService {
  /** Never rejects. A URL is given out only when the object was seen in the store with these bytes. */
  upload(source: ImageSource, options?: UploadOptions): Promise<UploadOutcome>;
}

/** One image, from a source to a verified object: the pipeline of every host. */
export function createUploadService(init: UploadServiceInit): UploadService {
  const { store, settings, refusesOverwrite, digests } = init;
  const evidence = createEvidence(store, init.etagIsMd5);
  const placement = { store, settings, refusesOverwrite, evidence, locks: createKeyLocks() };
  const memory = createUploadMemory({ ...init, evidence });
  const inFlight = createSharing(false);

  async function upload(source: ImageSource, options: UploadOptions): Promise<StoredImage> {
    const { signal, onProgress, anyFile = false, sharing = inFlight, role } = options;
    onProgress?.({ type: 'stage', stage: 'reading' });
    const image = await loadImage(source, { maxBytes: settings.maxBytes, anyFile }, signal);
    onProgress?.({ type: 'stage', stage: 'naming' });
    const content = await contentOf(image, digests);
    const rendered = await name(init, image, content, options);
    const identity = `${content.sha256} ${rendered.pattern} ${role ?? ''}`;
    const work = () =>
      recallOrPlace(content, rendered, source.name, {
        ...(onProgress && { onProgress }),
        ...(signal && { signal }),
        ...(role && { role }),
      });
    return sharing.share(identity, work, signal);
  }

  async function recallOrPlace(
    content: Content,
    rendered: RenderedKey,
    sourceName: string | undefined,
    options: PlacementOptions & Pick<UploadOptions, 'role'>,
  ): Promise<StoredImage> {
    if (options.signal?.aborted) throw cancelled('not-sent');
    options.onProgress?.({ type: 'stage', stage: 'checking' });
    const { signal, role } = options;
    const known = await memory.recall(content, rendered, {
      ...(signal && { signal }),
      ...(role && { role }),
    });
    if (known !== undefined) return describe(content, known, true);
    const { key, reused } = await place(placement, rendered.key, content, options);
    const stored = describe(content, key, reused);
    const { pattern } = rendered;
    // What was there before may be somebody else's.
    const own = reused ? undefined : role;
    await memory.remember({ content, key, pattern, url: stored.url, name: sourceName, role: own });
    return stored;
  }

  function describe({ sha256, bytes, contentType }: Content, key: ObjectKey, reused: boolean): StoredImage {
    return { url: store.publicUrl(key), key, sha256, bytes: bytes.byteLength, contentType, reused };
  }

  return {
    upload: (source, options = {}) =>
      upload(source, options).then(
        (stored): UploadOutcome => ({ status: 'done', stored }),
        (error): UploadOutcome => ({ status: 'failed', error: toImbedError(error) }),
      ),
  };
}

async function name(
  { template, profileName, clock, random }: UploadServiceInit,
  image: LoadedImage,
  content: Content,
  { notePath }: UploadOptions,
): Promise<RenderedKey> {
  const rendered = await template.render({
    image,
    ...(notePath === undefined ? {} : { notePath }),
    profile: profileName,
    now: clock.now(),
    random,
    sha256: () => Promise.resolve(content.sha256),
    md5: content.md5,
  });
  // With the name of the image, for the template may be right for every other one.
  if (!rendered.ok)
    throw new ImbedError('template/invalid', { name: nameOf(image), issues: rendered.issues });
  return rendered.value;
}

function nameOf({ stem = 'image', extension }: LoadedImage): string {
  return `${stem}.${extension}`;
}
