import { createHash } from 'node:crypto';
import type { ErrorCode } from '../errors.ts';
import { type CheckJobOptions, runCheckJob } from '../jobs/check-job.ts';
import type { JobReport } from '../jobs/job.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import { type JobChanges, type JobUnderTest, jobUnderTest } from './job-under-test.ts';
import type { FileContent } from './memory-workspace.ts';
import { pngOf } from './upload-under-test.ts';

export type Files = Readonly<Record<string, FileContent>>;

export interface CheckUnderTest extends JobUnderTest {
  /** Of all notes. */
  check(options?: CheckJobOptions): Promise<JobReport>;
}

/** A check of a workspace that stored these objects with its profile `main`, long ago. */
export function checkJob(
  files: Files,
  objects: readonly string[] = [],
  changes: JobChanges = {},
): CheckUnderTest {
  const job = jobUnderTest(files, { keyTemplate: 'img/{name}.{ext}', ...changes });
  for (const key of objects) job.stores.main.plant(key, pngOf(key));
  let recorded: Promise<unknown> | undefined;
  return {
    ...job,
    async check(options = {}) {
      recorded ??= Promise.all(objects.map((key) => job.host.ledger.record(entryOf(key))));
      await recorded;
      return runCheckJob(job.host, job.notes(), options);
    },
  };
}

function entryOf(key: string): LedgerEntry {
  const bytes = pngOf(key);
  return {
    ...{ type: 'stored', sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.byteLength },
    ...{ key, url: `https://main.test/${key}`, profile: 'main', store: 'memory main' },
    ...{ contentType: 'image/png', pattern: key, storedAt: '2026-01-01T00:00:00.000Z' },
  };
}

export type Finding = readonly [note: string, line: number | undefined, subject: string, code: ErrorCode];

export function found({ problems }: JobReport): readonly Finding[] {
  return problems.map(({ note, line, subject, error }) => [note ?? '', line, subject, error.code]);
}
