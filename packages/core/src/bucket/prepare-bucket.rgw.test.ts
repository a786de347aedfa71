import { randomUUID } from 'node:crypto';
import { DeleteBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseObjectKey } from '../naming/object-key.ts';
import { systemClock } from '../node/system.ts';
import { openBucketAdmin } from '../store/bucket-admin.ts';
import { createStore } from '../store/create-store.ts';
import { openRgwStore } from '../testing/rgw-store.ts';
import { initFor, type StoreServer } from '../testing/store-under-test.ts';
import { prepareBucket } from './prepare-bucket.ts';

let server: StoreServer;
beforeAll(async () => {
  server = await openRgwStore();
});
afterAll(() => server.close());

test('on Ceph RADOS Gateway a bucket is made, opened for one folder, and gets its rules', async () => {
  const bucket = `made-${randomUUID().slice(0, 8)}`;
  const init = { ...initFor(server, { store: server.storeOf(bucket) }), clock: systemClock };
  const admin = await openBucketAdmin(init);
  expect(await admin.state()).toBe('absent');
  const wishes = { create: true, publicFolder: 'img', origins: ['https://vscode.dev'], expiry: true };
  expect(await prepareBucket(init, wishes)).toEqual(
    ['create', 'public', 'cors', 'expiry'].map((step) => ({ step, status: 'done' })),
  );
  const objects = createStore(init);
  for (const [name, status] of [
    ['img/a.txt', 200],
    ['other/a.txt', 403],
  ] as const) {
    const key = parseObjectKey(name);
    if (!key.ok) throw new Error(name);
    await objects.put({ key: key.value, body: new TextEncoder().encode('x'), contentType: 'text/plain' });
    expect((await fetch(objects.publicUrl(key.value))).status).toBe(status);
    await objects.delete(key.value);
  }
  // A second time nothing is added.
  expect(await prepareBucket(init, { ...wishes, create: false })).toMatchObject(
    ['public', 'cors', 'expiry'].map((step) => ({ step, status: 'done' })),
  );
  const { endpoint } = server.storeOf(bucket);
  const client = new S3Client({
    endpoint,
    credentials: server.credentials,
    region: 'us-east-1',
    forcePathStyle: true,
  });
  await client.send(new DeleteBucketCommand({ Bucket: bucket }));
});

test("somebody else's bucket is not taken for a missing one", async () => {
  const init = initFor(server, { store: server.storeOf(server.foreignBucket) });
  expect(await (await openBucketAdmin(init)).state()).toBe('denied');
});
