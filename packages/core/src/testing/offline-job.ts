import { runNoteJob } from '../jobs/note-job.ts';
import { type JobChanges, type JobUnderTest, jobUnderTest, refuse } from './job-under-test.ts';
import type { FileContent } from './memory-workspace.ts';

export interface OfflineJob extends JobUnderTest {
  readonly network: { restore(): void };
}

/** What is left behind when `imbed note` ran without a network, which no store can be reached by until it is restored. */
export async function jobOffline(
  files: Readonly<Record<string, FileContent>>,
  changes: JobChanges = {},
): Promise<OfflineJob> {
  const job = jobUnderTest(files, changes);
  const refused = Object.values(job.stores).map((store) => refuse(store, 'network/dns'));
  await runNoteJob(job.host, job.notes());
  const restore = () => {
    for (const store of refused) store.allow();
  };
  return { ...job, network: { restore } };
}
