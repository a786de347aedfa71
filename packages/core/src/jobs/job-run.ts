import { cancelled, toImbedError } from '../errors.ts';
import type { ImageReference } from '../markdown/image-reference.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobHost, JobName, JobOptions, JobReport } from './job.ts';
import { createJobTally, type JobTally } from './job-tally.ts';
import { createLimit } from './limit.ts';
import type { Step, StepResult } from './step.ts';
import { createUndoLog, type UndoLog } from './undo-log.ts';

/** Steps at a time, and so images in memory at a time: as many as an upload of several images runs. */
const STEPS_AT_ONCE = 4;

/** One run of a job: what its parts share, and what will be said of it. */
export interface JobRun
  extends Pick<
    JobTally,
    'noteRead' | 'noteLeftAlone' | 'noteWritten' | 'noteDrafted' | 'problem' | 'problems' | 'notice'
  > {
  readonly host: JobHost;
  readonly dryRun: boolean;
  /** As in {@link JobOptions}. */
  readonly standIn: string | undefined;
  readonly signal: AbortSignal | undefined;
  /** Whether the job is about this reference. */
  isMeant(reference: ImageReference): boolean;
  readonly undo: UndoLog;
  /**
   * Does the step when its turn comes; once a job, whoever asks for it again gets the same answer. Rejects as the
   * step does, or with `cancelled`.
   * @returns `undefined` in a dry run
   */
  perform(step: Step, note?: WorkspacePath): Promise<StepResult | undefined>;
  /** Rejects with `cancelled` when the job is to stop. */
  goOn(): void;
  /**
   * Does the parts of the job and says how it went: what `work` rejects with is a problem more, never the loss of
   * the report.
   */
  conclude(work: () => Promise<void>): Promise<JobReport>;
}

/** Writes nothing before the first step is performed; the undo file comes with its first line. */
export function createJobRun(host: JobHost, name: JobName, options: JobOptions = {}): JobRun {
  const { dryRun = false, standIn, signal, only: isMeant = () => true } = options;
  const { report, planned, done, ...tally } = createJobTally(options);
  const limit = createLimit(STEPS_AT_ONCE);
  const undo = createUndoLog(host, name);
  const begun = new Map<string, Promise<StepResult | undefined>>();

  function goOn(): void {
    if (signal?.aborted) throw cancelled('not-sent');
  }

  async function perform(step: Step): Promise<StepResult> {
    goOn();
    try {
      const result = await step.perform(signal);
      done(step, result);
      return result;
    } catch (error) {
      done(step);
      throw error;
    }
  }

  async function begin(step: Step, note: WorkspacePath | undefined): Promise<StepResult | undefined> {
    planned(step, note);
    return dryRun ? undefined : limit(() => perform(step));
  }

  const reportNow = (isCancelled: boolean) =>
    report({ ...(undo.used && { undo: undo.name }), ...(isCancelled && { cancelled: true }) });

  return {
    ...{ host, dryRun, standIn, signal, isMeant, undo, goOn, ...tally },
    perform(step, note) {
      const known = begun.get(step.identity) ?? begin(step, note);
      begun.set(step.identity, known);
      return known;
    },
    async conclude(work) {
      try {
        await work();
        return reportNow(false);
      } catch (thrown) {
        const error = toImbedError(thrown);
        const isCancelled = error.code === 'cancelled' && signal?.aborted === true;
        if (!isCancelled) tally.problem({ subject: error.facts.name ?? name, error });
        return reportNow(isCancelled);
      }
    },
  };
}
