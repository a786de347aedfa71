/** Entries of a workspace ledger, each about the same image unless it is changed, and ledgers that begin with some. */
import type { LedgerEntry } from '../ledger/ledger.ts';
import type {
  DeletedEntry,
  DroppedEntry,
  LocalEntry,
  PendingEntry,
  SettledEntry,
  WaitingEntry,
  WorkspaceEntry,
} from '../ledger/workspace-entry.ts';
import { createWorkspaceLedger, type WorkspaceLedger } from '../ledger/workspace-ledger.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { createMemoryAppendFile, type MemoryAppendFile } from './memory-append-file.ts';

/** Two hashes. */
export const [aa, bb] = ['a'.repeat(64), 'b'.repeat(64)];

/** A moment, `n` milliseconds into a day. */
export function time(n: number): string {
  return new Date(Date.UTC(2026, 10, 22) + n).toISOString();
}

export function path(text: string): WorkspacePath {
  return text as WorkspacePath;
}

export function stored(n: number, changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    type: 'stored',
    sha256: aa,
    size: 3,
    key: 'img/a.png',
    url: 'https://img.example.com/img/a.png',
    profile: 'blog',
    store: 'https://s3.example.com my-notes',
    contentType: 'image/png',
    storedAt: time(n),
    ...changes,
  };
}

export function local(n: number, changes: Partial<LocalEntry> = {}): LocalEntry {
  return { type: 'local', sha256: aa, size: 3, path: path('assets/a.png'), at: time(n), ...changes };
}

export function pending(n: number, changes: Partial<PendingEntry> = {}): PendingEntry {
  const role = 'primary';
  const error = 'network/dns';
  return {
    type: 'pending',
    ...{ sha256: aa, size: 3, path: path('assets/a.png'), profile: 'blog', role, error, at: time(n) },
    ...changes,
  };
}

export function dropped(n: number, changes: Partial<DroppedEntry> = {}): DroppedEntry {
  return { type: 'dropped', sha256: aa, profile: 'blog', at: time(n), ...changes };
}

export function deleted(n: number, changes: Partial<DeletedEntry> = {}): DeletedEntry {
  const { store, key } = stored(n);
  return { type: 'deleted', sha256: aa, store, key, at: time(n), ...changes };
}

export function settled(n: number, changes: Partial<SettledEntry> = {}): SettledEntry {
  return { type: 'settled', sha256: aa, profile: 'blog', at: time(n), ...changes };
}

export function waiting(n: number, note: string, changes: Partial<WaitingEntry> = {}): WaitingEntry {
  return { type: 'waiting', sha256: aa, profile: 'blog', note: path(note), at: time(n), ...changes };
}

export function fileOf(entries: readonly WorkspaceEntry[]): MemoryAppendFile {
  return createMemoryAppendFile(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
}

export function ledgerOf(...entries: readonly WorkspaceEntry[]): WorkspaceLedger {
  return createWorkspaceLedger(fileOf(entries));
}
