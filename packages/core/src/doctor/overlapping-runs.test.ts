import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ImbedError } from '../errors.ts';
import type { HttpTransport } from '../http/transport.ts';
import { refuse } from '../testing/doctor-symptoms/symptom.ts';
import {
  createMemoryOfProbes,
  openSurgery,
  type RecordingMemory,
  type Surgery,
} from '../testing/doctor-under-test.ts';
import type { CheckResult } from './check.ts';
import { LONGEST_RUN_MS } from './probe-memory.ts';
import { LASTING_ID, probeImage, probePrefix } from './probe-object.ts';

const lasting = `${probePrefix('img/{hash}.{ext}', 'blog')}${LASTING_ID}.png`;

let surgery: Surgery;
let mayDelete = true;
beforeAll(async () => {
  surgery = await openSurgery({
    profile: { provider: 'ceph-rgw', region: '', endpoint: 'https://rgw.example.com', addressing: 'path' },
    hook: ({ method, query }) =>
      method === 'DELETE' && !query.has('uploadId') && !mayDelete ? refuse('AccessDenied') : undefined,
  });
  // It overwrites whatever it is asked, so that the picture is another one for a while.
  const { storage } = surgery.server;
  const save = storage.saveObject.bind(storage);
  vi.spyOn(storage, 'saveObject').mockImplementation((bucket, object) => save(bucket, object));
});
afterAll(() => surgery.server.close());

function withoutExpected(troubles: readonly CheckResult[]): readonly string[] {
  const expected = ['doctor/overwrites', ...(mayDelete ? [] : ['doctor/cannot-delete'])];
  return troubles.map(({ code }) => code).filter((code) => !expected.includes(code));
}

describe.each(['the same machine', 'another device'])('while a run is under way, one on %s', (place) => {
  test('leaves it its picture, and both find the bucket well', async () => {
    const memory = createMemoryOfProbes();
    const host = { memory: place === 'the same machine' ? memory : createMemoryOfProbes() };
    let second: Promise<readonly string[]> | undefined;
    const first = await surgery.examine({
      host: { memory },
      onTheWay: (transport) => ({
        ...transport,
        async send(request, options) {
          const atTheLink = second === undefined && surgery.server.storage.listObjects('my-notes').length > 0;
          if (atTheLink) second = surgery.examine({ host }).then(({ troubles }) => withoutExpected(troubles));
          await second;
          return transport.send(request, options);
        },
      }),
    });
    expect(await second).toEqual([]);
    expect(withoutExpected(first.troubles)).toEqual([]);
    expect(first.left).toEqual([]);
  });
});

/**
 * A run whose process is killed at its `at`-th request, or whose line is cut there for good: the store has done what was
 * asked, and the answer never comes. False when it does not ask as often.
 */
async function broken(memory: RecordingMemory, at: number, how: 'killed' | 'cut off'): Promise<boolean> {
  let count = 0;
  const { promise: end, resolve: stop } = Promise.withResolvers<void>();
  const breaking = (transport: HttpTransport): HttpTransport => ({
    ...transport,
    async send(request, options) {
      count += 1;
      if (count <= at) {
        const answer = await transport.send(request, options);
        if (count < at) return answer;
      }
      if (how === 'cut off') throw new ImbedError('network/unreachable');
      stop();
      return new Promise(() => {});
    },
  });
  await Promise.race([end, surgery.examine({ host: { memory }, onTheWay: breaking })]);
  if (how === 'killed') memory.endRuns();
  return count >= at;
}

describe.each([true, false])('with keys that may delete (%s), after a run that was', (deletes) => {
  test.each(['killed', 'cut off'] as const)(
    '%s at any of its requests, the next leaves nothing',
    async (how) => {
      mayDelete = deletes;
      const { storage } = surgery.server;
      const memory = createMemoryOfProbes();
      let at = 1;
      for (; await broken(memory, at, how); at += 1) {
        const { left, troubles } = await surgery.examine({ host: { memory } });
        expect(withoutExpected(troubles), `request ${at}`).toEqual([]);
        expect(left, `request ${at}`).toEqual(deletes ? [] : [lasting]);
        const bytes = (await storage.readObject('my-notes', lasting))?.bytes;
        if (!deletes) expect(bytes && new Uint8Array(bytes), `request ${at}`).toEqual(probeImage());
        expect(await surgery.unfinished(), `request ${at}`).toEqual([]);
        expect(memory.probes.size, `request ${at}`).toBe(0);
      }
      expect(at).toBeGreaterThan(15);
    },
  );
});

test('a picture of a run that was killed on another device goes when no run can be that old any more', async () => {
  mayDelete = true;
  const { storage } = surgery.server;
  await storage.removeObject('my-notes', lasting);
  await broken(createMemoryOfProbes(), 8, 'killed');
  const young = storage.listObjects('my-notes');
  expect(young).toHaveLength(1);
  expect((await surgery.examine()).left).toEqual(young.map(({ key }) => key));
  for (const record of young) {
    const lastModified = new Date(Date.now() - LONGEST_RUN_MS - 1000).toISOString();
    await storage.saveObject('my-notes', { record: { ...record, lastModified }, bytes: probeImage() });
  }
  expect((await surgery.examine()).left).toEqual([]);
});
