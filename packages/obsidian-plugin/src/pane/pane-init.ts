import type { FindOpenNote } from '../adapters/open-notes.ts';
import type { Changes } from '../changes.ts';
import type { JobsInit } from '../commands/run-job.ts';
import type { Uploads } from '../uploads/uploads.ts';

export interface PaneInit extends JobsInit {
  readonly uploads: Pick<Uploads, 'stateOf' | 'retry' | 'remove' | 'cancel'>;
  readonly changes: Changes;
  readonly findOpenNote: FindOpenNote;
}
