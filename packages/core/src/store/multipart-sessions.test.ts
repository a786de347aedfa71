import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbeddedStore } from '../testing/embedded-store.ts';
import { freshKey, initFor, rejectionOf, type StoreServer } from '../testing/store-under-test.ts';
import { openMultipartSessions } from './create-store.ts';

let server: StoreServer;
beforeAll(async () => {
  server = await startEmbeddedStore('path');
});
afterAll(() => server.close());

test('an upload is open from its beginning until it is aborted', async () => {
  const sessions = await openMultipartSessions(initFor(server));
  const key = freshKey('图 1.png');
  const prefix = key.replace(/[^/]*$/, '');
  const uploadId = await sessions.begin(key);
  expect(await sessions.list(prefix)).toMatchObject([{ key, uploadId, begun: expect.any(Date) }]);
  await sessions.abort(key, uploadId);
  expect(await sessions.list(prefix)).toEqual([]);
});

test('a bucket of somebody else is refused', async () => {
  const sessions = await openMultipartSessions(
    initFor(server, { store: server.storeOf(server.foreignBucket) }),
  );
  expect((await rejectionOf(sessions.begin(freshKey()))).code).toBe('store/access-denied');
});
