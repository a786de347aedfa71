import type { ErrorCode } from '../errors.ts';
import { type CheckJobOptions, runCheckJob } from '../jobs/check-job.ts';
import type { JobReport } from '../jobs/job.ts';
import { type JobChanges, type JobUnderTest, jobUnderTest } from './job-under-test.ts';
import type { FileContent } from './memory-workspace.ts';
import { pngOf } from './upload-under-test.ts';

export type Files = Readonly<Record<string, FileContent>>;

export interface CheckUnderTest extends JobUnderTest {
  /** Of all notes. */
  check(options?: CheckJobOptions): Promise<JobReport>;
}

/** A check of a workspace whose profile `main` has these objects, put long ago. */
export function checkJob(
  files: Files,
  objects: readonly string[] = [],
  changes: JobChanges = {},
): CheckUnderTest {
  const job = jobUnderTest(files, { keyTemplate: 'img/{name}.{ext}', ...changes });
  for (const key of objects) job.stores.main.plant(key, pngOf(key));
  return { ...job, check: (options = {}) => runCheckJob(job.host, job.notes(), options) };
}

export type Finding = readonly [note: string, line: number | undefined, subject: string, code: ErrorCode];

export function found({ problems }: JobReport): readonly Finding[] {
  return problems.map(({ note, line, subject, error }) => [note ?? '', line, subject, error.code]);
}
