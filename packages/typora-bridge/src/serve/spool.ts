import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ImageSource, ImbedError, toImbedError } from '@imbed/core';
import { isProcessDead, makeFolder } from '@imbed/core/node';
import { brokenOff } from './request-body.ts';

/** What came in by a request, on disk until it was stored: many at once would not fit into memory. */
export interface Spool {
  /**
   * Takes in a file; one over `maxBytes` has a size alone, and `read` rejects with `source/too-large`. Rejects with
   * `local/write-failed`, `cancelled` where the sender breaks off, or `source/too-large` for a stream that nobody wants
   * to see the end of.
   */
  receive(stream: Readable, name: string | undefined, maxBytes: number): Promise<SpooledImage>;
  /** Removes all. */
  close(): void;
}

export interface SpooledImage extends ImageSource {
  readonly size: number;
  dispose(): Promise<void>;
}

/** What a request may bring in all: several of the largest pictures, or many usual ones. */
export function maxRequestBytes(maxBytes: number): number {
  return Math.max(4 * maxBytes, 256 * 1024 * 1024);
}

/**
 * @param folder of servers alone. What killed ones left there is removed; one that is about to end still stores what it
 *   has taken in.
 */
export function createSpool(folder: string): Spool {
  makeFolder(folder);
  for (const name of readdirSync(folder))
    if (isAbandoned(name)) rmSync(join(folder, name), { recursive: true, force: true });
  const own = mkdtempSync(join(folder, `run-${process.pid}-`));
  let count = 0;
  return {
    async receive(stream, name, maxBytes) {
      const path = join(own, String(count++));
      let size = 0;
      try {
        // Programs that clean up take it away from under a server that runs for weeks.
        mkdirSync(own, { recursive: true, mode: 0o700 });
        await pipeline(stream, countingUpTo(maxBytes), createWriteStream(path, { mode: 0o600, flags: 'wx' }));
      } catch (error) {
        await rm(path, { force: true }).catch(() => {});
        throw isOfDisk(error)
          ? new ImbedError(
              'local/write-failed',
              { name: path, serviceCode: error.code ?? '' },
              { cause: error },
            )
          : toImbedError(brokenOff(error));
      }
      return {
        ...{ name, origin: 'drop', size },
        async read() {
          // What is on the disk is not the whole of it.
          if (size > maxBytes)
            throw new ImbedError('source/too-large', { bytes: size, limitBytes: maxBytes });
          return readFile(path);
        },
        dispose: () => rm(path, { force: true }),
      };

      function countingUpTo(limitBytes: number) {
        const endBytes = maxRequestBytes(limitBytes);
        return async function* (chunks: AsyncIterable<Uint8Array>) {
          for await (const chunk of chunks) {
            size += chunk.byteLength;
            // The rest is read, so that the sender gets to hear why; it is not kept.
            if (size <= limitBytes) yield chunk;
            if (size > endBytes) throw new ImbedError('source/too-large', { bytes: size, limitBytes });
          }
        };
      }
    },
    close: () => rmSync(own, { recursive: true, force: true }),
  };
}

/** Of ours: that of the sender breaks off by a call of `read`. */
function isOfDisk(error: unknown): error is NodeJS.ErrnoException {
  const call = error instanceof Error && 'syscall' in error ? error.syscall : undefined;
  return call === 'open' || call === 'write' || call === 'mkdir' || call === 'close';
}

/** A process has one spool: its own number there is that of an earlier one. */
function isAbandoned(name: string): boolean {
  const pid = Number(/^run-(\d+)-/.exec(name)?.[1]);
  return Number.isNaN(pid) || pid === process.pid || isProcessDead(pid);
}

/** File names of browsers and clients: the last part of a path, without what no name may hold. */
export function plainName(name: string | null | undefined): string | undefined {
  const last = name?.split(/[\\/]/).at(-1) ?? '';
  return last.replace(/\p{Cc}+/gu, '').slice(0, 255) || undefined;
}
