import { basename } from 'node:path';
import {
  createLimit,
  formatImageLink,
  type ImageSource,
  ImbedError,
  type KeptImage,
  type LedgerEntry,
  type PendingEntry,
  type ProgressListener,
  parseObjectKey,
  presignedGetUrl,
  providers,
  toImbedError,
  type WorkspaceLedger,
} from '@imbed/core';
import { nodeCredentials } from '@imbed/core/node';
import type { Io } from '../io.ts';
import type { Configured } from './configured.ts';
import type { ServeLog } from './log.ts';
import { mirrorCopiesOf, mirrorsOf, withoutMirrorCopies } from './mirror-copies.ts';
import type { ObjectIds } from './object-ids.ts';
import type { HistoryItem } from './page-api.ts';
import { thumbnailUrl } from './thumbnail.ts';
import type { Turns } from './turns.ts';
import { isAfter, type WaitingImages } from './waiting.ts';

/** What became of an image. */
export type Kept =
  | { readonly status: 'stored'; readonly item: HistoryItem }
  /** Is kept here, and tried again. */
  | { readonly status: 'pending'; readonly entry: PendingEntry; readonly error: ImbedError }
  | { readonly status: 'failed'; readonly error: ImbedError };

export interface KeepWishes {
  readonly profile: string;
  readonly anyFile: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
}

/** The one pipeline, for whatever comes in by the server. */
export interface Images {
  /** Waits for its turn, then does it; never rejects. */
  keep(source: ImageSource, wishes: KeepWishes): Promise<Kept>;
  /** What the history says of an object. Rejects with `config/*`. */
  itemOf(entry: LedgerEntry): Promise<HistoryItem>;
  /** What the history shows: a mirror's copy is no picture of its own. Rejects with `config/*`. */
  objects(): Promise<readonly LedgerEntry[]>;
  /**
   * With its copies in mirrors; rejects with what the first store says that does not take it away.
   * @param since when nobody wanted it any more, in milliseconds since 1970: `serve/uploaded-since` when it was stored,
   *   or its link was given out, after that
   */
  delete(entry: LedgerEntry, since: number): Promise<void>;
}

/** Images in memory at a time, for the whole server. */
const AT_A_TIME = 8;

/** The longest that stores grant, as `imbed upload` asks for. */
const SIGNED_SECONDS = 7 * 24 * 60 * 60;

export interface ImagesInit {
  readonly io: Io;
  configured(): Promise<Configured>;
  readonly ledger: WorkspaceLedger;
  readonly waiting: WaitingImages;
  readonly turns: Turns;
  readonly ids: ObjectIds;
  readonly log: Pick<ServeLog, 'failure'>;
}

export function createImages(init: ImagesInit): Images {
  const { io, configured, ledger, waiting, turns, ids, log } = init;
  const inTurn = createLimit(AT_A_TIME);
  /** When the link of an object was last given out; the ledger does not know of a second upload. */
  const givenOut = new Map<string, number>();

  async function keep(source: ImageSource, { profile, ...options }: KeepWishes): Promise<Kept> {
    const { settings, host, keeper } = await configured();
    const mirrors = mirrorsOf(profile, settings);
    const plan = { mode: 'remote', link: 'remote', folder: '.', profile, mirrors } as const;
    const outcome = await waiting.adding(() => keeper.keep(source, plan, options));
    if (outcome.status === 'failed') return outcome;
    const { kept } = outcome;
    if (kept.stored !== undefined) {
      const entry = await storedEntry(host, kept, profile, source.name);
      const item = await itemOf(entry);
      givenOut.set(item.id, Date.now());
      return { status: 'stored', item };
    }
    const { sha256 } = kept;
    const entries = await host.ledger.pending();
    const entry = entries.find((one) => one.sha256 === sha256 && one.profile === profile);
    const error = kept.waiting.find(({ role }) => role === 'primary')?.error ?? toImbedError(undefined);
    return entry === undefined ? { status: 'failed', error } : { status: 'pending', entry, error };
  }

  async function itemOf(entry: LedgerEntry): Promise<HistoryItem> {
    const { key, size, contentType, profile, storedAt } = entry;
    const name = entry.name ?? basename(key);
    const canDelete = await isReachable(entry);
    const url = canDelete ? await linkTo(entry) : entry.url;
    const provider = (await configured()).settings.profiles[profile]?.provider;
    const thumbnail = canDelete && provider && thumbnailUrl(provider, { url, contentType, size });
    const markdown = formatImageLink({ alt: withoutExtension(name), target: url }, 'markdown');
    return {
      ...{ id: ids(entry), url, name, sizeBytes: size, contentType, at: storedAt },
      ...{ profile, markdown, key, canDelete, ...(thumbnail && { thumbnailUrl: thumbnail }) },
    };
  }

  /** The profile leads to where the object is. */
  async function isReachable({ profile, store }: LedgerEntry): Promise<boolean> {
    const { settings, host } = await configured();
    if (!Object.hasOwn(settings.profiles, profile)) return false;
    return host.profiles.open(profile).then(
      ({ storeIdentity }) => storeIdentity === store,
      () => false,
    );
  }

  async function linkTo({ profile, key, url }: LedgerEntry): Promise<string> {
    const { host } = await configured();
    const { settings, store } = await host.profiles.open(profile);
    const objectKey = parseObjectKey(key);
    if (settings.access !== 'signed' || !objectKey.ok) return url;
    const variables = providers[store.provider].credentialVariables;
    const credentials = nodeCredentials(settings.credentials, variables, io.env);
    const { digests, clock } = host;
    return presignedGetUrl({ store, credentials, digests, clock }, objectKey.value, SIGNED_SECONDS);
  }

  return {
    async keep(source, wishes) {
      const failed = (error: unknown): Kept => ({ status: 'failed', error: toImbedError(error) });
      const kept = await inTurn(() => turns.reading(source, (read) => keep(read, wishes))).catch(failed);
      if (kept.status !== 'stored') log.failure(kept.error);
      return kept;
    },
    itemOf,
    async objects() {
      const all = await ledger.objects();
      const current = await configured().catch(() => undefined);
      return current === undefined ? all : withoutMirrorCopies(all, current.settings);
    },
    delete: (entry, since) => turns.run(entry.sha256, () => remove(entry, since)),
  };

  async function remove({ store, key }: LedgerEntry, since: number): Promise<void> {
    const entry = (await ledger.objects()).find((one) => one.store === store && one.key === key);
    if (entry === undefined) throw new ImbedError('serve/unknown-object');
    if (isAfter(entry.storedAt, since) || (givenOut.get(ids(entry)) ?? 0) > since)
      throw new ImbedError('serve/uploaded-since');
    const { settings, host } = await configured();
    const known = {
      ...{ objects: await ledger.objects(), pending: await ledger.pending() },
      stored: await ledger.find(entry.sha256),
    };
    const copies = mirrorCopiesOf(entry, known, settings);
    for (const one of [entry, ...copies.objects])
      if (!(await isReachable(one))) throw new ImbedError('serve/unknown-object');
    // The first store first: where it refuses, the copies are still needed.
    await deleteObject(entry, host);
    // Mirrors that still wait for it would bring it back.
    for (const waits of copies.pending) await waiting.dropInTurn(waits);
    for (const copy of copies.objects) {
      await deleteObject(copy, host);
      await noteDeleted(copy, host);
    }
    // Until all copies are gone, the history shows it.
    await noteDeleted(entry, host);
  }

  async function deleteObject(entry: LedgerEntry, { profiles }: Configured['host']): Promise<void> {
    const { objects } = await profiles.open(entry.profile);
    const key = parseObjectKey(entry.key);
    if (!key.ok) throw new ImbedError('store/unusable-key', { key: entry.key });
    await objects.delete(key.value);
  }

  async function noteDeleted({ sha256, store, key }: LedgerEntry, { clock }: Configured['host']) {
    await ledger.note({ type: 'deleted', sha256, store, key, at: clock.now().toISOString() });
  }
}

/** As the ledger has it; or as it would, where it could not be written. */
async function storedEntry(
  { ledger, profiles, clock }: Configured['host'],
  { stored, sha256, bytes }: KeptImage,
  profile: string,
  name: string | undefined,
): Promise<LedgerEntry> {
  if (stored === undefined) throw new Error('nothing was stored');
  const { key, url, contentType } = stored;
  const { storeIdentity: store } = await profiles.open(profile);
  const known = (await ledger.find(sha256)).find((entry) => entry.key === key && entry.store === store);
  const storedAt = clock.now().toISOString();
  const own = {
    type: 'stored',
    sha256,
    size: bytes,
    key,
    url,
    profile,
    store,
    contentType,
    storedAt,
  } as const;
  return known ?? { ...own, ...(name !== undefined && { name }) };
}

function withoutExtension(name: string): string {
  return name.replace(/(?<=.)\.[a-z0-9]{1,5}$/i, '');
}
