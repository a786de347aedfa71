import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobOptions, JobReport, Problem } from './job.ts';
import type { Step, StepKind, StepResult } from './step.ts';

/** Tells what happens in a job while it does, and counts it for the report. */
export interface JobTally {
  readonly problems: readonly Problem[];
  noteRead(note: WorkspacePath, steps: number): void;
  /** Also in a dry run, of a note that would be. */
  noteWritten(note: WorkspacePath): void;
  planned(step: Step, note: WorkspacePath | undefined): void;
  /** @param result absent when the step failed */
  done(step: Step, result?: StepResult): void;
  problem(problem: Problem): void;
  notice(notice: Problem): void;
  report(end: Pick<JobReport, 'cancelled' | 'undo'>): JobReport;
}

export function createJobTally({ dryRun = false, onEvent }: JobOptions): JobTally {
  const count = { notes: 0, changed: 0, pending: 0 };
  const steps: Partial<Record<StepKind, number>> = {};
  const reused: Partial<Record<StepKind, number>> = {};
  const problems: Problem[] = [];
  const notices: Problem[] = [];
  return {
    problems,
    noteRead(note, stepCount) {
      count.notes++;
      onEvent?.({ type: 'note', note, steps: stepCount });
    },
    noteWritten(note) {
      count.changed++;
      if (!dryRun) onEvent?.({ type: 'written', note });
    },
    planned({ kind, subject, expected: target }, note) {
      if (dryRun) increment(steps, kind);
      onEvent?.({
        type: 'planned',
        kind,
        subject,
        ...(note && { note }),
        ...(target !== undefined && { target }),
      });
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
    report: (end) => ({ ...count, steps, reused, problems, notices, ...end }),
  };
}

function increment(counts: Partial<Record<StepKind, number>>, kind: StepKind): void {
  counts[kind] = (counts[kind] ?? 0) + 1;
}
