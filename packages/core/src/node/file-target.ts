import { createHash } from 'node:crypto';
import { close, fchmod, fdatasync, ftruncate, open, readdir, rename, rm, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { DownloadTarget, PartWriter } from '../bucket/download-parts.ts';
import { cancelled } from '../errors.ts';
import { readPieces } from './file-pieces.ts';
import { makeFolder } from './make-folder.ts';
import { takeTurn } from './take-turn.ts';
import { newDraftPath, shortHash } from './workspace/draft-path.ts';
import { writeFailure, writing } from './workspace/file-errors.ts';
import { removeLeftovers } from './workspace/leftovers.ts';

const openFile = promisify(open);
const closeFile = promisify(close);
const syncFile = promisify(fdatasync);
const truncateFile = promisify(ftruncate);
const setMode = promisify(fchmod);
const renameFile = promisify(rename);
const removeFile = promisify(rm);
const listFolder = promisify(readdir);

/** Fewer bytes are gathered before they are written: over TLS, 16 KiB come at a time. */
const GATHER_BYTES = 128 * 1024;

export interface FileTargetOptions {
  /**
   * Says which bytes are to come, so that a later call for the same goes on with what is there; rejects with
   * `local/in-use` when one for the same is under way.
   */
  readonly resumed?: string;
  /** Asked right before the file is put in its place; throws when what is there has to stay. */
  readonly assertReplaceable?: () => void;
}

/**
 * A file at `path` that appears whole; until then its bytes are in a hidden one beside it, which is nobody else's.
 * Folders are made as they are needed, and a file that is replaced gives its mode to the new one. Rejects with
 * `local/write-failed`.
 */
export async function openFileTarget(path: string, options: FileTargetOptions = {}): Promise<DownloadTarget> {
  const { resumed, assertReplaceable = () => {} } = options;
  await sweep(dirname(path)).catch(() => undefined);
  const open = (draft: string, release: () => Promise<void>) =>
    openTarget({ path, draft, release, assertReplaceable });
  if (resumed === undefined) return open(newDraftPath(path), async () => {});
  await writing(path, async () => makeFolder(dirname(path), FOLDER_MODE));
  const [draft, lock] = [draftPath(path, resumed), draftPath(path, `${resumed} lock`)];
  const release = await writing(path, () => takeTurn(lock, path));
  try {
    return { ...(await open(draft, release)), drafts: [draft, lock] };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Of files and folders that are the user's: less what their umask takes. */
const [FILE_MODE, FOLDER_MODE] = [0o666, 0o777];

const swept = new Set<string>();

/** What a killed process left; once a process. */
async function sweep(folder: string): Promise<void> {
  if (swept.has(folder)) return;
  swept.add(folder);
  await removeLeftovers(folder, await listFolder(folder));
}

/** A name as long as names can be has room for no more. */
function draftPath(path: string, about: string): string {
  const beginning = [...basename(path)].slice(0, 40).join('');
  return join(dirname(path), `.${beginning}.${shortHash(about)}.imbed-part`);
}

interface TargetInit {
  readonly path: string;
  readonly draft: string;
  release(): Promise<void>;
  assertReplaceable(): void;
}

async function openTarget(init: TargetInit): Promise<DownloadTarget> {
  const { path, draft, release, assertReplaceable } = init;
  const telling = <T>(work: Promise<T>): Promise<T> => writing(path, () => work);
  const mode = modeOf(path);
  // Nobody may read in the meantime who may not in the end.
  const { file, begun } = await telling(openDraft(draft, (mode ?? FILE_MODE) | 0o600));
  let closing: Promise<void> | undefined;
  // A number that is closed once more may be that of another download's file by then.
  const closeOnce = () => {
    closing ??= closeFile(file);
    return closing;
  };
  return {
    begun,
    drafts: [],
    writer: (start) => createWriter({ file, start, path, isOpen: () => closing === undefined }),
    sync: () => telling(syncFile(file)),
    async md5(start, end) {
      const hash = createHash('md5');
      for await (const piece of readPieces(file, { start, end, path: draft })) hash.update(piece);
      return hash.digest('hex');
    },
    async finish(size) {
      // An earlier run may have written more, of another object.
      if (begun) await telling(truncateFile(file, size));
      // There are disks that keep no modes.
      if (mode !== undefined) await setMode(file, mode).catch(() => undefined);
      await telling(closeOnce());
      assertReplaceable();
      await telling(renameFile(draft, path));
      await release();
    },
    async leave(keep) {
      await closeOnce().catch(() => undefined);
      if (!keep) await removeFile(draft, { force: true }).catch(() => undefined);
      await release();
    },
  };
}

/** `undefined` where there is no file. */
function modeOf(path: string): number | undefined {
  try {
    return statSync(path).mode & 0o777;
  } catch {
    return undefined;
  }
}

async function openDraft(
  draft: string,
  mode: number,
): Promise<{ readonly file: number; readonly begun: boolean }> {
  const created = async () => ({ file: await openFile(draft, 'wx+', mode), begun: false });
  try {
    return await created();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return { file: await openFile(draft, 'r+'), begun: true };
    if (code !== 'ENOENT') throw error;
    makeFolder(dirname(draft), FOLDER_MODE);
    return created();
  }
}

/** Free for the next writer. */
const gathers: Uint8Array[] = [];

interface WriterInit {
  readonly file: number;
  readonly start: number;
  /** For errors. */
  readonly path: string;
  /** Once it is closed, its number may be another file's. */
  isOpen(): boolean;
}

/**
 * Writes on the spot: into the system's cache that takes a fifth of the time in which a thread is asked to, and nothing has
 * to wait, so that the memory of a piece can be used again at once.
 */
function createWriter({ file, start, path, isOpen }: WriterInit): PartWriter {
  const gathered = gathers.pop() ?? Buffer.allocUnsafeSlow(GATHER_BYTES);
  let held = 0;
  let at = start;
  const put = (bytes: Uint8Array) => {
    // A piece that was kept waiting, by a limited rate, outlives the request that failed.
    if (!isOpen()) throw cancelled('unknown');
    try {
      writeAll(file, bytes, at);
    } catch (cause) {
      throw writeFailure(path, cause);
    }
    at += bytes.byteLength;
  };
  const flush = () => {
    if (held > 0) put(gathered.subarray(0, held));
    held = 0;
  };
  return {
    sink(piece) {
      if (held + piece.byteLength > GATHER_BYTES) flush();
      if (piece.byteLength >= GATHER_BYTES) put(piece);
      else {
        gathered.set(piece, held);
        held += piece.byteLength;
      }
      return undefined;
    },
    done() {
      flush();
      gathers.push(gathered);
    },
  };
}

/** A disk may take a part of it only. */
function writeAll(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.byteLength; )
    done += writeSync(file, bytes, done, bytes.byteLength - done, at + done);
}
