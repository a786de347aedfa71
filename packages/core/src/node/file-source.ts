import { createHash } from 'node:crypto';
import { close, fstatSync, open, read, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import type { PartSource } from '../bucket/transfer.ts';
import { ImbedError } from '../errors.ts';
import type { HashableBody } from '../store/transfer-wire.ts';

/** A file that is open for sending. */
export interface FileSource extends PartSource {
  /** Up to `bytes` from the beginning, e.g. to tell by them what the file is. */
  head(bytes: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** One piece fills the line while the next is being read; larger ones gain nothing and cost memory. */
const PIECE_BYTES = 512 * 1024;

/** Rejects with `source/not-found` or `source/unreadable`. */
export async function openFileSource(path: string): Promise<FileSource> {
  const file = await openFile(path);
  const stats = fstatSync(file);
  if (!stats.isFile()) {
    await closeFile(file);
    throw new ImbedError('source/unreadable', {
      name: path,
      serviceCode: stats.isDirectory() ? 'EISDIR' : 'not a regular file',
    });
  }
  const pool = createPool();
  const changed = () => new ImbedError('source/changed', { name: path });
  const fill = async (buffer: Uint8Array, at: number) => {
    const piece = await readAt(file, buffer, at, path);
    if (piece.byteLength === 0) throw changed();
    return piece;
  };
  return {
    size: stats.size,
    identity: identityOf(path, stats),
    slice: (start, end) => sliceOf({ start, end, pool, fill }),
    async assertUnchanged() {
      if (identityOf(path, fstatSync(file)) !== identityOf(path, stats)) throw changed();
    },
    head: (bytes) => readAt(file, new Uint8Array(Math.min(bytes, stats.size)), 0, path),
    close: () => closeFile(file),
  };
}

function identityOf(path: string, { size, mtimeMs, ino }: Stats): string {
  return JSON.stringify([resolve(path), size, mtimeMs, ino]);
}

interface Slice {
  readonly start: number;
  readonly end: number;
  readonly pool: Pool;
  fill(buffer: Uint8Array, at: number): Promise<Uint8Array>;
}

function sliceOf(slice: Slice): HashableBody {
  const body = { size: slice.end - slice.start, read: () => pieces(slice) };
  return {
    ...body,
    async digest(algorithm) {
      const hash = createHash(algorithm);
      for await (const piece of body.read()) hash.update(piece);
      return new Uint8Array(hash.digest());
    },
  };
}

/** Reads one piece ahead, in two buffers by turns. */
async function* pieces({ start, end, pool, fill }: Slice): AsyncGenerator<Uint8Array, void, undefined> {
  if (start === end) return;
  const buffers = pool.take();
  const fillNext = (turn: number, at: number) =>
    fill(buffers[turn % 2 === 0 ? 0 : 1].subarray(0, Math.min(PIECE_BYTES, end - at)), at);
  let coming = fillNext(0, start);
  try {
    for (let at = start, turn = 1; at < end; turn += 1) {
      const piece = await coming;
      at += piece.byteLength;
      if (at < end) coming = fillNext(turn, at);
      yield piece;
    }
  } finally {
    // Nobody else may have the buffers while the system still writes into one.
    await coming.catch(() => undefined);
    pool.give(buffers);
  }
}

type Pair = readonly [Uint8Array, Uint8Array];

interface Pool {
  take(): Pair;
  give(pair: Pair): void;
}

/** Buffers are used again: fresh ones for every part would be the most expensive thing about it. */
function createPool(): Pool {
  const free: Pair[] = [];
  return {
    take: () => free.pop() ?? [Buffer.allocUnsafeSlow(PIECE_BYTES), Buffer.allocUnsafeSlow(PIECE_BYTES)],
    give: (pair) => void free.push(pair),
  };
}

function openFile(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    open(path, 'r', (error, file) => (error === null ? resolve(file) : reject(unreadable(path, error))));
  });
}

function readAt(file: number, buffer: Uint8Array, at: number, path: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    read(file, buffer, 0, buffer.byteLength, at, (error, bytes) =>
      error === null ? resolve(buffer.subarray(0, bytes)) : reject(unreadable(path, error)),
    );
  });
}

function closeFile(file: number): Promise<void> {
  return new Promise((resolve) => close(file, () => resolve()));
}

function unreadable(path: string, cause: NodeJS.ErrnoException): ImbedError {
  const serviceCode = cause.code ?? 'unknown';
  const code = serviceCode === 'ENOENT' ? 'source/not-found' : 'source/unreadable';
  return new ImbedError(code, { name: path, serviceCode }, { cause });
}
