import { createHash } from 'node:crypto';
import { close, fdatasync, ftruncate, open, rename, rm, writev } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { DownloadTarget } from '../bucket/download-parts.ts';
import { ImbedError } from '../errors.ts';
import { readPieces } from './file-pieces.ts';
import { makeFolder } from './make-folder.ts';

const openFile = promisify(open);
const closeFile = promisify(close);
const syncFile = promisify(fdatasync);
const truncateFile = promisify(ftruncate);
const renameFile = promisify(rename);
const removeFile = promisify(rm);

/** As many bytes are gathered before they are written; what the network gives at a time is small. */
const WRITE_BYTES = 512 * 1024;

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
      await telling(truncateFile(file, size));
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
  try {
    return { file: await openFile(draft, 'r+'), begun: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    makeFolder(dirname(draft));
    return { file: await openFile(draft, 'wx+'), begun: false };
  }
}

/** Gathers pieces, which stay where the network put them, and has the caller wait while they are written. */
function createWriter(file: number, start: number, telling: <T>(work: Promise<T>) => Promise<T>) {
  let at = start;
  let held: Uint8Array[] = [];
  let bytes = 0;
  const flush = async () => {
    const pieces = held;
    const from = at;
    at += bytes;
    held = [];
    bytes = 0;
    await telling(writeAll(file, pieces, from));
  };
  return {
    sink(piece: Uint8Array): Promise<void> | undefined {
      held.push(piece);
      bytes += piece.byteLength;
      return bytes < WRITE_BYTES ? undefined : flush();
    },
    done: () => flush(),
  };
}

async function writeAll(file: number, pieces: readonly Uint8Array[], from: number): Promise<void> {
  let rest = pieces;
  for (let at = from; rest.length > 0; ) {
    const written = await writeSome(file, rest, at);
    at += written;
    rest = afterBytes(rest, written);
  }
}

function writeSome(file: number, pieces: readonly Uint8Array[], at: number): Promise<number> {
  return new Promise((resolve, reject) => {
    writev(file, pieces, at, (error, written) => (error === null ? resolve(written) : reject(error)));
  });
}

/** A disk may take a part of it only. */
function afterBytes(pieces: readonly Uint8Array[], bytes: number): readonly Uint8Array[] {
  let left = bytes;
  return pieces.flatMap((piece) => {
    const taken = Math.min(left, piece.byteLength);
    left -= taken;
    return taken === piece.byteLength ? [] : [piece.subarray(taken)];
  });
}
