import type { AppendFilePort } from '../ports.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';

/** One JSON object a line. Lines that are not an entry (torn, edited, of a later version) are passed over. */
export function createLedger(file: AppendFilePort): Ledger {
  return {
    async find(sha256) {
      const lines = await file.linesWith(sha256);
      return lines
        .map(parseLine)
        .filter(isStored)
        .filter((entry) => entry.sha256 === sha256)
        .toReversed();
    },
    record: (entry) => file.append(JSON.stringify(entry)),
  };
}

/** Any fields of a line, unchecked; none where it is no JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Of a line that a kill has torn, or that is nothing of ours, no fields. */
export function parseLine(line: string): Fields {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Fields) : {};
  } catch {
    return {};
  }
}

const textFields = ['sha256', 'key', 'url', 'profile', 'store', 'contentType', 'storedAt'] as const;

/** Whether all is there and of its type. Fields of a later version may be there, too. */
export function isStored(fields: Fields): fields is Fields & LedgerEntry {
  const { type, size, name = '', pattern = '', role = 'mirror' } = fields;
  return (
    type === 'stored' &&
    typeof size === 'number' &&
    role === 'mirror' &&
    textFields.every((field) => typeof fields[field] === 'string') &&
    [name, pattern].every((text) => typeof text === 'string')
  );
}
