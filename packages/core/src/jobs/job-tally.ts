import type { Note } from '../workspace/workspace.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobOptions, JobReport, Problem } from './job.ts';
import { plannedStep, type Step, type StepKind, type StepResult } from './step.ts';

/** Tells what happens in a job while it does, and counts it for the report. */
export interface JobTally {
  readonly problems: readonly Problem[];
  /** @param steps each once */
  noteRead(note: WorkspacePath, steps: readonly Step[]): void;
  /** Of a note that was read. */
  noteLeftAlone(): void;
  /** Also in a dry run, of a note that would be. */
  noteWritten(note: WorkspacePath): void;
  /** In a dry run. */
  noteDrafted(note: Note, after: string): void;
  planned(step: Step, note: WorkspacePath | undefined): void;
  /** @param result absent when the step failed */
  done(step: Step, result?: StepResult): void;
  problem(problem: Problem): void;
  notice(notice: Problem): void;
  report(end: Pick<JobReport, 'cancelled' | 'undo'>): JobReport;
}

/** Counts what a run says of itself, and passes it on as events. In a dry run what is planned counts as done. */
export function createJobTally({ dryRun = false, onEvent }: JobOptions): JobTally {
  const count = { notes: 0, changed: 0, pending: 0 };
  let leftAlone = 0;
  const steps: Partial<Record<StepKind, number>> = {};
  const reused: Partial<Record<StepKind, number>> = {};
  const problems: Problem[] = [];
  const notices: Problem[] = [];
  return {
    problems,
    noteRead(note, planned) {
      count.notes++;
      onEvent?.({ type: 'note', note, steps: planned.map(plannedStep) });
    },
    noteLeftAlone() {
      leftAlone++;
    },
    noteWritten(note) {
      count.changed++;
      if (!dryRun) onEvent?.({ type: 'written', note });
    },
    noteDrafted: ({ path: note, text: before }, after) => onEvent?.({ type: 'draft', note, before, after }),
    planned(step, note) {
      if (dryRun) increment(steps, step.kind);
      onEvent?.({ type: 'planned', ...plannedStep(step), ...(note && { note }) });
    },
    done({ kind, subject }, result) {
      if (result?.pending !== undefined) count.pending++;
      else if (result !== undefined) increment(steps, kind);
      if (result?.mirrorsWaiting !== undefined) count.pending++;
      if (result?.reused) increment(reused, kind);
      onEvent?.({ type: 'done', kind, subject, reused: result?.reused ?? false });
    },
    problem(problem) {
      problems.push(problem);
      onEvent?.({ type: 'problem', problem });
    },
    notice(notice) {
      notices.push(notice);
      onEvent?.({ type: 'notice', notice });
    },
    report: (end) => ({
      ...{ ...count, steps, reused, problems, notices },
      ...(leftAlone > 0 && { leftAlone }),
      ...end,
    }),
  };
}

function increment(counts: Partial<Record<StepKind, number>>, kind: StepKind): void {
  counts[kind] = (counts[kind] ?? 0) + 1;
}
