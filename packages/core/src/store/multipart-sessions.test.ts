import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbeddedStore } from '../testing/embedded-store.ts';
import { freshKey, initFor, rejectionOf, type StoreServer } from '../testing/store-under-test.ts';
import { createMultipartSessions, type UnfinishedUpload } from './multipart-sessions.ts';

let server: StoreServer;
beforeAll(async () => {
  server = await startEmbeddedStore('path');
});
afterAll(() => server.close());

const contentType = 'image/png';

test('an upload is open from its beginning until it is aborted', async () => {
  const sessions = createMultipartSessions(initFor(server));
  const key = freshKey('图 1.png');
  const open = async () => {
    const found: UnfinishedUpload[] = [];
    for await (const upload of sessions.unfinished(key.replace(/[^/]*$/, ''))) found.push(upload);
    return found;
  };
  const upload = await sessions.begin({ key, contentType });
  expect(await open()).toEqual([{ ...upload, startedAt: expect.any(Date) }]);
  await sessions.abort(upload);
  expect(await open()).toEqual([]);
});

test('a bucket of somebody else is refused', async () => {
  const sessions = createMultipartSessions(initFor(server, { store: server.storeOf(server.foreignBucket) }));
  expect((await rejectionOf(sessions.begin({ key: freshKey(), contentType }))).code).toBe(
    'store/access-denied',
  );
});
