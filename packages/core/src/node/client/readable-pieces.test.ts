import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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

/** A collection when we say so: when the engine would collect by itself depends on the machine. */
function createCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

it('lets go of the pieces that went through', async () => {
  const collect = createCollector();
  const made: WeakRef<Uint8Array>[] = [];
  const pieces = async function* () {
    for (let n = 0; n < 20; n += 1) {
      const piece = new Uint8Array(1000);
      made.push(new WeakRef(piece));
      yield piece;
      // What a turn of the event loop has touched, it keeps.
      await setImmediate();
    }
    collect();
    yield new Uint8Array(0);
  };
  const { signal } = new AbortController();
  await drain(readable(pieces(), signal));
  // The last one is still in the hands of those who passed it on.
  expect(made.filter((piece) => piece.deref() !== undefined).length).toBeLessThanOrEqual(2);
});
