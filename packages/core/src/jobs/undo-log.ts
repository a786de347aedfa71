import { type Fields, parseLine } from '../ledger/jsonl-ledger.ts';
import type { TextEdit } from '../text-edit.ts';
import type { WorkspaceRecords } from '../workspace/workspace.ts';
import { parseWorkspacePath, type WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobHost, JobName } from './job.ts';

/** How a note is put back as it was before a job. */
export interface UndoNote {
  readonly type: 'note';
  readonly path: WorkspacePath;
  /** SHA-256 of the file as it was, lower-case hex. */
  readonly before: string;
  /** The same of the file as the job was about to leave it. */
  readonly after: string;
  /** What makes the text as it was of the text as it is. */
  readonly edits: readonly TextEdit[];
}

/** What is in {@link UndoNote} did not come to pass. */
interface UndoUnwritten {
  readonly type: 'unwritten';
  readonly path: WorkspacePath;
}

/** How a file of the workspace comes back out of the trash. */
export interface UndoTrashed {
  readonly type: 'trashed';
  readonly path: WorkspacePath;
  /** Its name among the records. */
  readonly as: string;
}

type UndoLine = UndoNote | UndoUnwritten | UndoTrashed;

/**
 * What one job is about to change, a line each, written before it is done: whatever kills the job, the way back is
 * there. The file comes into being with the first line.
 */
export interface UndoLog {
  /** Among the records; also where this job's trash is. */
  readonly name: string;
  /** Whether there is anything in it that can be undone. */
  readonly used: boolean;
  /** Rejects with `local/write-failed`: then nothing may be changed. */
  write(line: UndoLine): Promise<void>;
  /** Where a file that this job takes away goes. */
  trashName(path: WorkspacePath): string;
}

/** Its name has the time, the job and six random characters: `undo/20261122T213000000Z-flip-a1b2c3.jsonl`. */
export function createUndoLog({ records, clock, random }: JobHost, job: JobName): UndoLog {
  const at = clock.now().toISOString();
  const identity = `${at.replaceAll(/[-:.]/g, '')}-${job}-${random.string(6)}`;
  const name = `${FOLDER}/${identity}${SUFFIX}`;
  const file = records.open(name);
  const undoable = new Set<string>();
  let header: Promise<void> | undefined;
  return {
    name,
    get used() {
      return undoable.size > 0;
    },
    async write(line) {
      header ??= file.append(JSON.stringify({ type: 'job', version: 1, job, at }));
      await header;
      await file.append(JSON.stringify(line));
      if (line.type === 'unwritten') undoable.delete(line.path);
      else undoable.add(line.path);
    },
    trashName: (path) => `trash/${identity}/${path}`,
  };
}

const FOLDER = 'undo';
const SUFFIX = '.jsonl';
/** What is left to say of a job that was undone, in part or whole: neither is the last one any more. */
const PARTLY = '.partly';
const UNDONE = '.undone';

/**
 * Name of the last job that was not undone yet. One that could not write a single note is passed over, and so is one
 * that was killed before it changed anything: its file is empty, torn or nothing but a header.
 */
export async function lastUndoableJob(records: WorkspaceRecords): Promise<string | undefined> {
  const names = (await records.list(FOLDER)).filter((name) => name.endsWith(SUFFIX));
  for (const name of names.toReversed().map((own) => `${FOLDER}/${own}`)) {
    const lines = await linesOf(records, name);
    const plan = planOf(lines);
    if (plan === undefined ? lines.length > 0 : plan.notes.length + plan.trashed.length > 0) return name;
  }
  return undefined;
}

/**
 * Name of a job's file among the records: whatever path people give, only its last name counts, whatever was undone
 * of the job since.
 */
export async function undoFile(records: WorkspaceRecords, path: string): Promise<string> {
  const name = path.replace(/^.*[/\\]/s, '');
  const names = await records.list(FOLDER);
  const own = [name, `${name}${PARTLY}`, `${name}${UNDONE}`].find((one) => names.includes(one));
  return `${FOLDER}/${own ?? name}`;
}

/**
 * So that `undo` passes over the job from now on. What is left of it can still be undone by name.
 * @returns the name that it has now
 */
export async function markUndone(records: WorkspaceRecords, name: string, isWhole: boolean): Promise<string> {
  if (name.endsWith(UNDONE) || (name.endsWith(PARTLY) && !isWhole)) return name;
  const marked = name.replace(/\.partly$/, '') + (isWhole ? UNDONE : PARTLY);
  await records.rename(name, marked);
  return marked;
}

/** What a job changed, as far as it got; the last change first. */
export interface UndoPlan {
  readonly notes: readonly UndoNote[];
  readonly trashed: readonly UndoTrashed[];
}

/** `undefined` for a file that no job wrote, or a later version of Imbed. */
export async function readUndoPlan(records: WorkspaceRecords, name: string): Promise<UndoPlan | undefined> {
  return planOf(await linesOf(records, name));
}

function planOf(lines: readonly Fields[]): UndoPlan | undefined {
  if (!lines.some(isHeader)) return undefined;
  // A note has one line that counts: the last. Those before it were overtaken by somebody else's change.
  const notes = new Map<string, UndoNote>();
  const trashed: UndoTrashed[] = [];
  for (const line of lines.filter(isUndoLine)) {
    if (line.type === 'trashed') trashed.push(line);
    else {
      notes.delete(line.path);
      if (line.type === 'note') notes.set(line.path, line);
    }
  }
  return { notes: [...notes.values()].toReversed(), trashed: trashed.toReversed() };
}

async function linesOf(records: WorkspaceRecords, name: string): Promise<readonly Fields[]> {
  return (await records.open(name).linesWith('{')).map(parseLine);
}

function isHeader({ type, version }: Fields): boolean {
  return type === 'job' && version === 1;
}

function isUndoLine(fields: Fields): fields is Fields & UndoLine {
  const { type, path, as, before, after, edits } = fields;
  if (!isPath(path)) return false;
  if (type === 'trashed') return isPath(as) && as.startsWith('trash/');
  const isNote = type === 'note' && [before, after].every(isText) && Array.isArray(edits);
  return type === 'unwritten' || (isNote && edits.every(isEdit));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** The file may come from another machine: nothing in it leads out of the workspace, or out of the trash. */
function isPath(value: unknown): value is string {
  return isText(value) && parseWorkspacePath(value).ok;
}

function isEdit(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { start, end, newText }: Fields = { ...value };
  return isText(newText) && [start, end].every(Number.isSafeInteger);
}
