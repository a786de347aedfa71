import { utf8 } from '../bytes.ts';
import { ImbedError, toImbedError } from '../errors.ts';
import { findImages } from '../markdown/find-images.ts';
import type { ImageReference } from '../markdown/image-reference.ts';
import { retarget } from '../markdown/retarget.ts';
import { encodeTarget } from '../markdown/target.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import { applyEdits, invertEdits } from '../text-edit.ts';
import { acceptedPlan } from '../upload/storage-plan.ts';
import type { Note, Workspace } from '../workspace/workspace.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobHost, JobName, JobOptions, JobReport, Problem } from './job.ts';
import { createJobRun, type JobRun } from './job-run.ts';
import { forEachAtMost } from './limit.ts';
import { problemOf, srcsetNotices } from './problem.ts';
import type { PlannedNote, Rewriting, Step } from './step.ts';

/** Notes in memory at a time: enough that the steps of one are waited for while others are read. */
const NOTES_AT_ONCE = 8;

/** A note that changes under our hands is read again this often; somebody is typing in it then. */
const MAX_ATTEMPTS = 5;

/** A job that is nothing but a way to rewrite notes. Never rejects. */
export function runRewriting(
  host: JobHost,
  notes: AsyncIterable<WorkspacePath>,
  rewriting: Rewriting,
  name: JobName,
  options: JobOptions = {},
): Promise<JobReport> {
  const run = createJobRun(host, name, options);
  return run.conclude(() => rewriteNotes(run, notes, rewriting));
}

/**
 * Every note once: its references are planned, their steps done, and the note is written when all of them are over.
 * What fails is a problem of the run. Rejects with `cancelled`, or as `notes` does.
 */
export async function rewriteNotes(
  run: JobRun,
  notes: AsyncIterable<WorkspacePath>,
  rewriting: Rewriting,
): Promise<void> {
  const seen = new Set<WorkspacePath>();
  await forEachAtMost(NOTES_AT_ONCE, notes, async (path) => {
    run.goOn();
    if (seen.has(path)) return;
    seen.add(path);
    await rewriteNote(run, path, rewriting);
  });
}

async function rewriteNote(run: JobRun, path: WorkspacePath, rewriting: Rewriting): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const draft = await planNote(run, path, rewriting);
      if (attempt === 1) run.noteRead(path, eachOnce(draft));
      if (attempt === 1 && draft.isLeftAlone) run.noteLeftAlone();
      await performSteps(run, draft);
      if (await writeDraft(run, draft)) run.noteWritten(path);
      const retargeted = draft.references.filter((reference) => isRetargeted(draft, reference));
      draft.notices.push(...srcsetNotices(draft.note, retargeted));
      draft.notices.toSorted(byLine).forEach(run.notice);
      return draft.problems.toSorted(byLine).forEach(run.problem);
    } catch (thrown) {
      const error = toImbedError(thrown);
      if (error.code === 'cancelled') throw error;
      if (error.code === 'note/changed' && attempt < MAX_ATTEMPTS) continue;
      return run.problem({ note: path, subject: path, error });
    }
  }
}

/** Whether the reference points, or will point, elsewhere than before. */
function isRetargeted({ targets }: Draft, reference: ImageReference): boolean {
  return targets.has(reference) && targets.get(reference) !== reference.target;
}

function eachOnce({ steps }: Draft): readonly Step[] {
  return [...new Map(steps.map(({ step }) => [step.identity, step])).values()];
}

/** Steps end in any order. */
function byLine({ line: a = 0 }: Problem, { line: b = 0 }: Problem): number {
  return a - b;
}

/** A note on its way to its next text. */
interface Draft {
  readonly note: Note;
  /** It is none of ours. */
  readonly isLeftAlone: boolean;
  readonly references: readonly ImageReference[];
  readonly steps: readonly { readonly reference: ImageReference; readonly step: Step }[];
  /** Where references will point; `undefined` where that is not known before, in a dry run. */
  readonly targets: Map<ImageReference, string | undefined>;
  /** Told only when the note is done with: a note that is read again has others. */
  readonly problems: Problem[];
  readonly notices: Problem[];
}

async function planNote(
  { host, goOn, isMeant }: JobRun,
  path: WorkspacePath,
  rewriting: Rewriting,
): Promise<Draft> {
  const note = await host.workspace.readNote(path);
  const plan = acceptedPlan(note, host.settings);
  const references = plan === 'off' ? [] : findImages(note.text);
  const steps: { reference: ImageReference; step: Step }[] = [];
  const draft: Draft = {
    ...{ note, references, steps, isLeftAlone: plan === 'off' },
    ...{ targets: new Map(), problems: [], notices: [] },
  };
  if (plan === 'off') return draft;
  const planned: PlannedNote = { ...note, plan };
  for (const reference of references.filter(isMeant)) {
    goOn();
    try {
      const step = await rewriting.plan(reference, planned);
      if (step !== undefined) steps.push({ reference, step });
    } catch (error) {
      draft.problems.push(problemOf(note, reference, error));
    }
  }
  return draft;
}

/** All of them come to an end, whatever becomes of the others. */
async function performSteps(run: JobRun, { note, steps, targets, problems, notices }: Draft): Promise<void> {
  const performed = steps.map(async ({ reference, step }) => {
    const result = await run.perform(step, note.path);
    const target = result === undefined ? step.expected : result.target(note);
    if (result === undefined || target !== undefined) targets.set(reference, target);
    await result?.waitsIn?.(note.path);
    const trouble = result?.pending ?? result?.problem;
    for (const { profile, error } of result?.mirrorsWaiting ?? [])
      notices.push({ ...problemOf(note, reference, error), mirror: profile });
    if (trouble !== undefined) problems.push(problemOf(note, reference, trouble));
  });
  const results = await Promise.allSettled(performed);
  for (const [index, result] of results.entries()) {
    const reference = steps[index]?.reference;
    if (result.status === 'rejected' && reference !== undefined)
      problems.push(problemOf(note, reference, result.reason));
  }
  run.goOn();
}

/** @returns whether the note was written; in a dry run, whether it would be */
async function writeDraft(run: JobRun, { note, references, targets }: Draft): Promise<boolean> {
  const { workspace, digests } = run.host;
  const edits = retarget(note.text, references, (reference) => targets.get(reference));
  const isForeseen = run.dryRun && [...targets.values()].includes(undefined);
  if (edits.length === 0 && !isForeseen) return false;
  if (note.readOnly) throw new ImbedError('note/read-only', { name: note.path });
  const text = applyEdits(note.text, edits);
  if (!pointsAsMeant(text, references, targets))
    throw new ImbedError('note/unsafe-edit', { name: note.path });
  if (run.dryRun) {
    const foreseen = (reference: ImageReference) =>
      targets.has(reference) ? (targets.get(reference) ?? run.standIn) : undefined;
    run.noteDrafted(note, applyEdits(note.text, retarget(note.text, references, foreseen)));
    return true;
  }
  const after = await sha256Hex(digests, utf8(text));
  const { path, sha256: before } = note;
  await run.undo.write({ type: 'note', path, before, after, edits: invertEdits(note.text, edits) });
  try {
    await workspace.writeNote(note, text);
  } catch (error) {
    if (!(await mayBeWritten(workspace, note, error))) await run.undo.write({ type: 'unwritten', path });
    throw error;
  }
  return true;
}

/** A disk may fail when the note is in its place already: only what the file holds now tells that it is not. */
async function mayBeWritten({ readNote }: Workspace, { path, sha256: before }: Note, error: unknown) {
  if (toImbedError(error).code === 'note/changed') return false;
  return readNote(path).then(
    ({ sha256 }) => sha256 !== before,
    () => true,
  );
}

/** Reads the links of the new text once more: each has to point where it should, or where it did. */
function pointsAsMeant(
  text: string,
  references: readonly ImageReference[],
  targets: ReadonlyMap<ImageReference, string | undefined>,
): boolean {
  const found = findImages(text);
  if (found.length !== references.length) return false;
  return references.every((reference, index) => {
    const meant = targets.get(reference) ?? reference.target;
    const target = found[index]?.target;
    return target === meant || target === encodeTarget(meant);
  });
}
