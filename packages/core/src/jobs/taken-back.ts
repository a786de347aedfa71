import { ImbedError } from '../errors.ts';
import type { PendingEntry } from '../ledger/workspace-ledger.ts';
import { isNoteName } from '../workspace/note-names.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { forgetStep } from './forget-step.ts';
import type { JobRun } from './job-run.ts';
import type { PendingFiles } from './pending-files.ts';
import { createWaitingRewriting, idOf } from './waiting-notes.ts';

/** Long enough for a note that another program still has unsaved, or that sync brings later than the ledger. */
const FORGET_AFTER_HOURS = 24;

/**
 * Leaves alone what {@link findTakenBack} finds: its files stay, and after a while nobody waits for it any more.
 * @param entries that are not stored yet
 * @returns {@link idOf} of what was left
 */
export async function leaveTakenBack(
  run: JobRun,
  files: PendingFiles,
  entries: readonly PendingEntry[],
): Promise<ReadonlySet<string>> {
  const takenBack = await findTakenBack(run, files, entries);
  const latest = run.host.clock.now().getTime() - FORGET_AFTER_HOURS * 3_600_000;
  for (const [entry, mirrors] of takenBack) {
    const error = new ImbedError('sync/not-shown', { name: entry.path });
    if (Date.parse(entry.at) <= latest) await run.perform(forgetStep(run.host, entry, mirrors));
    else run.notice({ subject: entry.path, error });
  }
  return new Set([...takenBack].flatMap(([entry, mirrors]) => [entry, ...mirrors]).map(idOf));
}

/**
 * The images that came into notes and that none shows any more, as after undo: their writer may not want anyone to see
 * them. Only those whose file is where it was, and none when a note cannot be read.
 * @returns each with its copies for mirrors, which its writer wants nobody to see either
 */
async function findTakenBack(
  { host, goOn }: JobRun,
  files: PendingFiles,
  entries: readonly PendingEntry[],
): Promise<ReadonlyMap<PendingEntry, readonly PendingEntry[]>> {
  const { workspace, ledger } = host;
  const { imagesIn } = createWaitingRewriting(
    host,
    files,
    entries.map((entry) => ({ entry, url: undefined })),
  );
  const unseen = new Set<string>();
  const look = async (path: WorkspacePath) => {
    goOn();
    for (const { entry } of await imagesIn(await workspace.readNote(path))) unseen.delete(idOf(entry));
  };
  const known = new Set<WorkspacePath>();
  for (const entry of entries) {
    const notes = entry.role === 'primary' ? await ledger.waitingNotes(entry) : [];
    if (notes.length > 0 && (await workspace.size(entry.path)) === entry.size) unseen.add(idOf(entry));
    for (const note of notes) known.add(note);
  }
  try {
    for (const path of known) if ((await workspace.size(path)) !== undefined) await look(path);
    if (unseen.size > 0) for await (const path of notesOf(workspace)) if (!known.has(path)) await look(path);
  } catch {
    goOn();
    return new Map();
  }
  // Another job may have stored some and pointed their notes at the store since; it wrote so into the ledger first.
  const waiting = new Set((await ledger.pending()).map(idOf));
  return withMirrors(entries, new Set([...unseen].filter((id) => waiting.has(id))));
}

/** Each of them that is taken back with its copies for mirrors, but no mirror of what somebody waits for all the same. */
export function withMirrors(
  entries: readonly PendingEntry[],
  takenBack: ReadonlySet<string>,
): ReadonlyMap<PendingEntry, readonly PendingEntry[]> {
  const isTaken = (entry: PendingEntry) => takenBack.has(idOf(entry));
  const primaries = entries.filter(({ role }) => role === 'primary');
  const wanted = new Set(primaries.filter((entry) => !isTaken(entry)).map(({ sha256 }) => sha256));
  const mirrors = entries.filter(({ role, sha256 }) => role === 'mirror' && !wanted.has(sha256));
  const mirrorsOf = ({ sha256 }: PendingEntry) => mirrors.filter((mirror) => mirror.sha256 === sha256);
  return new Map(primaries.filter(isTaken).map((entry) => [entry, mirrorsOf(entry)]));
}

/** In no order, by their names: what is in them is not looked at. Rejects as `Workspace.files` does. */
export async function* notesOf(workspace: Workspace): AsyncGenerator<WorkspacePath> {
  for await (const { path } of workspace.files()) if (isNoteName(path)) yield path;
}
