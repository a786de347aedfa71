import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { createFlipToLocal } from './flip-to-local.ts';
import { createFlipToRemote } from './flip-to-remote.ts';
import type { JobHost, JobOptions, JobReport } from './job.ts';
import { runRewriting } from './rewrite-notes.ts';

export interface FlipJobOptions extends JobOptions {
  readonly to: 'local' | 'remote';
  /** To `local`: images of other sites, too. */
  readonly foreign?: boolean;
}

/**
 * Points notes at local copies or at the store, whatever their plan would choose, and brings there what is missing:
 * objects into the local folder of the plan, files to its profile. Foreign images stay unless asked for. Never rejects.
 */
export function runFlipJob(
  host: JobHost,
  notes: AsyncIterable<WorkspacePath>,
  { to, foreign = false, ...options }: FlipJobOptions,
): Promise<JobReport> {
  const rewriting = to === 'local' ? createFlipToLocal(host, foreign) : createFlipToRemote(host);
  return runRewriting(host, notes, rewriting, 'flip', options);
}
