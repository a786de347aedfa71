import type { Ledger, LedgerEntry } from './ledger.ts';

/** Remembers for as long as it lives: for hosts that keep nothing between sessions. */
export function createSessionLedger(): Ledger {
  const entries = new Map<string, readonly LedgerEntry[]>();
  const find = (sha256: string) => entries.get(sha256) ?? [];
  return {
    find: async (sha256) => find(sha256),
    record: async (entry) => {
      entries.set(entry.sha256, [entry, ...find(entry.sha256)]);
    },
  };
}
