import type { Ledger, LedgerEntry } from '../ledger/ledger.ts';

/** A ledger for one test, which can look at everything that was recorded. */
export interface MemoryLedger extends Ledger {
  /** Oldest first. */
  readonly entries: readonly LedgerEntry[];
}

export function createMemoryLedger(initial: readonly LedgerEntry[] = []): MemoryLedger {
  const entries = [...initial];
  return {
    entries,
    find: async (sha256) => entries.filter((entry) => entry.sha256 === sha256).toReversed(),
    record: async (entry) => {
      entries.push(entry);
    },
  };
}
