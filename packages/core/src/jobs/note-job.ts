import type { ImageReference } from '../markdown/image-reference.ts';
import { targetKind } from '../markdown/target.ts';
import { createImageKeeper } from '../upload/keep-image.ts';
import { createTargetResolver } from '../workspace/resolve-target.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { createForeignImages, mayBePage } from './foreign-images.ts';
import type { JobHost, JobOptions, JobReport } from './job.ts';
import { createJobRun } from './job-run.ts';
import { localImageStep, type StoredFiles } from './local-image-step.ts';
import { findLocalImage } from './local-images.ts';
import { createMissingCopies } from './missing-copy-step.ts';
import { dataUrlStep, rehostStep } from './new-image-step.ts';
import { rewriteNotes } from './rewrite-notes.ts';
import type { PlannedNote, Rewriting, Step } from './step.ts';
import { trashUnreferenced } from './trash-unreferenced.ts';

export interface NoteJobOptions extends JobOptions {
  /** Takes in images of the web, too, except those that are in a store of some profile already. */
  readonly rehost?: boolean;
  /** Host names whose images, and those of their sub-domains, stay where they are. */
  readonly skipDomains?: readonly string[];
  /**
   * Moves files out of the workspace whose bytes are in a store now, unless a note refers to them still. Only those
   * of `remote` notes: a `dual` one wants both.
   */
  readonly deleteLocal?: boolean;
}

/**
 * Brings the images of notes to where their plan wants them, and points the notes there; also back to where they were
 * lost. Never rejects.
 */
export function runNoteJob(
  host: JobHost,
  notes: AsyncIterable<WorkspacePath>,
  options: NoteJobOptions = {},
): Promise<JobReport> {
  const { deleteLocal = false, ...rest } = options;
  const run = createJobRun(host, 'note', rest);
  const storedFiles: StoredFiles = new Map();
  return run.conclude(async () => {
    await rewriteNotes(run, notes, createNoteRewriting(host, storedFiles, options));
    if (deleteLocal) await trashUnreferenced(run, storedFiles);
  });
}

function createNoteRewriting(
  host: JobHost,
  storedFiles: StoredFiles,
  { rehost = false, skipDomains = [] }: NoteJobOptions,
): Rewriting {
  const resolver = createTargetResolver(host.workspace);
  const foreign = createForeignImages(host, skipDomains);
  const keeper = createImageKeeper(host);
  const missing = createMissingCopies(host);

  async function planRemote(reference: ImageReference, note: PlannedNote): Promise<Step | undefined> {
    const { syntax, target } = reference;
    const copy = await missing.plan(target, note);
    if (copy !== undefined) return copy;
    if (!rehost || mayBePage({ syntax, target })) return undefined;
    return (await foreign.isForeign(target)) ? rehostStep(host, keeper, target, note) : undefined;
  }

  async function planLocal(reference: ImageReference, note: PlannedNote): Promise<Step | undefined> {
    const image = await findLocalImage(host.workspace, resolver, note.path, reference);
    return image && localImageStep(host, keeper, image, note, reference.target, storedFiles);
  }

  return {
    async plan(reference, note) {
      const kind = targetKind(reference.target);
      if (kind === 'remote') return planRemote(reference, note);
      return kind === 'local'
        ? planLocal(reference, note)
        : dataUrlStep(host, keeper, reference.target, note);
    },
  };
}
