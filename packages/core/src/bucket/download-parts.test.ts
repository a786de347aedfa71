import { expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { type DownloadTarget, downloadParts } from './download-parts.ts';
import type { JournalFile } from './journal.ts';
import type { TransferPorts } from './transfer.ts';

const MIB = 1024 * 1024;
const object = { key: 'film.mp4' as ObjectKey, size: 20 * MIB, etag: 'abc' };

/** What is done to the disk, in its order; `breaks` fails the range that begins there. */
function scene(breaks?: number) {
  const done: string[] = [];
  const noting = (name: string) => async () => void done.push(name);
  const target: DownloadTarget = {
    begun: false,
    drafts: [],
    writer: () => ({ sink: () => undefined, done: () => undefined }),
    sync: noting('sync'),
    md5: async () => '',
    finish: noting('finish'),
    leave: noting('leave'),
  };
  const journal: JournalFile = {
    read: async () => undefined,
    begin: noting('begin'),
    append: async (lines) => void done.push(`append ${lines.replaceAll('\n', '')}`),
    remove: noting('remove'),
  };
  const ports = {
    store: { endpoint: 'http://store', bucket: 'b', multipart: { minPartBytes: 5 * MIB, maxParts: 10_000 } },
    clock: { now: () => new Date(0) },
    transfers: {
      readRange: async ({ start }: { readonly start: number }, sink: () => unknown) => {
        if (start === breaks) throw new ImbedError('network/interrupted');
        sink();
      },
    },
  } as unknown as TransferPorts;
  return { done, run: () => downloadParts(ports, object, target, { journal, parallel: 1 }) };
}

it('does not keep a whole file waiting for the disk', async () => {
  const { done, run } = scene();
  await run();
  expect(done).toEqual(['begin', 'finish', 'remove']);
});

it('notes the parts of one that broke off, once they are on the disk', async () => {
  const { done, run } = scene(8 * MIB);
  await expect(run()).rejects.toMatchObject({ code: 'network/interrupted' });
  expect(done).toEqual(['begin', 'sync', 'append {"part":1}', 'leave']);
});
