import type { ImageSource } from '../image/image-source.ts';
import { MAX_MAX_BYTES } from '../settings/defaults.ts';
import type { ImageKeeper, KeepOutcome } from '../upload/keep-image.ts';
import type { StoragePlan } from '../upload/storage-plan.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobHost } from './job.ts';
import { resultOf } from './kept-result.ts';
import type { LocalImage } from './local-images.ts';
import type { PlannedNote, Step } from './step.ts';

/** Hashes of files of the workspace whose bytes were seen in every store that is to have them. */
export type StoredFiles = Map<WorkspacePath, string>;

/**
 * What becomes of a file that a note has already. In the workspace it is its own local copy; one outside gets another
 * where the plan wants one.
 * @param target as the note has it
 * @returns `undefined` where there is nothing to do
 */
export async function localImageStep(
  host: JobHost,
  keeper: ImageKeeper,
  image: LocalImage,
  { path: note, plan }: PlannedNote,
  target: string,
  storedFiles: StoredFiles,
): Promise<Step | undefined> {
  const { path, id } = image;
  const isLeft = plan.mode === 'local' && path !== undefined;
  if (isLeft && (await host.ledger.localAt(path))?.size === image.size) return undefined;
  const keep = (signal: AbortSignal | undefined): Promise<KeepOutcome> => {
    const options = { note, ...(signal && { signal }) };
    return path === undefined
      ? keeper.keep(sourceOf(image), plan, options)
      : keeper.keepFile(path, plan, options);
  };
  return {
    kind: isLeft ? 'record' : 'upload',
    subject: id,
    identity: `local ${id} ${identityOf(plan)}`,
    ...(path !== undefined && !linksToRemote(plan) && { expected: target }),
    async perform(signal) {
      const outcome = await keep(signal);
      if (outcome.status === 'failed') throw outcome.error;
      const { kept } = outcome;
      const isDone = kept.stored !== undefined && kept.waiting.length === 0;
      if (isDone && path !== undefined && plan.mode === 'remote') storedFiles.set(path, kept.sha256);
      const result = resultOf(kept, path);
      return result.pending === undefined
        ? result
        : { ...result, waitsIn: (note) => recordWaiting(host, kept.sha256, plan, note) };
    },
  };
}

/** So that `sync` finds the note also when it has moved by then. */
async function recordWaiting(
  { ledger, clock }: JobHost,
  sha256: string,
  { profile }: StoragePlan,
  note: WorkspacePath,
): Promise<void> {
  const known = await ledger.waitingNotes({ sha256, profile });
  if (known.includes(note)) return;
  await ledger.note({ type: 'waiting', sha256, profile, note, at: clock.now().toISOString() });
}

/** Whether notes of this plan are to point at the store. */
export function linksToRemote({ mode, link }: StoragePlan): boolean {
  return mode === 'remote' || (mode === 'dual' && link === 'remote');
}

/** The folder of local copies makes no difference: one copy is enough for all notes. */
export function identityOf({ mode, link, profile, mirrors }: StoragePlan): string {
  return [mode, link, profile, ...mirrors].join(' ');
}

function sourceOf({ name, size, read }: LocalImage): ImageSource {
  return {
    ...{ name, size, origin: 'command' },
    read: (signal) => read({ maxBytes: MAX_MAX_BYTES, ...(signal && { signal }) }),
  };
}
