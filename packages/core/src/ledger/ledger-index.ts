import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { LedgerEntry } from './ledger.ts';
import {
  type DeletedEntry,
  type DroppedEntry,
  type LocalEntry,
  type PendingEntry,
  type PendingState,
  type SettledEntry,
  timeOf,
  type WaitingEntry,
  type WorkspaceEntry,
} from './workspace-entry.ts';

/** Answers of a workspace ledger, the same whatever the order and number in which its lines came. */
interface LedgerIndex {
  /** @param line that `entry` was read from */
  add(entry: WorkspaceEntry, line: string): void;
  storedWith(sha256: string): readonly LedgerEntry[];
  storedAs(url: string): readonly LedgerEntry[];
  /** The latest entry of each object that was not deleted since, newest first. */
  objects(): readonly LedgerEntry[];
  localCopies(sha256: string): readonly LocalEntry[];
  localAt(path: WorkspacePath): LocalEntry | undefined;
  pending(): readonly PendingEntry[];
  unsettled(): readonly PendingEntry[];
  waitingNotes(sha256: string, profile: string): readonly WorkspacePath[];
  /** The word that counts on these bytes and this profile. */
  stateOf(sha256: string, profile: string): PendingState | undefined;
  settledAt(sha256: string, profile: string): string | undefined;
}

/** An entry with the text that decides between two of the same time, so that every machine decides alike. */
interface Line<T extends WorkspaceEntry> {
  readonly entry: T;
  readonly text: string;
}

export function createLedgerIndex(): LedgerIndex {
  const byHash = new Map<string, Line<LedgerEntry>[]>();
  const byUrl = new Map<string, Line<LedgerEntry>[]>();
  const byObject = new Map<string, Line<LedgerEntry>>();
  const deleted = new Map<string, Line<DeletedEntry>>();
  const atPath = new Map<WorkspacePath, Line<LocalEntry>>();
  const pathsOf = new Map<string, Set<WorkspacePath>>();
  const states = new Map<string, Line<PendingState>>();
  const awaited = new Map<string, Line<PendingEntry>>();
  const settled = new Map<string, Line<SettledEntry | DroppedEntry>>();
  const notesOf = new Map<string, (PendingEntry | WaitingEntry)[]>();

  function addLocal(line: Line<LocalEntry>): void {
    const { path, sha256 } = line.entry;
    keepLatest(atPath, path, line);
    pathsOf.set(sha256, (pathsOf.get(sha256) ?? new Set()).add(path));
  }

  function addState(line: Line<PendingState>): void {
    const key = stateKey(line.entry.sha256, line.entry.profile);
    keepLatest(states, key, line);
    if (!isPending(line) || line.entry.role !== 'primary') return;
    keepLatest(awaited, key, line);
    append(notesOf, key, line.entry);
  }

  /** Nobody said since that it waits no longer. */
  function isAwaited({ sha256, profile, at }: PendingEntry | WaitingEntry): boolean {
    const end = settled.get(stateKey(sha256, profile));
    return end === undefined || timeOf(end.entry) < at;
  }

  function isThere({ entry }: Line<LedgerEntry>): boolean {
    const end = deleted.get(objectKey(entry));
    return end === undefined || end.entry.at < entry.storedAt;
  }

  return {
    add(entry, line) {
      const text = line.trimEnd();
      if (entry.type === 'deleted') return keepLatest(deleted, objectKey(entry), { entry, text });
      if (entry.type === 'local') return addLocal({ entry, text });
      if (entry.type === 'waiting') return append(notesOf, stateKey(entry.sha256, entry.profile), entry);
      if (entry.type === 'settled' || entry.type === 'dropped')
        keepLatest(settled, stateKey(entry.sha256, entry.profile), { entry, text });
      if (entry.type === 'settled') return;
      if (entry.type === 'stored') {
        append(byHash, entry.sha256, { entry, text });
        append(byUrl, entry.url, { entry, text });
        keepLatest(byObject, objectKey(entry), { entry, text });
      }
      addState({ entry, text });
    },
    storedWith: (sha256) => newestFirst(byHash.get(sha256)),
    storedAs: (url) => newestFirst(byUrl.get(url)),
    objects: () => newestFirst([...byObject.values()].filter(isThere)),
    localCopies(sha256) {
      const lines = [...(pathsOf.get(sha256) ?? [])].flatMap((path) => atPath.get(path) ?? []);
      return newestFirst(lines.filter(({ entry }) => entry.sha256 === sha256));
    },
    localAt: (path) => atPath.get(path)?.entry,
    pending: () => newestFirst([...states.values()].filter(isPending)).toReversed(),
    unsettled: () => newestFirst([...awaited.values()].filter(({ entry }) => isAwaited(entry))).toReversed(),
    waitingNotes(sha256, profile) {
      const entries = notesOf.get(stateKey(sha256, profile)) ?? [];
      return [...new Set(entries.filter(isAwaited).flatMap(({ note }) => note ?? []))].sort();
    },
    settledAt(sha256, profile) {
      const end = settled.get(stateKey(sha256, profile));
      return end && timeOf(end.entry);
    },
    stateOf: (sha256, profile) => states.get(stateKey(sha256, profile))?.entry,
  };
}

function isPending(line: Line<PendingState>): line is Line<PendingEntry> {
  return line.entry.type === 'pending';
}

/** Of bytes and the profile that they are, or are to be, stored with: profiles have names without spaces. */
export function stateKey(sha256: string, profile: string): string {
  return `${sha256} ${profile}`;
}

/** Addresses of stores and names of buckets have no spaces. */
function objectKey({ store, key }: Pick<LedgerEntry, 'store' | 'key'>): string {
  return `${store} ${key}`;
}

function append<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [item]);
  else list.push(item);
}

function keepLatest<K, T extends WorkspaceEntry>(latest: Map<K, Line<T>>, key: K, line: Line<T>): void {
  const known = latest.get(key);
  if (known === undefined || compare(line, known) > 0) latest.set(key, line);
}

/** A line that came twice counts once. */
function newestFirst<T extends WorkspaceEntry>(lines: readonly Line<T>[] = []): readonly T[] {
  return [...lines]
    .sort((a, b) => compare(b, a))
    .filter(({ text }, index, sorted) => text !== sorted[index - 1]?.text)
    .map(({ entry }) => entry);
}

/** On a draw `stored` counts for more than `dropped`, and that for more than `pending`. */
const ranks = { local: 0, settled: 0, waiting: 0, pending: 0, deleted: 0, dropped: 1, stored: 2 } as const;

function compare(a: Line<WorkspaceEntry>, b: Line<WorkspaceEntry>): number {
  return (
    order(timeOf(a.entry), timeOf(b.entry)) ||
    ranks[a.entry.type] - ranks[b.entry.type] ||
    order(a.text, b.text)
  );
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a > b ? 1 : -1;
}
