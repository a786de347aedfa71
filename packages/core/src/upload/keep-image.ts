import { cancelled, type ImbedError, toImbedError } from '../errors.ts';
import type { ImageSource, LoadedImage } from '../image/image-source.ts';
import { loadImage } from '../image/load-image.ts';
import type { PendingEntry } from '../ledger/workspace-ledger.ts';
import type { ProgressListener } from '../progress.ts';
import { MAX_MAX_BYTES } from '../settings/defaults.ts';
import { maxBytesOf } from '../settings/max-bytes.ts';
import type { Settings } from '../settings/profile.ts';
import { baseNameOf, type WorkspacePath } from '../workspace/workspace-path.ts';
import { type Content, contentOf } from './content.ts';
import { createLocalCopies, type LocalCopiesInit } from './local-copy.ts';
import type { OpenProfiles } from './open-profiles.ts';
import type { StoredImage, UploadOutcome } from './outcome.ts';
import type { StoragePlan } from './storage-plan.ts';
import type { UploadOptions } from './upload-service.ts';

export interface ImageKeeperInit extends LocalCopiesInit {
  readonly profiles: OpenProfiles;
  readonly settings: Pick<Settings, 'profiles'>;
}

export interface KeepOptions {
  /** The note that will hold the link. */
  readonly note?: WorkspacePath;
  /** The note as key templates see it, where that is not {@link note}. */
  readonly notePath?: string;
  /** When the image cannot be stored; `wait` when absent, as {@link ImageKeeper.keep} says. `fail`: give up. */
  readonly whenNotStored?: 'wait' | 'fail';
  readonly signal?: AbortSignal;
  /**
   * The host has the bytes until this is over, and begins again where it must: a local copy waits for the store, and
   * what was aborted before it was copied leaves none behind.
   */
  readonly hasDraft?: boolean;
  /** Of the way to the plan's own profile; mirrors are not watched. */
  readonly onProgress?: ProgressListener;
  /** Takes files that are no image too. */
  readonly anyFile?: boolean;
}

/** Where the note is to point. */
export type KeptLink =
  | { readonly kind: 'remote'; readonly url: string }
  | { readonly kind: 'local'; readonly path: WorkspacePath };

/** A profile that has no copy yet. */
export interface Waiting {
  readonly profile: string;
  readonly role: PendingEntry['role'];
  readonly error: ImbedError;
}

export interface KeptImage {
  readonly link: KeptLink;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** With the plan's own profile. */
  readonly stored?: StoredImage;
  readonly local?: WorkspacePath;
  /** What the next `sync` will try again; not without a local copy, which it would take the bytes from. */
  readonly waiting: readonly Waiting[];
  /** Why there is no local copy though there should be one. */
  readonly localError?: ImbedError;
}

export type KeepOutcome =
  | { readonly status: 'done'; readonly kept: KeptImage }
  | { readonly status: 'failed'; readonly error: ImbedError };

/** Brings images to where the plan of their note wants them. Neither method ever rejects. */
export interface ImageKeeper {
  /**
   * A new image. When it cannot be stored, whatever the reason, it is kept in the local folder and linked there, and
   * the ledger has it as pending; `failed` only when that fails too, when there is no image, or when it was cancelled.
   */
  keep(source: ImageSource, plan: StoragePlan, options?: KeepOptions): Promise<KeepOutcome>;
  /** The same for a file of the workspace, which is its own local copy. */
  keepFile(path: WorkspacePath, plan: StoragePlan, options?: KeepOptions): Promise<KeepOutcome>;
}

/** An image in memory, and how it gets a place in the workspace. */
interface Held {
  readonly name: string | undefined;
  readonly image: LoadedImage;
  readonly content: Content;
  copy(): Promise<WorkspacePath>;
}

export function createImageKeeper(init: ImageKeeperInit): ImageKeeper {
  const { workspace, digests } = init;
  const copies = createLocalCopies(init);

  async function load(source: ImageSource, maxBytes: number, options: KeepOptions) {
    const { anyFile = false, signal } = options;
    const image = await loadImage(source, { maxBytes, anyFile }, signal);
    return { name: source.name, image, content: await contentOf(image, digests) };
  }

  return {
    keep: (source, plan, options = {}) =>
      outcomeOf(async () => {
        const { folder, profile } = plan;
        // What is too large for the store is kept here all the same, where somebody waits.
        const isForStore = options.whenNotStored === 'fail';
        const maxBytes = isForStore ? maxBytesOf(init.settings, profile) : MAX_MAX_BYTES;
        const loaded = await load(source, maxBytes, options);
        const place = { folder, profile, ...(options.note && { note: options.note }) };
        return keep(
          init,
          { ...loaded, copy: () => copies.keep(loaded.image, loaded.content, place) },
          plan,
          options,
        );
      }),
    keepFile: (path, plan, options = {}) =>
      outcomeOf(async () => {
        const limits = { maxBytes: MAX_MAX_BYTES, ...(options.signal && { signal: options.signal }) };
        const read = () => workspace.read(path, limits);
        const size = await workspace.size(path);
        const source = { name: baseNameOf(path), origin: 'command', read, ...(size && { size }) } as const;
        const loaded = await load(source, maxBytesOf(init.settings, plan.profile), options);
        await copies.record(path, loaded.content);
        return keep(init, { ...loaded, copy: async () => path }, plan, options);
      }),
  };
}

function outcomeOf(work: () => Promise<KeptImage>): Promise<KeepOutcome> {
  return work().then(
    (kept): KeepOutcome => ({ status: 'done', kept }),
    (error): KeepOutcome => ({ status: 'failed', error: toImbedError(error) }),
  );
}

/** Rejects when the image would be nowhere. */
async function keep(
  init: ImageKeeperInit,
  held: Held,
  plan: StoragePlan,
  options: KeepOptions,
): Promise<KeptImage> {
  const { sha256, bytes } = held.content;
  const identity = { sha256, bytes: bytes.byteLength };
  if (plan.mode === 'local') {
    const path = await held.copy();
    return { ...identity, link: { kind: 'local', path }, local: path, waiting: [] };
  }
  const isDual = plan.mode === 'dual';
  // The copy comes first: what happens on the way to the store cannot harm it any more.
  const before = isDual && !options.hasDraft ? await attempt(held.copy) : undefined;
  const { primary, waiting } = await storeAll(init, held, plan, options);
  refuseTakenBack(options);
  const copied = before ?? (isDual || waiting.length > 0 ? await attempt(held.copy) : undefined);
  // Meanwhile: the copy may stay, but nobody waits for it.
  refuseTakenBack(options);
  const local = copied?.ok ? copied.value : undefined;
  const link = linkOf(plan, primary, local);
  if (local !== undefined) await notePending(init, held, local, waiting, options);
  return {
    ...{ ...identity, link, waiting },
    ...(primary.status === 'done' && { stored: primary.stored }),
    ...(local && { local }),
    ...(copied?.ok === false && { localError: copied.error }),
  };
}

function refuseTakenBack({ hasDraft, signal }: KeepOptions): void {
  if (hasDraft && signal?.aborted) throw cancelled('unknown');
}

type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ImbedError };

function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  return work().then(
    (value): Attempt<T> => ({ ok: true, value }),
    (error): Attempt<T> => ({ ok: false, error: toImbedError(error) }),
  );
}

/** Throws why the image is not stored, when it is not in the workspace either. */
function linkOf(plan: StoragePlan, primary: UploadOutcome, path: WorkspacePath | undefined): KeptLink {
  const local = path && ({ kind: 'local', path } as const);
  if (primary.status === 'done') {
    const wantsLocal = plan.mode === 'dual' && plan.link === 'local';
    return (wantsLocal && local) || { kind: 'remote', url: primary.stored.url };
  }
  if (local === undefined) throw primary.error;
  return local;
}

/** Rejects when the way to the plan's own profile failed and nobody wants to wait, or was cancelled. */
async function storeAll(init: ImageKeeperInit, held: Held, plan: StoragePlan, options: KeepOptions) {
  const { onProgress, ...quietly } = options;
  const primary = await storeWith(init, held, plan.profile, options);
  if (primary.status === 'failed' && (options.whenNotStored === 'fail' || primary.error.code === 'cancelled'))
    throw primary.error;
  const waiting: Waiting[] = [];
  const wait = (profile: string, role: Waiting['role'], outcome: UploadOutcome) => {
    if (outcome.status === 'failed') waiting.push({ profile, role, error: outcome.error });
  };
  wait(plan.profile, 'primary', primary);
  for (const mirror of plan.mirrors)
    wait(mirror, 'mirror', await storeWith(init, held, mirror, { ...quietly, role: 'mirror' }));
  return { primary, waiting };
}

async function storeWith(
  { profiles }: ImageKeeperInit,
  { name, image }: Held,
  profile: string,
  { note, notePath = note, whenNotStored: _, ...options }: KeepOptions & Pick<UploadOptions, 'role'>,
): Promise<UploadOutcome> {
  const source: ImageSource = { name, origin: 'command', read: async () => image.bytes };
  const uploadOptions: UploadOptions = { ...options, ...(notePath && { notePath }) };
  try {
    const { uploads } = await profiles.open(profile);
    return await uploads.upload(source, uploadOptions);
  } catch (error) {
    return { status: 'failed', error: toImbedError(error) };
  }
}

/** A ledger that cannot be written costs the reminder, not the image. */
async function notePending(
  { ledger, clock, logger }: ImageKeeperInit,
  { content: { sha256, bytes } }: Held,
  path: WorkspacePath,
  waiting: readonly Waiting[],
  { note }: KeepOptions,
): Promise<void> {
  for (const { profile, role, error } of waiting) {
    // What somebody waits for itself stays so, whatever mirrors there.
    if (role === 'mirror' && (await isAwaited(ledger, sha256, profile))) continue;
    const at = clock.now().toISOString();
    const subject = { sha256, size: bytes.byteLength, path, profile, role, ...(note && { note }) };
    const noted = await attempt(() => ledger.note({ type: 'pending', ...subject, error: error.code, at }));
    if (!noted.ok) logger.warn('The ledger could not be written', { code: noted.error.code });
  }
}

async function isAwaited(
  ledger: ImageKeeperInit['ledger'],
  sha256: string,
  profile: string,
): Promise<boolean> {
  const entries = await ledger.pending().catch(() => []);
  return entries.some((one) => one.role === 'primary' && one.sha256 === sha256 && one.profile === profile);
}
