import { createHash } from 'node:crypto';
import { close, fstatSync, open, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import type { PartSource } from '../bucket/transfer.ts';
import { ImbedError } from '../errors.ts';
import type { HashableBody } from '../store/transfer-wire.ts';
import { readAt, readPieces, unreadable } from './file-pieces.ts';

/** A file that is open for sending. */
export interface FileSource extends PartSource {
  /** Up to `bytes` from the beginning, e.g. to tell by them what the file is. */
  head(bytes: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Rejects with `source/not-found` or `source/unreadable`. */
export async function openFileSource(path: string): Promise<FileSource> {
  const file = await openFile(path);
  const stats = fstatSync(file);
  if (!stats.isFile()) {
    await closeFile(file);
    const serviceCode = stats.isDirectory() ? 'EISDIR' : 'not a regular file';
    throw new ImbedError('source/unreadable', { name: path, serviceCode });
  }
  return {
    size: stats.size,
    identity: identityOf(path, stats),
    slice: (start, end) => sliceOf(file, start, end, path),
    async assertUnchanged() {
      if (identityOf(path, fstatSync(file)) !== identityOf(path, stats))
        throw new ImbedError('source/changed', { name: path });
    },
    head: (bytes) => readAt(file, new Uint8Array(Math.min(bytes, stats.size)), 0, path),
    close: () => closeFile(file),
  };
}

function identityOf(path: string, { size, mtimeMs, ino }: Stats): string {
  return JSON.stringify([resolve(path), size, mtimeMs, ino]);
}

/** Up to here a file is read once and kept, however often it is asked for. */
const KEPT_BYTES = 64 * 1024;

function sliceOf(file: number, start: number, end: number, path: string): HashableBody {
  const read = end - start <= KEPT_BYTES ? keeping(file, start, end, path) : undefined;
  const body = { size: end - start, read: read ?? (() => readPieces(file, { start, end, path })) };
  return {
    ...body,
    async digest(algorithm) {
      const hash = createHash(algorithm);
      for await (const piece of body.read()) hash.update(piece);
      return new Uint8Array(hash.digest());
    },
  };
}

function keeping(file: number, start: number, end: number, path: string) {
  let bytes: Promise<Uint8Array> | undefined;
  return async function* () {
    bytes ??= readAt(file, Buffer.allocUnsafe(end - start), start, path);
    const piece = await bytes;
    if (piece.byteLength !== end - start) throw new ImbedError('source/changed', { name: path });
    if (piece.byteLength > 0) yield piece;
  };
}

function openFile(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    open(path, 'r', (error, file) => (error === null ? resolve(file) : reject(unreadable(path, error))));
  });
}

function closeFile(file: number): Promise<void> {
  return new Promise((resolve) => close(file, () => resolve()));
}
