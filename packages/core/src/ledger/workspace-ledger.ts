import type { AppendFilePort } from '../ports.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import { createLedgerIndex } from './ledger-index.ts';
import {
  type DeletedEntry,
  type DroppedEntry,
  type LocalEntry,
  type PendingEntry,
  type PendingState,
  parseWorkspaceEntry,
  type SettledEntry,
  timeOf,
  type WaitingEntry,
  type WorkspaceEntry,
} from './workspace-entry.ts';

export type {
  DeletedEntry,
  DroppedEntry,
  LocalEntry,
  PendingEntry,
  SettledEntry,
  WaitingEntry,
} from './workspace-entry.ts';

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
  /** What was stored last, each object once, newest first. */
  latest(count: number): Promise<readonly LedgerEntry[]>;
  /** The latest entry of each object that was not deleted since, newest first. */
  objects(): Promise<readonly LedgerEntry[]>;
  /** What still has to be uploaded, oldest first; one entry for each hash and profile. */
  pending(): Promise<readonly PendingEntry[]>;
  /**
   * `primary` entries, pending or stored since, whose notes may still point at the local copy: nobody wrote `settled`
   * or `dropped` after them. Oldest first.
   */
  unsettled(): Promise<readonly PendingEntry[]>;
  /** Notes that showed the image of {@link unsettled} when it had to wait, by path; they may have moved since. */
  waitingNotes(entry: Pick<PendingEntry, 'sha256' | 'profile'>): Promise<readonly WorkspacePath[]>;
  /**
   * Like `record`, never earlier than what it answers: where a machine whose clock is ahead wrote before, the entry
   * gets that machine's time.
   */
  note(
    entry: LocalEntry | PendingEntry | WaitingEntry | DroppedEntry | SettledEntry | DeletedEntry,
  ): Promise<void>;
}

/** Reads the file once, and then what is new of it, whoever appended that. Rejects with `source/unreadable`. */
export function createWorkspaceLedger(file: AppendFilePort): WorkspaceLedger {
  const follower = file.follow();
  let index = createLedgerIndex();
  let turn: Promise<unknown> = Promise.resolve();

  async function catchUp() {
    const { lines, restarted } = await follower.next();
    if (restarted) index = createLedgerIndex();
    for (const line of lines) {
      const entry = parseWorkspaceEntry(line);
      if (entry !== undefined) index.add(entry, line);
    }
    return index;
  }

  /** One after another, for the lines must be taken up in the order in which they were read. */
  function upToDate() {
    const mine = turn.then(catchUp);
    turn = mine.catch(() => undefined);
    return mine;
  }

  const write = (entry: WorkspaceEntry) => file.append(JSON.stringify(entry));

  async function notBefore(entry: PendingState | WaitingEntry | SettledEntry): Promise<string> {
    const { stateOf, settledAt } = await upToDate();
    const known = stateOf(entry.sha256, entry.profile);
    const answer = known === undefined ? timeOf(entry) : latestOf(timeOf(entry), answerTo(known, entry));
    const settled = entry.type === 'pending' ? settledAt(entry.sha256, entry.profile) : undefined;
    return settled === undefined ? answer : latestOf(answer, justAfter(settled));
  }

  async function notBeforeObject({ sha256, store, key, at }: DeletedEntry): Promise<string> {
    const known = (await upToDate()).storedWith(sha256);
    const times = known.filter((entry) => entry.store === store && entry.key === key);
    return times.map(timeOf).reduce(latestOf, at);
  }

  return {
    find: async (sha256) => (await upToDate()).storedWith(sha256),
    findByUrl: async (url) => (await upToDate()).storedAs(url),
    latest: async (count) => (await upToDate()).objects().slice(0, count),
    objects: async () => (await upToDate()).objects(),
    localCopies: async (sha256) => (await upToDate()).localCopies(sha256),
    localAt: async (path) => (await upToDate()).localAt(path),
    pending: async () => (await upToDate()).pending(),
    unsettled: async () => (await upToDate()).unsettled(),
    waitingNotes: async ({ sha256, profile }) => (await upToDate()).waitingNotes(sha256, profile),
    record: async (entry) => write({ ...entry, storedAt: await notBefore(entry) }),
    async note(entry) {
      if (entry.type === 'local') return write(entry);
      const at = entry.type === 'deleted' ? await notBeforeObject(entry) : await notBefore(entry);
      return write({ ...entry, at });
    },
  };
}

function latestOf(one: string, other: string): string {
  return one > other ? one : other;
}

/** The first moment at which `entry` counts for more than `known`; what wins a draw needs no later one. */
function answerTo(known: PendingState, entry: PendingState | WaitingEntry | SettledEntry): string {
  const at = timeOf(known);
  return entry.type === 'pending' && known.type !== 'pending' ? justAfter(at) : at;
}

function justAfter(at: string): string {
  return new Date(Date.parse(at) + 1).toISOString();
}
