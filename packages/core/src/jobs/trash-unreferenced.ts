import { toImbedError } from '../errors.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import { MAX_MAX_BYTES } from '../settings/defaults.ts';
import { foldedName } from '../workspace/folded-name.ts';
import { baseNameOf, type WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobRun } from './job-run.ts';
import type { StoredFiles } from './local-image-step.ts';
import { createNameSearch, isSearchable } from './mentioned-names.ts';
import { createOwnObjects } from './own-objects.ts';
import type { StepResult } from './step.ts';
import { wantedCopies } from './wanted-copies.ts';
import { forEachText, isAscii } from './workspace-texts.ts';

/**
 * Moves files to the trash of the run whose bytes are in a store, if no text of the whole workspace names them any
 * more, and no note wants them as copies of what it shows from the store; a text that cannot be read may name all of them. Rejects with `cancelled`, or as `Workspace.files` does.
 */
export async function trashUnreferenced(run: JobRun, storedFiles: StoredFiles): Promise<void> {
  const files = await withoutPending(run, [...storedFiles]);
  if (files.length === 0) return;
  const search = createNameSearch(new Set(files.map(([path]) => nameOf(path))));
  const objects = createOwnObjects(run.host);
  const kept = new Set<string>();
  let isGarbled = false;
  const isComplete = await forEachText(run, async (read) => {
    for (const name of search.mentionedIn(read.text)) kept.add(name);
    for (const sha256 of await wantedCopies(run.host, objects, read)) kept.add(sha256);
    isGarbled ||= read.isGarbled;
  });
  if (!isComplete) return;
  for (const [path, sha256] of files) {
    run.goOn();
    const name = nameOf(path);
    if (!kept.has(name) && !kept.has(sha256) && !(isGarbled && !isAscii(name)))
      await trash(run, path, sha256);
  }
}

type StoredFile = readonly [path: WorkspacePath, sha256: string];

/** The next `sync` will need the bytes of what waits, for a mirror or because of another note. */
async function withoutPending(
  { host }: JobRun,
  files: readonly StoredFile[],
): Promise<readonly StoredFile[]> {
  const pending = await host.ledger.pending();
  const needed = new Set<string>(pending.flatMap(({ path, sha256 }) => [path, sha256]));
  return files.filter(([path, sha256]) => isSearchable(path) && !needed.has(path) && !needed.has(sha256));
}

function nameOf(path: WorkspacePath): string {
  return foldedName(baseNameOf(path));
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
