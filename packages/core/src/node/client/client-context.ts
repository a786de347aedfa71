import { join } from 'node:path';
import { createExpiry, type Expiry } from '../../bucket/expiry.ts';
import type { JournalFile } from '../../bucket/journal.ts';
import { limitRate } from '../../bucket/rate-limit.ts';
import type { TransferPorts } from '../../bucket/transfer.ts';
import type { StreamingTransport } from '../../http/transport.ts';
import { type ObjectKey, parseObjectKey } from '../../naming/object-key.ts';
import type { ResolvedStore } from '../../providers/provider.ts';
import { accepted } from '../../settings/accepted.ts';
import { createStore } from '../../store/create-store.ts';
import type { CredentialsProvider } from '../../store/credentials.ts';
import { createTransferStore } from '../../store/transfer-store.ts';
import type { TransferInit } from '../../store/transfer-wire.ts';
import { nodeDigests } from '../digests.ts';
import { createJournalFile } from '../journal-file.ts';
import { systemClock } from '../system.ts';
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
  ): Promise<JournalFile | undefined>;
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
      return createJournalFile(join(stateFolder, kind, `${name.slice(0, 32)}.jsonl`));
    },
  };
}

function slowed(transport: StreamingTransport, bytesPerSecond: number): StreamingTransport {
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  return limitRate(transport, bytesPerSecond, { now: () => performance.now(), sleep });
}

/** @throws ImbedError `config/invalid` for what can be no key */
export function keyFrom(text: string): ObjectKey {
  return accepted(parseObjectKey(text));
}

/** The options of a call as `bucket/` has them. */
export function transferOptions({ signal, onProgress, parallel }: TransferCallOptions) {
  return {
    ...(signal && { signal }),
    ...(onProgress && { onBytes: onProgress }),
    ...(parallel !== undefined && { parallel }),
  };
}
