import { join } from 'node:path';
import { createExpiry, type Expiry } from '../../bucket/expiry.ts';
import { limitRate } from '../../bucket/rate-limit.ts';
import type { TransferPorts } from '../../bucket/transfer.ts';
import { ImbedError, toImbedError } from '../../errors.ts';
import type { StreamingTransport } from '../../http/transport.ts';
import { type ObjectKey, parseObjectKey } from '../../naming/object-key.ts';
import type { ResolvedStore } from '../../providers/provider.ts';
import { createStore } from '../../store/create-store.ts';
import type { CredentialsProvider } from '../../store/credentials.ts';
import type { ObjectDetails } from '../../store/object-details.ts';
import type { ObjectHead, RequestOptions } from '../../store/object-store.ts';
import { createTransferStore } from '../../store/transfer-store.ts';
import type { TransferInit } from '../../store/transfer-wire.ts';
import { nodeDigests } from '../digests.ts';
import { createJournalFile, type OwnedJournalFile } from '../journal-file.ts';
import { canKeepIn } from '../make-folder.ts';
import { systemClock } from '../system.ts';
import { requireText, requireWhole } from './arguments.ts';
import type { TransferCallOptions } from './client.ts';

/** What a client is made of by hosts that have read the settings themselves. */
export interface ClientInit {
  readonly store: ResolvedStore;
  readonly credentials: CredentialsProvider;
  readonly transport: StreamingTransport;
  /** Folder for what makes transfers resumable; without one they are not. */
  readonly stateFolder?: string;
  /**
   * Called once, by the first transfer that would be remembered, where that folder cannot be written: such transfers
   * start anew. Without it they reject with `local/write-failed`.
   */
  readonly onNothingKept?: (folder: string) => void;
  /** Of all transfers together, both ways; above 0, and no limit when absent. */
  readonly bytesPerSecond?: number;
}

/** What the parts of a client share. */
export interface ClientContext {
  readonly storeInit: TransferInit;
  readonly ports: TransferPorts;
  readonly expiry: Expiry;
  /** What a HEAD found; rejects with `store/no-such-bucket`, which a HEAD does not tell of. */
  find(key: ObjectKey, options?: RequestOptions): Promise<ObjectDetails | undefined>;
  /** For a transfer of `kind` about these names; `undefined` where nothing is to be kept. */
  journalOf(
    kind: 'uploads' | 'downloads' | 'sync',
    ...about: readonly string[]
  ): Promise<OwnedJournalFile | undefined>;
}

export function createContext(init: ClientInit): ClientContext {
  const { store, credentials, bytesPerSecond } = init;
  const transport = bytesPerSecond === undefined ? init.transport : slowed(init.transport, bytesPerSecond);
  const storeInit = { store, credentials, transport, digests: nodeDigests, clock: systemClock };
  const ports = {
    ...storeInit,
    objects: createStore(storeInit),
    transfers: createTransferStore(storeInit),
  };
  const keptIn = placeOfJournals(init);
  return {
    storeInit,
    ports,
    find: createFind(ports),
    expiry: createExpiry(storeInit),
    async journalOf(kind, ...about) {
      const folder = keptIn();
      if (folder === undefined) return undefined;
      const identity = Buffer.from(JSON.stringify([store.endpoint, store.bucket, ...about]));
      const name = Buffer.from(await nodeDigests.sha256(identity)).toString('hex');
      const path = join(folder, kind, `${name.slice(0, 32)}.jsonl`);
      return createJournalFile(path, { passing: kind !== 'sync' });
    },
  };
}

/** Looks once, and not before something is to be kept. */
function placeOfJournals({ stateFolder, onNothingKept }: ClientInit): () => string | undefined {
  let canKeep: boolean | undefined;
  return () => {
    if (stateFolder === undefined || onNothingKept === undefined) return stateFolder;
    if (canKeep === undefined) {
      canKeep = canKeepIn(stateFolder);
      if (!canKeep) onNothingKept(stateFolder);
    }
    return canKeep ? stateFolder : undefined;
  };
}

/** Asks about the bucket until the store has told of an object that is not there, which takes one. */
function createFind({ objects, transfers }: TransferPorts): ClientContext['find'] {
  let hasBucket = false;
  const assertBucket: ClientContext['find'] = async (key, options) => {
    try {
      await objects.get(key, { ...options, maxBytes: 1 });
    } catch (error) {
      const { code } = toImbedError(error);
      if (code === 'store/no-such-bucket' || code === 'cancelled') throw error;
      hasBucket = code === 'store/no-such-key';
    }
    return undefined;
  };
  return async (key, options) => {
    const found = await transfers.details(key, options);
    return found === undefined && !hasBucket ? assertBucket(key, options) : found;
  };
}

/**
 * The head of what somebody asked for.
 * @throws ImbedError `store/no-such-key`, `store/no-such-bucket`
 */
export async function existing(
  { find }: ClientContext,
  key: ObjectKey,
  options?: RequestOptions,
): Promise<ObjectHead> {
  const head = await find(key, options);
  if (head === undefined) throw new ImbedError('store/no-such-key', { key });
  return head;
}

function slowed(transport: StreamingTransport, bytesPerSecond: number): StreamingTransport {
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  return limitRate(transport, bytesPerSecond, { now: () => performance.now(), sleep });
}

/**
 * For an object that is to be made.
 * @throws ImbedError `store/invalid-key`
 */
export function newKey(text: string): ObjectKey {
  requireText('key', text);
  const parsed = parseObjectKey(text);
  if (parsed.ok) return parsed.value;
  const issues = parsed.issues.map((issue) => ({ ...issue, field: '' }));
  throw new ImbedError('store/invalid-key', { key: text, issues });
}

/**
 * For an object that somebody has made, also with a key that we would not choose.
 * @throws ImbedError `store/invalid-key` for what can be none
 */
export function givenKey(text: string): ObjectKey {
  requireText('key', text);
  return text === '' || !text.isWellFormed() ? newKey(text) : (text as ObjectKey);
}

/**
 * The options of a call as `bucket/` has them.
 * @throws ImbedError `config/invalid`: with no part at a time nothing would be moved, and count as done
 */
export function transferOptions({ signal, onProgress, parallel }: TransferCallOptions) {
  if (parallel !== undefined) requireWhole('parallel', parallel, 1);
  return {
    ...(signal && { signal }),
    ...(onProgress && { onBytes: onProgress }),
    ...(parallel !== undefined && { parallel }),
  };
}
