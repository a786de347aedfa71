import type { ErrorCode } from '../errors.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';

/** A copy of these bytes lies in the workspace. */
export interface LocalEntry {
  readonly type: 'local';
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  readonly path: WorkspacePath;
  /** ISO 8601, UTC; so in all entries. */
  readonly at: string;
}

/** These bytes still have to be stored with a profile. */
export interface PendingEntry {
  readonly type: 'pending';
  readonly sha256: string;
  readonly size: number;
  /** Where the bytes are kept until then. */
  readonly path: WorkspacePath;
  readonly profile: string;
  /** `primary` is what notes will link to; a `mirror` is only one more copy. */
  readonly role: 'primary' | 'mirror';
  /** The note that the image was brought into, for key templates; it may have moved since. */
  readonly note?: WorkspacePath;
  /** Why it was not stored at once. */
  readonly error: ErrorCode;
  readonly at: string;
}

/** Nobody wants these bytes stored with this profile any more. */
export interface DroppedEntry {
  readonly type: 'dropped';
  readonly sha256: string;
  readonly profile: string;
  readonly at: string;
}

/**
 * What a workspace knows of its images, shared by all who work on it and by all machines that sync it. Lines only
 * ever come in addition, and their order says nothing: git may merge two machines' files as a union of lines. Of
 * `pending`, `stored` and `dropped` for the same bytes and profile the latest by time counts, `stored` on a draw.
 */
export interface WorkspaceLedger extends Ledger {
  /** Where copies of these bytes were last known to be, newest first. */
  localCopies(sha256: string): Promise<readonly LocalEntry[]>;
  /** The latest word on what lies at `path`; the file itself may have changed since. */
  localAt(path: WorkspacePath): Promise<LocalEntry | undefined>;
  /** Entries of objects that were linked as `url`, newest first. */
  findByUrl(url: string): Promise<readonly LedgerEntry[]>;
  /** What still has to be uploaded, oldest first; one entry for each hash and profile. */
  pending(): Promise<readonly PendingEntry[]>;
  note(entry: LocalEntry | PendingEntry | DroppedEntry): Promise<void>;
}
