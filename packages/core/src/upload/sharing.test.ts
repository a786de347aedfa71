import { describe, expect, test, vi } from 'vitest';
import { parseObjectKey } from '../naming/object-key.ts';
import type { StoredImage } from './outcome.ts';
import { createSharing } from './sharing.ts';

function storedImage(): StoredImage {
  const key = parseObjectKey('a.png');
  if (!key.ok) throw new Error('no key');
  return { url: '', key: key.value, sha256: '', bytes: 1, contentType: 'image/png', reused: false };
}

describe('who joins the upload of another', () => {
  test('stops waiting when cancelled, and the upload goes on for the other', async () => {
    const sharing = createSharing(false);
    const upload = Promise.withResolvers<StoredImage>();
    const leading = sharing.share('same', () => upload.promise);
    const abort = new AbortController();
    const work = vi.fn(async () => storedImage());
    const joined = sharing.share('same', work, abort.signal).catch((error: unknown) => error);
    abort.abort();
    expect(await joined).toMatchObject({ code: 'cancelled', facts: { outcome: 'unknown' } });
    upload.resolve(storedImage());
    expect((await leading).reused).toBe(false);
    expect(work).not.toHaveBeenCalled();
  });

  test('does not begin to wait after a cancellation', async () => {
    const sharing = createSharing(false);
    void sharing.share('same', () => new Promise(() => {}));
    const joined = sharing.share('same', async () => storedImage(), AbortSignal.abort());
    await expect(joined).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('leaves no listener behind', async () => {
    const sharing = createSharing(false);
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    const leading = sharing.share('same', async () => storedImage());
    const joined = sharing.share('same', async () => storedImage(), signal);
    await leading;
    expect((await joined).reused).toBe(true);
    expect(added).toHaveBeenCalledTimes(1);
    expect(removed).toHaveBeenCalledTimes(1);
  });
});
