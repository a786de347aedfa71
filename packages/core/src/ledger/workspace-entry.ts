import { errorCodes } from '../error-codes.ts';
import type { ErrorCode } from '../errors.ts';
import { parseWorkspacePath, type WorkspacePath } from '../workspace/workspace-path.ts';
import { type Fields, isStored, parseLine } from './jsonl-ledger.ts';
import type { LedgerEntry } from './ledger.ts';

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

/** One more note that shows an image which is pending: not the one that the pending entry knows. */
export interface WaitingEntry {
  readonly type: 'waiting';
  readonly sha256: string;
  readonly profile: string;
  readonly note: WorkspacePath;
  readonly at: string;
}

/** Nobody wants these bytes stored with this profile any more. */
export interface DroppedEntry {
  readonly type: 'dropped';
  readonly sha256: string;
  readonly profile: string;
  readonly at: string;
}

/** The notes that waited for these bytes to be stored with this profile point at them now. */
export interface SettledEntry {
  readonly type: 'settled';
  readonly sha256: string;
  readonly profile: string;
  readonly at: string;
}

/** Somebody deleted the object, on purpose; stored again, it is there again. */
export interface DeletedEntry {
  readonly type: 'deleted';
  readonly sha256: string;
  /** As the object's own entry has them. */
  readonly store: string;
  readonly key: string;
  readonly at: string;
}

export type WorkspaceEntry =
  | LedgerEntry
  | LocalEntry
  | PendingEntry
  | WaitingEntry
  | DroppedEntry
  | SettledEntry
  | DeletedEntry;

/** What decides whether something is pending. */
export type PendingState = LedgerEntry | PendingEntry | DroppedEntry;

/** ISO 8601, as the line has it. */
export function timeOf(entry: WorkspaceEntry): string {
  return entry.type === 'stored' ? entry.storedAt : entry.at;
}

/** `undefined` for lines that are no entry: torn, edited, of a later version, or git's marks of a conflict. */
export function parseWorkspaceEntry(line: string): WorkspaceEntry | undefined {
  const fields = parseLine(line);
  const entry = isStored(fields) ? fields : parseNote(fields);
  return entry !== undefined && isTime(timeOf(entry)) ? entry : undefined;
}

/** As `Date.toISOString` writes it: such texts sort like the times that they mean. */
function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);
}

function parseNote({ type, sha256, at, ...rest }: Fields): WorkspaceEntry | undefined {
  if (typeof sha256 !== 'string' || typeof at !== 'string') return undefined;
  const { profile, store, key } = rest;
  if (type === 'deleted')
    return typeof store === 'string' && typeof key === 'string'
      ? { type, sha256, store, key, at }
      : undefined;
  if (type === 'dropped' || type === 'settled')
    return typeof profile === 'string' ? { type, sha256, profile, at } : undefined;
  const note = pathOf(rest['note']);
  if (type === 'waiting')
    return typeof profile === 'string' && note !== undefined
      ? { type, sha256, profile, note, at }
      : undefined;
  const [size, path] = [rest['size'], pathOf(rest['path'])];
  if (typeof size !== 'number' || path === undefined) return undefined;
  if (type === 'local') return { type, sha256, size, path, at };
  if (type !== 'pending' || typeof profile !== 'string') return undefined;
  const role = rest['role'] === 'mirror' ? 'mirror' : 'primary';
  const error = errorCodes.find((code) => code === rest['error']) ?? 'internal';
  return { type, sha256, size, path, profile, role, ...(note && { note }), error, at };
}

function pathOf(value: unknown): WorkspacePath | undefined {
  const path = typeof value === 'string' ? parseWorkspacePath(value) : undefined;
  return path?.ok ? path.value : undefined;
}
