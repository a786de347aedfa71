import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { ImbedError } from '../errors.ts';
import type { LineFollower, NewLines } from '../ports.ts';

const newline = 0x0a;

/** Lines of a ledger are some hundred bytes long and hold hashes and times: the end of one is found nowhere else. */
const MAX_TAIL_BYTES = 256;

/** What was seen of a file. */
interface Seen {
  readonly ino: number;
  /** End of the last complete line, in bytes. */
  readonly end: number;
  /** The last bytes in front of {@link end}. */
  readonly tail: Buffer;
}

const nothing: Seen = { ino: 0, end: 0, tail: Buffer.alloc(0) };

/** Follows an append-only file by its size, as long as what was seen is still there. */
export function createLineFollower(path: string): LineFollower {
  let seen = nothing;
  return {
    async next() {
      const read = readAfter(path, seen);
      seen = read.seen;
      return read.found;
    },
  };
}

interface Read {
  readonly seen: Seen;
  readonly found: NewLines;
}

function readAfter(path: string, seen: Seen): Read {
  try {
    const file = openSync(path, 'r');
    try {
      return readOpen(file, seen);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT') return { seen: nothing, found: { lines: [], restarted: seen.end > 0 } };
    throw new ImbedError('source/unreadable', { name: path, serviceCode: code }, { cause: error });
  }
}

function readOpen(file: number, seen: Seen): Read {
  const stats = fstatSync(file);
  const goesOn = seen.end === 0 || isContinued(file, stats, seen);
  const from = goesOn ? seen.end : 0;
  const bytes = bytesOf(file, from, stats.size - from);
  const complete = bytes.subarray(0, bytes.lastIndexOf(newline) + 1);
  const lines = complete.toString('utf8').split('\n').slice(0, -1);
  const end = from + complete.length;
  const tail = complete.length > 0 ? complete.subarray(-MAX_TAIL_BYTES) : seen.tail;
  return {
    seen: { ino: stats.ino, end, tail: Buffer.from(tail) },
    found: { lines, restarted: !goesOn },
  };
}

function isContinued(file: number, { ino, size }: Stats, seen: Seen): boolean {
  if (ino !== seen.ino || size < seen.end) return false;
  return bytesOf(file, seen.end - seen.tail.length, seen.tail.length).equals(seen.tail);
}

/** Fewer where the file ends before. */
function bytesOf(file: number, from: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let held = 0;
  while (held < length) {
    const read = readSync(file, bytes, held, length - held, from + held);
    if (read === 0) break;
    held += read;
  }
  return bytes.subarray(0, held);
}
