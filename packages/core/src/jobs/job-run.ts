import { cancelled, toImbedError } from '../errors.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobEvent, JobHost, JobName, JobOptions, JobReport, Problem } from './job.ts';
import { createLimit } from './limit.ts';
import type { Step, StepKind, StepResult } from './step.ts';
import { createUndoLog, type UndoLog } from './undo-log.ts';

/** Steps at a time, and so images in memory at a time: as many as an upload of several images runs. */
const STEPS_AT_ONCE = 4;

/** One run of a job: what its parts share, and what will be said of it. */
export interface JobRun {
  readonly host: JobHost;
  readonly dryRun: boolean;
  readonly signal: AbortSignal | undefined;
  readonly undo: UndoLog;
  /**
   * Does the step when its turn comes; once a job, whoever asks for it again gets the same answer. Rejects as the
   * step does, or with `cancelled`.
   * @returns `undefined` in a dry run
   */
  perform(step: Step, note?: WorkspacePath): Promise<StepResult | undefined>;
  noteRead(note: WorkspacePath, steps: number): void;
  /** Also in a dry run, of a note that would be. */
  noteWritten(note: WorkspacePath): void;
  problem(problem: Problem): void;
  /** So far. */
  readonly problems: readonly Problem[];
  /** Rejects with `cancelled` when the job is to stop. */
  goOn(): void;
  /**
   * Does the parts of the job and says how it went: what `work` rejects with is a problem more, never the loss of
   * the report.
   */
  conclude(work: () => Promise<void>): Promise<JobReport>;
}

export function createJobRun(host: JobHost, name: JobName, options: JobOptions = {}): JobRun {
  const { dryRun = false, signal, onEvent } = options;
  const emit = (event: JobEvent) => onEvent?.(event);
  const limit = createLimit(STEPS_AT_ONCE);
  const undo = createUndoLog(host, name);
  const begun = new Map<string, Promise<StepResult | undefined>>();
  const steps: Partial<Record<StepKind, number>> = {};
  const count = { notes: 0, changed: 0, pending: 0 };
  const problems: Problem[] = [];

  function goOn(): void {
    if (signal?.aborted) throw cancelled('not-sent');
  }

  async function begin(step: Step, note: WorkspacePath | undefined): Promise<StepResult | undefined> {
    const { kind, subject, expected: target } = step;
    emit({ type: 'planned', kind, subject, ...(note && { note }), ...(target !== undefined && { target }) });
    if (!dryRun) return limit(() => perform(step));
    countStep(kind);
    return undefined;
  }

  async function perform(step: Step): Promise<StepResult> {
    goOn();
    const { kind, subject } = step;
    let reused = false;
    try {
      const result = await step.perform(signal);
      if (result.pending === undefined) countStep(kind);
      else count.pending++;
      reused = result.reused;
      return result;
    } finally {
      emit({ type: 'done', kind, subject, reused });
    }
  }

  function countStep(kind: StepKind): void {
    steps[kind] = (steps[kind] ?? 0) + 1;
  }

  function problem(found: Problem): void {
    problems.push(found);
    emit({ type: 'problem', problem: found });
  }

  function report(isCancelled: boolean): JobReport {
    const all = { ...count, steps, problems, ...(isCancelled && { cancelled: true as const }) };
    return undo.used ? { ...all, undo: undo.name } : all;
  }

  return {
    ...{ host, dryRun, signal, undo, problem, problems, goOn },
    perform(step, note) {
      const known = begun.get(step.identity) ?? begin(step, note);
      begun.set(step.identity, known);
      return known;
    },
    noteRead(note, steps) {
      count.notes++;
      emit({ type: 'note', note, steps });
    },
    noteWritten(note) {
      count.changed++;
      if (!dryRun) emit({ type: 'written', note });
    },
    async conclude(work) {
      try {
        await work();
        return report(false);
      } catch (thrown) {
        const error = toImbedError(thrown);
        const isCancelled = error.code === 'cancelled' && signal?.aborted === true;
        if (!isCancelled) problem({ subject: error.facts.name ?? name, error });
        return report(isCancelled);
      }
    },
  };
}
