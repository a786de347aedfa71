import { ImbedError, toImbedError } from '../errors.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import type { PendingEntry } from '../ledger/workspace-ledger.ts';
import { parseObjectKey } from '../naming/object-key.ts';
import type { StoredImage } from '../upload/outcome.ts';
import { baseNameOf, type WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobHost } from './job.ts';
import type { PendingFiles } from './pending-files.ts';
import type { Step } from './step.ts';

/** An image that is in its store now. */
export interface ArrivedImage {
  readonly entry: PendingEntry;
  /** `undefined` in a dry run. */
  readonly url: string | undefined;
}

export interface PendingWork {
  readonly files: PendingFiles;
  /** `false` for what was stored since, and only waits for notes. */
  isPending(entry: PendingEntry): boolean;
  arrive(image: ArrivedImage): void;
}

/** Uploads what waited. Rejects with `sync/bytes-lost` and `cancelled`. */
export function pendingStep(
  host: JobHost,
  { files, isPending, arrive }: PendingWork,
  entry: PendingEntry,
): Step {
  async function upload(signal: AbortSignal | undefined): Promise<boolean> {
    const found = await files.find(entry, signal);
    if (found === undefined) {
      const stored = await findStored(host, entry, signal);
      if (stored === undefined) throw new ImbedError('sync/bytes-lost', { name: entry.path });
      if (isPending(entry)) await recordAgain(host, stored.known);
      arrive({ entry, url: stored.url });
      return true;
    }
    const { path, bytes } = found;
    const { url, reused } = await store(host, entry, bytes, signal);
    // An upload that found its object by the ledger has nothing new to record.
    if (reused && isPending(entry)) await recordAgain(host, await storedEntry(host, entry));
    if (path !== entry.path) await recordMove(host, entry, path);
    arrive({ entry, url });
    return reused;
  }
  return {
    kind: 'upload',
    subject: entry.path,
    identity: `pending ${entry.sha256} ${entry.profile}`,
    async perform(signal) {
      const target = () => undefined;
      try {
        return { target, reused: await upload(signal) };
      } catch (thrown) {
        const pending = toImbedError(thrown);
        if (pending.code === 'cancelled' || pending.code === 'sync/bytes-lost') throw pending;
        return { target, reused: false, pending };
      }
    },
  };
}

async function store(
  { profiles }: JobHost,
  { path, profile, note, role }: PendingEntry,
  bytes: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<StoredImage> {
  const { uploads } = await profiles.open(profile);
  const outcome = await uploads.upload(
    { name: baseNameOf(path), origin: 'command', read: async () => bytes },
    { ...(signal && { signal }), ...(note && { notePath: note }), ...(role === 'mirror' && { role }) },
  );
  if (outcome.status === 'failed') throw outcome.error;
  return outcome.stored;
}

async function recordMove(
  { ledger, clock }: JobHost,
  { sha256, size }: PendingEntry,
  path: WorkspacePath,
): Promise<void> {
  if ((await ledger.localAt(path))?.sha256 === sha256) return;
  await ledger.note({ type: 'local', sha256, size, path, at: clock.now().toISOString() });
}

/** The object, if it is in the store all the same. */
async function findStored(
  host: JobHost,
  entry: PendingEntry,
  signal: AbortSignal | undefined,
): Promise<{ readonly known: LedgerEntry; readonly url: string } | undefined> {
  const known = await storedEntry(host, entry);
  const key = known && parseObjectKey(known.key);
  if (known === undefined || !key?.ok) return undefined;
  const { objects } = await host.profiles.open(entry.profile);
  const head = await objects.head(key.value, signal && { signal });
  if (head?.size !== entry.size) return undefined;
  return { known, url: objects.publicUrl(key.value) };
}

async function storedEntry(
  { profiles, ledger }: JobHost,
  { sha256, profile }: PendingEntry,
): Promise<LedgerEntry | undefined> {
  const { storeIdentity } = await profiles.open(profile);
  const entries = await ledger.find(sha256);
  return entries.find((known) => known.profile === profile && known.store === storeIdentity);
}

/** So that it counts for more than what became pending since. */
async function recordAgain({ ledger, clock }: JobHost, known: LedgerEntry | undefined): Promise<void> {
  if (known !== undefined) await ledger.record({ ...known, storedAt: clock.now().toISOString() });
}
