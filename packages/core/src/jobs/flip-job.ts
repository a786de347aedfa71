import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { createFlipToLocal } from './flip-to-local.ts';
import { createFlipToRemote } from './flip-to-remote.ts';
import type { JobHost, JobOptions, JobReport } from './job.ts';
import { runRewriting } from './rewrite-notes.ts';

export interface FlipJobOptions extends JobOptions {
  readonly to: 'local' | 'remote';
}

/**
 * Points notes at local copies or at the store, whatever their plan would choose, and brings there what is missing:
 * objects into the local folder of the plan, files to its profile. Foreign images stay. Never rejects.
 */
export function runFlipJob(
  host: JobHost,
  notes: AsyncIterable<WorkspacePath>,
  { to, ...options }: FlipJobOptions,
): Promise<JobReport> {
  const rewriting = to === 'local' ? createFlipToLocal(host) : createFlipToRemote(host);
  return runRewriting(host, notes, rewriting, 'flip', options);
}
