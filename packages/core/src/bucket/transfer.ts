import type { Clock, DigestsPort } from '../ports.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { TransferStore } from '../store/transfer-store.ts';
import type { HashableBody } from '../store/transfer-wire.ts';
import type { BytesListener } from './byte-count.ts';
import type { UploadJournal } from './upload-journal.ts';

/** Parts under way at once: four keep a line busy that one does not; more gains nothing against a store. */
export const PARALLEL_PARTS = 4;

/** Bytes that can be read from anywhere, as often as it takes. */
export interface PartSource {
  readonly size: number;
  /** Tells these bytes from others under the same name, e.g. by path, size and time of change. */
  readonly identity: string;
  /** `end` is excluded. */
  slice(start: number, end: number): HashableBody;
  /** Rejects with `source/changed` when the bytes are not those that it was opened with any more. */
  assertUnchanged(): Promise<void>;
}

/** What transfers are made of. */
export interface TransferPorts {
  readonly store: ResolvedStore;
  readonly transfers: TransferStore;
  readonly objects: ObjectStore;
  readonly digests: DigestsPort;
  readonly clock: Clock;
}

export interface UploadPartsOptions {
  readonly signal?: AbortSignal;
  /** Also called once at the beginning, with what an earlier run has sent already. */
  readonly onBytes?: BytesListener;
  /** Parts under way at once. */
  readonly parallel?: number;
  /** Have the store compare a hash of every part; done over plain HTTP unless false. */
  readonly hashed?: boolean;
  /** Makes the upload resumable: after a failure its parts stay in the store, and it goes on with them. */
  readonly journal?: UploadJournal;
}

/** What is known to be in the store now. */
export interface UploadedObject {
  /** In bytes. */
  readonly size: number;
  /** Without quotes; `undefined` where the store tells none. */
  readonly etag: string | undefined;
  /**
   * `etag`: the store has these bytes, as its ETag says of bytes that it checked. `size`: so many bytes, which nobody
   * compared: its ETags say nothing, or the object went in parts that were not `hashed`.
   */
  readonly verified: 'etag' | 'size';
}
