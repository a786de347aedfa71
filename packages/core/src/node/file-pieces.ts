import { read } from 'node:fs';
import { ImbedError } from '../errors.ts';

/** Which bytes of an open file; `end` is excluded. */
export interface FileSpan {
  readonly start: number;
  readonly end: number;
  /** For errors. */
  readonly path: string;
}

/** One piece fills the line while the next is being read; larger ones gain nothing and cost memory. */
const PIECE_BYTES = 128 * 1024;

type Pair = readonly [Uint8Array, Uint8Array];

/** Buffers are used again: fresh ones for every part would be the most expensive thing about it. */
const free: Pair[] = [];

/**
 * The bytes of `span` in two buffers by turns: one piece is read ahead while the one before is used, and each is
 * overwritten when the one after the next is asked for. Rejects with `source/changed` where the file is shorter.
 */
export async function* readPieces(file: number, span: FileSpan): AsyncGenerator<Uint8Array, void, undefined> {
  const { start, end, path } = span;
  if (start === end) return;
  const buffers = free.pop() ?? [Buffer.allocUnsafeSlow(PIECE_BYTES), Buffer.allocUnsafeSlow(PIECE_BYTES)];
  const fill = (turn: number, at: number) =>
    readAt(file, buffers[turn % 2 === 0 ? 0 : 1].subarray(0, end - at), at, path);
  let coming = fill(0, start);
  try {
    for (let at = start, turn = 1; at < end; turn += 1) {
      const piece = await coming;
      if (piece.byteLength === 0) throw new ImbedError('source/changed', { name: path });
      at += piece.byteLength;
      if (at < end) coming = fill(turn, at);
      yield piece;
    }
  } finally {
    // Nobody else may have the buffers while the system still writes into one.
    await coming.catch(() => undefined);
    free.push(buffers);
  }
}

/** Up to as many bytes as fit into `buffer`; none at the end of the file. Rejects with `source/unreadable`. */
export function readAt(file: number, buffer: Uint8Array, at: number, path: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    read(file, buffer, 0, buffer.byteLength, at, (error, bytes) =>
      error === null ? resolve(buffer.subarray(0, bytes)) : reject(unreadable(path, error)),
    );
  });
}

export function unreadable(path: string, cause: NodeJS.ErrnoException): ImbedError {
  const serviceCode = cause.code ?? 'unknown';
  const code = serviceCode === 'ENOENT' ? 'source/not-found' : 'source/unreadable';
  return new ImbedError(code, { name: path, serviceCode }, { cause });
}
