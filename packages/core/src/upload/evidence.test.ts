import { describe, expect, test, vi } from 'vitest';
import { ImbedError } from '../errors.ts';
import { nodeDigests } from '../node/digests.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { objectKey } from '../testing/odd-keys.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { contentOf } from './content.ts';
import { createEvidence } from './evidence.ts';

const key = objectKey('cat.png');

async function scene() {
  const store = createMemoryStore({ etags: 'none' });
  store.plant(key, pngOf('one'));
  const head = await store.head(key);
  if (head === undefined) throw new Error('nothing was planted');
  const content = await contentOf(
    { bytes: pngOf('one'), contentType: 'image/png', extension: 'png', stem: undefined },
    nodeDigests,
  );
  return { store, head, content };
}

describe('bytes that are compared', () => {
  test('are read as far as the head said, however large that is', async () => {
    const { store, head, content } = await scene();
    const get = vi.spyOn(store, 'get');
    expect(await createEvidence(store, true).isSame(key, head, content, {})).toBe(true);
    expect(get).toHaveBeenCalledWith(key, { maxBytes: head.size });
  });

  test('are others when there are more by now', async () => {
    const { store, head, content } = await scene();
    store.disturb = () => Promise.reject(new ImbedError('source/too-large'));
    expect(await createEvidence(store, true).isSame(key, head, content, {})).toBe(false);
  });

  test('that cannot be read say nothing', async () => {
    const { store, head, content } = await scene();
    store.disturb = () => Promise.reject(new ImbedError('network/dns'));
    const compared = createEvidence(store, true).isSame(key, head, content, {});
    await expect(compared).rejects.toMatchObject({ code: 'network/dns' });
  });
});
