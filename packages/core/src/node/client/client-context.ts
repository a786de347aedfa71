import { join } from 'node:path';
import { createExpiry, type Expiry } from '../../bucket/expiry.ts';
import { limitRate } from '../../bucket/rate-limit.ts';
import type { TransferPorts } from '../../bucket/transfer.ts';
import { ImbedError } from '../../errors.ts';
import type { StreamingTransport } from '../../http/transport.ts';
import { type ObjectKey, parseObjectKey } from '../../naming/object-key.ts';
import type { ResolvedStore } from '../../providers/provider.ts';
import { createStore } from '../../store/create-store.ts';
import type { CredentialsProvider } from '../../store/credentials.ts';
import { createTransferStore } from '../../store/transfer-store.ts';
import type { TransferInit } from '../../store/transfer-wire.ts';
import { nodeDigests } from '../digests.ts';
import { createJournalFile, type OwnedJournalFile } from '../journal-file.ts';
import { systemClock } from '../system.ts';
import { requireText, requireWhole } from './arguments.ts';
import type { TransferCallOptions } from './client.ts';

export interface ClientInit {
  readonly store: ResolvedStore;
  readonly credentials: CredentialsProvider;
  readonly transport: StreamingTransport;
  /** Folder for what makes transfers resumable; without one they are not. */
  readonly stateFolder?: string;
  /** Of all transfers together. */
  readonly bytesPerSecond?: number;
}

/** What the parts of a client share. */
export interface ClientContext {
  readonly storeInit: TransferInit;
  readonly ports: TransferPorts;
  readonly expiry: Expiry;
  /** For a transfer of `kind` about these names; `undefined` where nothing is to be kept. */
  journalOf(
    kind: 'uploads' | 'downloads' | 'sync',
    ...about: readonly string[]
  ): Promise<OwnedJournalFile | undefined>;
}

export function createContext(init: ClientInit): ClientContext {
  const { store, credentials, stateFolder, bytesPerSecond } = init;
  const transport = bytesPerSecond === undefined ? init.transport : slowed(init.transport, bytesPerSecond);
  const storeInit = { store, credentials, transport, digests: nodeDigests, clock: systemClock };
  return {
    storeInit,
    ports: { ...storeInit, objects: createStore(storeInit), transfers: createTransferStore(storeInit) },
    expiry: createExpiry(storeInit),
    async journalOf(kind, ...about) {
      if (stateFolder === undefined) return undefined;
      const identity = Buffer.from(JSON.stringify([store.endpoint, store.bucket, ...about]));
      const name = Buffer.from(await nodeDigests.sha256(identity)).toString('hex');
      const path = join(stateFolder, kind, `${name.slice(0, 32)}.jsonl`);
      return createJournalFile(path, { passing: kind !== 'sync' });
    },
  };
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
