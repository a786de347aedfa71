import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lines of the ledger, read without the code that wrote them. */
interface LedgerLine {
  readonly type?: string;
  readonly sha256?: string;
  readonly profile?: string;
  readonly key?: string;
  readonly at?: string;
  readonly storedAt?: string;
}

/** Keys of what is recorded as stored with the profile, sorted, each once. */
export function storedKeys(folder: string, profile: string): readonly string[] {
  const stored = readLines(folder).filter((line) => line.type === 'stored' && line.profile === profile);
  return [...new Set(stored.flatMap(({ key }) => key ?? []))].sort();
}

/** What no line answers that is as late as it, or later. */
export function everyPending(folder: string): readonly LedgerLine[] {
  const lines = readLines(folder);
  return lines.filter(
    (line) =>
      line.type === 'pending' &&
      !lines.some(
        ({ type, sha256, profile, storedAt = '' }) =>
          type === 'stored' &&
          sha256 === line.sha256 &&
          profile === line.profile &&
          storedAt >= (line.at ?? ''),
      ),
  );
}

/** Without those that were torn. */
function readLines(folder: string): readonly LedgerLine[] {
  const path = join(folder, '.imbed/ledger.jsonl');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as LedgerLine];
    } catch {
      return [];
    }
  });
}
