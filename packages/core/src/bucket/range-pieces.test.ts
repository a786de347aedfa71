import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import type { BodySink } from '../http/transport.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import type { RangeReader } from '../store/range-reader.ts';
import { rangePieces } from './range-pieces.ts';

const range = { key: 'a' as ObjectKey, size: 9, etag: 'e', start: 0, end: 9 };
const piece = (text: string) => new TextEncoder().encode(text);

/** What a reader gets who lets the other side run ahead at each piece. */
async function slowly(readRange: RangeReader['readRange']): Promise<string> {
  let read = '';
  for await (const bytes of rangePieces({ readRange }, range)) {
    for (let turn = 0; turn < 20; turn++) await setImmediate();
    read += new TextDecoder().decode(bytes);
  }
  return read;
}

describe('pieces of a range', () => {
  it('are all there when an answer breaks off while one is in use and others wait behind it', async () => {
    const readRange = async (_: unknown, sink: () => BodySink) => {
      const broken = sink();
      const first = Promise.resolve(broken(piece('012')));
      first.then(() => broken(piece('34')));
      await setImmediate();
      const whole = sink();
      for (const part of ['01', '234', '5678']) await whole(piece(part));
    };
    expect(await slowly(readRange)).toBe('012345678');
  });

  it('end, too, when the last of them is in use as the answer breaks off', async () => {
    const readRange = async (_: unknown, sink: () => BodySink) => {
      sink()(piece('012345678'));
      await setImmediate();
      await sink()(piece('012345678'));
    };
    expect(await slowly(readRange)).toBe('012345678');
  });

  it('end with the failure, also of a reader who has one in use', async () => {
    const readRange = async (_: unknown, sink: () => BodySink) => {
      sink()(piece('012'));
      await setImmediate();
      throw new ImbedError('network/interrupted', {});
    };
    await expect(slowly(readRange)).rejects.toMatchObject({ code: 'network/interrupted' });
  });
});
