import {
  createLimit,
  type ImageSource,
  type ImbedError,
  type KeptImage,
  type LedgerEntry,
  type PendingEntry,
  type ProgressListener,
  toImbedError,
  type WorkspaceLedger,
} from '@imbed/core';
import type { Io } from '../io.ts';
import type { Configured } from './configured.ts';
import { createHistoryItems } from './history-items.ts';
import type { ServeLog } from './log.ts';
import { mirrorsOf, withoutMirrorCopies } from './mirror-copies.ts';
import type { ObjectIds } from './object-ids.ts';
import type { HistoryItem } from './page-api.ts';
import { createRemoval } from './removal.ts';
import type { Turns } from './turns.ts';
import type { WaitingImages } from './waiting.ts';

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
  const { configured, ledger, waiting, turns, ids, log } = init;
  const { itemOf, isReachable } = createHistoryItems(init);
  const inTurn = createLimit(AT_A_TIME);
  /** When the link of an object was last given out; the ledger does not know of a second upload. */
  const givenOut = new Map<string, number>();
  const givenOutAt = (entry: LedgerEntry) => givenOut.get(ids(entry)) ?? 0;
  const remove = createRemoval({ configured, ledger, waiting, isReachable, givenOutAt });

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
