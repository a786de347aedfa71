import type { AppendFilePort } from '../ports.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';

/** One JSON object a line. Lines that are not an entry (torn, edited, of a later version) are passed over. */
export function createLedger(file: AppendFilePort): Ledger {
  return {
    async find(sha256) {
      const lines = await file.linesWith(sha256);
      return lines
        .map(parseEntry)
        .filter((entry) => entry !== undefined)
        .filter((entry) => entry.sha256 === sha256)
        .toReversed();
    },
    record: (entry) => file.append(JSON.stringify(entry)),
  };
}

const textFields = ['sha256', 'key', 'url', 'profile', 'store', 'contentType', 'storedAt'] as const;

function parseEntry(line: string): LedgerEntry | undefined {
  const value = parseJson(line);
  return isEntry(value) ? value : undefined;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is LedgerEntry {
  if (typeof value !== 'object' || value === null) return false;
  const record: Partial<Record<keyof LedgerEntry, unknown>> = value;
  const complete = textFields.every((field) => typeof record[field] === 'string');
  const optional = [record.name, record.pattern].every(
    (field) => field === undefined || typeof field === 'string',
  );
  return complete && optional && typeof record.size === 'number';
}
