import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, open, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import type { PartSource } from '../bucket/transfer.ts';
import { ImbedError } from '../errors.ts';
import type { HashableBody } from '../store/transfer-wire.ts';
import { readAt, readPieces, unreadable } from './file-pieces.ts';

/** A file that is open for sending. */
export interface FileSource extends PartSource {
  /** Up to `bytes` from the beginning, e.g. to tell by them what the file is. */
  head(bytes: number): Promise<Uint8Array>;
  close(): void;
}

/** Rejects with `source/not-found` or `source/unreadable`. */
export async function openFileSource(path: string): Promise<FileSource> {
  const file = await openFile(path);
  const stats = fstatSync(file);
  if (!stats.isFile()) {
    closeFile(file);
    const serviceCode = stats.isDirectory() ? 'EISDIR' : 'not a regular file';
    throw new ImbedError('source/unreadable', { name: path, serviceCode });
  }
  const { size } = stats;
  const whole = size <= KEPT_BYTES ? keeping(file, size, path) : undefined;
  return {
    size,
    // Programs that write in place can set the time of change back, but not that of the inode.
    identity: `${identityOf(path, stats)} ${stats.ctimeMs}`,
    slice: (start, end) => sliceOf(file, start, end, path, whole),
    async assertUnchanged() {
      if (identityOf(path, fstatSync(file)) !== identityOf(path, stats))
        throw new ImbedError('source/changed', { name: path });
    },
    head: async (bytes) =>
      whole === undefined
        ? readAt(file, new Uint8Array(Math.min(bytes, size)), 0, path)
        : (await whole()).subarray(0, bytes),
    close: () => closeFile(file),
  };
}

function identityOf(path: string, { size, mtimeMs, ino }: Stats): string {
  return JSON.stringify([resolve(path), size, mtimeMs, ino]);
}

/** Up to here a file is read once and kept, however often it is asked for. */
const KEPT_BYTES = 64 * 1024;

type Whole = () => Promise<Uint8Array>;

function sliceOf(
  file: number,
  start: number,
  end: number,
  path: string,
  whole: Whole | undefined,
): HashableBody {
  const read =
    whole === undefined ? () => readPieces(file, { start, end, path }) : () => pieceOf(whole, start, end);
  return {
    size: end - start,
    read,
    async digest(algorithm) {
      const hash = createHash(algorithm);
      for await (const piece of read()) hash.update(piece);
      return new Uint8Array(hash.digest());
    },
  };
}

async function* pieceOf(
  whole: Whole,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const bytes = await whole();
  if (end > start) yield bytes.subarray(start, end);
}

function keeping(file: number, size: number, path: string): Whole {
  let bytes: Promise<Uint8Array> | undefined;
  const read = async () => {
    const found = await readAt(file, Buffer.allocUnsafe(size), 0, path);
    if (found.byteLength !== size) throw new ImbedError('source/changed', { name: path });
    return found;
  };
  return () => {
    bytes ??= read();
    return bytes;
  };
}

/** A named pipe would be waited for until somebody writes to it; there are none on Windows. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function openFile(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    open(path, flags, (error, file) => (error === null ? resolve(file) : reject(unreadable(path, error))));
  });
}

/** On the spot, which a thread takes longer to be told of; a file that was only read has nothing to wait for. */
function closeFile(file: number): void {
  try {
    closeSync(file);
  } catch {
    // What was to be read has been read.
  }
}
