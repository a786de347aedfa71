import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { rejectionOf } from '../../testing/store-under-test.ts';
import { readable } from './readable-pieces.ts';

async function drain(pieces: AsyncIterable<Uint8Array>, each: () => void = () => undefined): Promise<number> {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.byteLength;
    each();
  }
  return bytes;
}

it.each([
  ['text', Readable.from(['abc'])],
  ['numbers', Readable.from([1, 2])],
  ['a decoded stream', Readable.from([Buffer.from('abc')]).setEncoding('utf8')],
])('refuses %s in place of bytes', async (_, pieces) => {
  expect((await rejectionOf(drain(readable(pieces, undefined)))).code).toBe('source/unreadable');
});

it('keeps one listener at the signal at a time, and none at the end', async () => {
  const { signal } = new AbortController();
  const listeners = { now: 0, most: 0 };
  const counted = Object.assign(Object.create(signal), {
    addEventListener() {
      listeners.now += 1;
      listeners.most = Math.max(listeners.most, listeners.now);
    },
    removeEventListener() {
      listeners.now -= 1;
    },
  });
  Object.defineProperty(counted, 'aborted', { value: false });
  const pieces = async function* () {
    for (let n = 0; n < 5; n += 1) yield new Uint8Array(10);
  };
  expect(await drain(readable(pieces(), counted))).toBe(50);
  expect(listeners).toEqual({ now: 0, most: 1 });
});

it('lets go of the pieces that went through', async () => {
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const pieces = async function* () {
    for (let n = 0; n < 300; n += 1) yield new Uint8Array(1_000_000);
  };
  await drain(readable(pieces(), new AbortController().signal), () => {
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  });
  expect(most).toBeLessThan(150_000_000);
});
