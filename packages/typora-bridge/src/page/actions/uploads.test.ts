import { describe, expect, it, vi } from 'vitest';
import type { UploadLine } from '../../serve/page-api.ts';
import type { Api, UploadSource } from '../api/api.ts';
import { anError, storedItem, waitingItem } from '../test-scene.ts';
import { pageWith, unanswered } from './test-api.ts';
import { createUploads } from './uploads.ts';

const address = (name: string): UploadSource => ({ kind: 'address', url: `https://example.com/${name}` });
const done: UploadLine = { type: 'done', item: storedItem('a') };

/** A server that answers each upload when the test says so. */
function heldUploads() {
  const started: { readonly profile: string; readonly end: (line: UploadLine) => void }[] = [];
  const upload: Api['upload'] = async function* (_, profile, signal) {
    const answer = Promise.withResolvers<UploadLine>();
    signal.addEventListener('abort', () => answer.reject(signal.reason));
    started.push({ profile, end: answer.resolve });
    yield { type: 'progress', sent: 1, total: 2 };
    yield await answer.promise;
  };
  return { upload, started };
}

function scene(upload: Api['upload']) {
  const context = pageWith({ upload });
  const kept = vi.fn();
  const phases = () => context.store.get().uploads.map(({ phase }) => phase.kind);
  return { ...context, uploads: createUploads(context, kept), kept, phases };
}

describe('uploads', () => {
  it('three are on their way at once, in the order in which they were chosen', async () => {
    const { upload, started } = heldUploads();
    const { uploads, phases } = scene(upload);
    uploads.add(['1', '2', '3', '4', '5'].map(address));
    expect(phases()).toEqual(['waiting', 'waiting', 'sending', 'sending', 'sending']);
    started[1]?.end(done);
    await expect.poll(phases).toEqual(['waiting', 'sending', 'sending', 'done', 'sending']);
  });

  it('each goes to the profile that was chosen when it was added', async () => {
    const { upload, started } = heldUploads();
    const { uploads, store } = scene(upload);
    uploads.add([address('1')]);
    store.dispatch({ type: 'page/profile', name: 'work' });
    uploads.add([address('2')]);
    await expect.poll(() => started.map(({ profile }) => profile)).toEqual(['blog', 'work']);
  });

  it('one that is cancelled makes room, whether it was on its way or not', async () => {
    const { upload } = heldUploads();
    const { uploads, store, phases } = scene(upload);
    uploads.add(['1', '2', '3', '4', '5'].map(address));
    const ids = store.get().uploads.map(({ id }) => id);
    uploads.cancel(ids[1] ?? 0);
    uploads.cancel(ids[4] ?? 0);
    await expect.poll(phases).toEqual(['sending', 'cancelled', 'sending', 'sending', 'cancelled']);
  });

  it.each([
    [
      'failed',
      async function* () {
        yield { type: 'failed', error: anError };
      },
      anError.code,
    ],
    [
      'cut off',
      async function* () {
        yield { type: 'progress', sent: 1, total: 2 };
      },
      'page/interrupted',
    ],
    ['unanswered', unanswered, 'page/gone'],
  ] satisfies [string, () => AsyncIterable<UploadLine>, string][])(
    'one that %s says why, and can be tried again',
    async (_, first, code) => {
      const upload = vi.fn<Api['upload']>().mockImplementationOnce(first);
      upload.mockImplementation(async function* () {
        yield done;
      });
      const { uploads, store, phases } = scene(upload);
      uploads.add([address('1')]);
      await expect
        .poll(() => store.get().uploads[0]?.phase)
        .toMatchObject({ kind: 'failed', error: { code } });
      uploads.retry(store.get().uploads[0]?.id ?? 0);
      await expect.poll(phases).toEqual(['done']);
    },
  );

  it('one that could not be stored now is looked for among the pending ones', async () => {
    const { uploads, phases, kept } = scene(async function* () {
      yield { type: 'pending', item: waitingItem('a'), error: anError };
    });
    uploads.add([address('1')]);
    await expect.poll(phases).toEqual(['pending']);
    expect(kept).toHaveBeenCalledOnce();
  });

  it('a list that is cleared keeps what is on its way', async () => {
    const { upload, started } = heldUploads();
    const { uploads, phases } = scene(upload);
    uploads.add(['1', '2'].map(address));
    started[0]?.end(done);
    await expect.poll(phases).toEqual(['sending', 'done']);
    uploads.clear();
    expect(phases()).toEqual(['sending']);
  });
});
