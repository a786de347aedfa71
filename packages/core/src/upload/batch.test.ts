import { describe, expect, test } from 'vitest';
import { ImbedError } from '../errors.ts';
import type { ImageSource } from '../image/image-source.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { pngOf, pngSource, storedOf, uploadUnderTest } from '../testing/upload-under-test.ts';
import { DEFAULT_CONCURRENCY, uploadAll } from './batch.ts';

const names = (count: number) => Array.from({ length: count }, (_, index) => `image-${index}`);

/** Counts how many images are between the beginning of reading and their outcome. */
function watched(texts: readonly string[]) {
  const state = { now: 0, most: 0, read: [] as string[] };
  const sources = texts.map(
    (text): ImageSource => ({
      ...pngSource(text, `${text}.png`),
      read: async () => {
        state.read.push(text);
        state.now++;
        state.most = Math.max(state.most, state.now);
        return pngOf(text);
      },
    }),
  );
  const onOutcome = () => {
    state.now--;
  };
  return { state, sources, onOutcome };
}

describe('outcomes', () => {
  test('come in the order of the sources, whichever finished first', async () => {
    const store = createMemoryStore();
    store.disturb = async (_, key, run) => {
      for (let turns = key.startsWith('image-0') ? 50 : 1; turns > 0; turns--) await Promise.resolve();
      await run();
    };
    const { service } = uploadUnderTest({ store });
    const finished: number[] = [];
    const outcomes = await uploadAll(
      service,
      names(9).map((name) => pngSource(name, `${name}.png`)),
      { onOutcome: (index) => finished.push(index) },
    );
    expect(outcomes.map((outcome) => storedOf(outcome).key)).toEqual(names(9).map((name) => `${name}.png`));
    expect(finished).not.toEqual(finished.toSorted((a, b) => a - b));
    expect(finished.toSorted((a, b) => a - b)).toEqual([...names(9).keys()]);
  });

  test('of one bad image do not touch the others', async () => {
    const { service } = uploadUnderTest();
    const gone: ImageSource = {
      ...pngSource('gone'),
      read: () => Promise.reject(new ImbedError('source/not-found', { name: 'gone.png' })),
    };
    const outcomes = await uploadAll(service, [pngSource('one', 'a.png'), gone, pngSource('two', 'b.png')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'failed', 'done']);
    expect(outcomes[1]).toMatchObject({ error: { code: 'source/not-found' } });
  });

  test('of nothing are none', async () => {
    expect(await uploadAll(uploadUnderTest().service, [])).toEqual([]);
  });
});

describe('identical bytes', () => {
  test('are uploaded once, also when they are far apart and the ledger is of no use', async () => {
    const ledger = {
      find: () => Promise.reject(new Error('EIO')),
      record: () => Promise.reject(new Error('EIO')),
    };
    const { service, store } = uploadUnderTest({ template: '{uuid}.{ext}', ledger });
    const texts = ['same', ...names(20), 'same'];
    const outcomes = await uploadAll(
      service,
      texts.map((text) => pngSource(text)),
    );
    expect(storedOf(outcomes.at(-1))).toEqual({ ...storedOf(outcomes[0]), reused: true });
    expect(store.objects.size).toBe(21);
  });

  test('next to each other are uploaded once', async () => {
    const { service, store } = uploadUnderTest({ template: '{hash}.{ext}' });
    const outcomes = await uploadAll(
      service,
      names(10).map((name) => pngSource('same', name)),
    );
    expect(outcomes.filter((outcome) => !storedOf(outcome).reused)).toHaveLength(1);
    expect(store.calls.filter((call) => call.startsWith('put'))).toHaveLength(1);
  });

  test('that failed once are tried again when their next turn comes', async () => {
    const { service, store } = uploadUnderTest();
    let heads = 0;
    store.disturb = async (call, _, run) => {
      if (call === 'head' && ++heads === 1) throw new ImbedError('network/interrupted');
      await run();
    };
    const outcomes = await uploadAll(service, [pngSource('one'), pngSource('one')], { concurrency: 1 });
    expect(outcomes.map(({ status }) => status)).toEqual(['failed', 'done']);
  });
});

describe('how much at a time', () => {
  test.each([1, 3, undefined])(
    'concurrency %s is the most that is read and not yet finished',
    async (concurrency) => {
      const { service } = uploadUnderTest();
      const { state, sources, onOutcome } = watched(names(20));
      const options = concurrency === undefined ? { onOutcome } : { onOutcome, concurrency };
      await uploadAll(service, sources, options);
      expect(state.most).toBe(concurrency ?? DEFAULT_CONCURRENCY);
      expect(state.read).toHaveLength(20);
    },
  );

  test('a concurrency of none still gets the work done', async () => {
    const { service } = uploadUnderTest();
    expect(await uploadAll(service, [pngSource('one')], { concurrency: 0 })).toHaveLength(1);
  });
});

test('after an abort the rest is cancelled and never read', async () => {
  const { service } = uploadUnderTest();
  const controller = new AbortController();
  const { state, sources } = watched(names(10));
  const outcomes = await uploadAll(service, sources, {
    signal: controller.signal,
    concurrency: 2,
    onOutcome: (index) => {
      if (index === 3) controller.abort();
    },
  });
  expect(outcomes).toHaveLength(10);
  expect(outcomes[0]?.status).toBe('done');
  expect(outcomes.at(-1)).toMatchObject({ error: { code: 'cancelled', facts: { outcome: 'not-sent' } } });
  expect(state.read.length).toBeLessThan(7);
});

test('progress says which image it is about, and options reach every image', async () => {
  const { service } = uploadUnderTest({ template: '{note}/{name}.{ext}' });
  const seen = new Map<number, string[]>();
  const outcomes = await uploadAll(service, [pngSource('one', 'a'), pngSource('two', 'b')], {
    notePath: 'Trip.md',
    onProgress: (index, event) => {
      seen.set(index, [...(seen.get(index) ?? []), event.type]);
    },
  });
  expect(outcomes.map((outcome) => storedOf(outcome).key)).toEqual(['Trip/a.png', 'Trip/b.png']);
  expect([...seen.keys()].toSorted()).toEqual([0, 1]);
  expect(seen.get(1)).toContain('bytes');
});
