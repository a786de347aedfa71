import { toImbedError } from '../errors.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import { MAX_MAX_BYTES } from '../settings/defaults.ts';
import { isNoteName } from '../workspace/note-names.ts';
import { baseNameOf, type WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobRun } from './job-run.ts';
import { forEachAtMost } from './limit.ts';
import type { StoredFiles } from './local-image-step.ts';
import { createNameSearch, foldName, isSearchable } from './mentioned-names.ts';
import type { StepResult } from './step.ts';

const TEXTS_AT_ONCE = 8;

/**
 * Moves files to the trash of the run whose bytes are in a store, if no text of the whole workspace names them any
 * more; a text that cannot be read may name all of them. Rejects with `cancelled`, or as `Workspace.files` does.
 */
export async function trashUnreferenced(run: JobRun, storedFiles: StoredFiles): Promise<void> {
  const files = [...storedFiles].filter(([path]) => isSearchable(path));
  const kept = await namesInUse(run, new Set(files.map(([path]) => nameOf(path))));
  if (kept === undefined) return;
  for (const [path, sha256] of files) {
    if (!kept.has(nameOf(path))) await trash(run, path, sha256);
    run.goOn();
  }
}

function nameOf(path: WorkspacePath): string {
  return foldName(baseNameOf(path));
}

/** @returns `undefined` when a text could not be read: that is a problem of the run */
async function namesInUse(run: JobRun, names: ReadonlySet<string>): Promise<ReadonlySet<string> | undefined> {
  const { workspace } = run.host;
  const search = createNameSearch(names);
  const found = new Set<string>();
  let isComplete = true;
  await forEachAtMost(TEXTS_AT_ONCE, workspace.files(), async ({ path }) => {
    run.goOn();
    if (names.size === 0 || !mayName(path)) return;
    try {
      const { text } = await workspace.readNote(path);
      for (const name of search.mentionedIn(text)) found.add(name);
    } catch (error) {
      isComplete = false;
      run.problem({ note: path, subject: path, error: toImbedError(error) });
    }
  });
  return isComplete ? found : undefined;
}

/** Notes, Obsidian's canvases, and pages. */
function mayName(path: WorkspacePath): boolean {
  return isNoteName(path) || /\.(?:canvas|html?)$/i.test(path);
}

async function trash(run: JobRun, path: WorkspacePath, sha256: string): Promise<void> {
  const perform = async (): Promise<StepResult> => {
    const result = { target: () => undefined };
    const bytes = await run.host.workspace.read(path, { maxBytes: MAX_MAX_BYTES });
    // Other bytes than those that were stored: they may be nowhere else.
    if ((await sha256Hex(run.host.digests, bytes)) !== sha256) return { ...result, reused: true };
    const name = run.undo.trashName(path);
    await run.undo.write({ type: 'trashed', path, as: name });
    const as = await run.host.records.takeAway(path, name);
    if (as !== name) await run.undo.write({ type: 'trashed', path, as });
    return { ...result, reused: false };
  };
  try {
    await run.perform({ kind: 'trash', subject: path, identity: `trash ${path}`, perform });
  } catch (error) {
    run.problem({ subject: path, error: toImbedError(error) });
  }
}
