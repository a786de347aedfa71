import { createHash } from 'node:crypto';
import { close, fdatasync, ftruncate, open, rename, rm, write } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { DownloadTarget, PartWriter } from '../bucket/download-parts.ts';
import { ImbedError } from '../errors.ts';
import { readPieces } from './file-pieces.ts';
import { makeFolder } from './make-folder.ts';

const openFile = promisify(open);
const closeFile = promisify(close);
const syncFile = promisify(fdatasync);
const truncateFile = promisify(ftruncate);
const renameFile = promisify(rename);
const removeFile = promisify(rm);
const writeFile = promisify(write);

/** As many bytes are gathered before they are written; what the network gives at a time is small. */
const WRITE_BYTES = 256 * 1024;

/**
 * A file at `path` that appears whole; until then its bytes are in a hidden one beside it. Folders are made as they are
 * needed. Rejects with `local/write-failed`.
 */
export async function openFileTarget(path: string): Promise<DownloadTarget> {
  const draft = join(dirname(path), `.${basename(path)}.imbed-part`);
  const telling = <T>(work: Promise<T>): Promise<T> =>
    work.catch((cause: NodeJS.ErrnoException) => {
      const serviceCode = cause.code ?? 'unknown';
      throw new ImbedError('local/write-failed', { name: path, serviceCode }, { cause });
    });
  const { file, begun } = await telling(openDraft(draft));
  return {
    begun,
    writer: (start) => createWriter(file, start, telling),
    sync: () => telling(syncFile(file)),
    async md5(start, end) {
      const hash = createHash('md5');
      for await (const piece of readPieces(file, { start, end, path: draft })) hash.update(piece);
      return hash.digest('hex');
    },
    async finish(size) {
      // An earlier run may have written more, of another object.
      if (begun) await telling(truncateFile(file, size));
      await telling(closeFile(file));
      await telling(renameFile(draft, path));
    },
    async leave(keep) {
      await closeFile(file).catch(() => undefined);
      if (!keep) await removeFile(draft, { force: true }).catch(() => undefined);
    },
  };
}

async function openDraft(draft: string): Promise<{ readonly file: number; readonly begun: boolean }> {
  const created = async () => ({ file: await openFile(draft, 'wx+'), begun: false });
  try {
    return await created();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return { file: await openFile(draft, 'r+'), begun: true };
    if (code !== 'ENOENT') throw error;
    makeFolder(dirname(draft));
    return created();
  }
}

/** Free for the next writer. */
const free: Uint8Array[] = [];

/**
 * Gathers pieces in a buffer of its own and has the caller wait while that is written. Copying costs less than keeping
 * the pieces: those would outlive a few collections, and then stay for long.
 */
function createWriter(file: number, start: number, telling: <T>(work: Promise<T>) => Promise<T>): PartWriter {
  const buffer = free.pop() ?? Buffer.allocUnsafeSlow(WRITE_BYTES);
  let at = start;
  let held = 0;
  const flush = async () => {
    await telling(writeAll(file, buffer.subarray(0, held), at));
    at += held;
    held = 0;
  };
  const take = async (piece: Uint8Array): Promise<void> => {
    for (let from = 0; from < piece.byteLength; ) {
      const taken = piece.subarray(from, from + WRITE_BYTES - held);
      buffer.set(taken, held);
      held += taken.byteLength;
      from += taken.byteLength;
      if (held === WRITE_BYTES) await flush();
    }
  };
  return {
    sink(piece: Uint8Array): Promise<void> | undefined {
      if (held + piece.byteLength >= WRITE_BYTES) return take(piece);
      buffer.set(piece, held);
      held += piece.byteLength;
      return undefined;
    },
    // Not of a writer that is given up: the system may still be writing from its buffer.
    async done() {
      await flush();
      free.push(buffer);
    },
  };
}

/** A disk may take a part of it only. */
async function writeAll(file: number, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const { bytesWritten } = await writeFile(file, bytes, done, bytes.byteLength - done, at + done);
    done += bytesWritten;
  }
}
