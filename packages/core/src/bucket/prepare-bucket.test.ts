import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseObjectKey } from '../naming/object-key.ts';
import { nodeDigests } from '../node/digests.ts';
import { createStreamingTransport } from '../node/streaming-transport.ts';
import { systemClock } from '../node/system.ts';
import type { OpenProviderId } from '../providers/provider-id.ts';
import { openBucketAdmin } from '../store/bucket-admin.ts';
import { createStore } from '../store/create-store.ts';
import type { StoreInit } from '../store/store-init.ts';
import { resolved } from '../testing/resolve-in-tests.ts';
import { type S3Server, startS3Server } from '../testing/s3-server/server.ts';
import { prepareBucket } from './prepare-bucket.ts';

const keys = { accessKeyId: 'AKIDEXAMPLE0123456789', secretAccessKey: 'secret-of-the-owner' };
const bucket = 'my-notes';
let server: S3Server;

beforeEach(async () => {
  server = await startS3Server({
    users: [
      { ...keys, name: 'owner' },
      { accessKeyId: 'AKIDOTHER', secretAccessKey: 'other', name: 'other' },
    ],
    buckets: [
      { name: 'taken', owner: 'other' },
      { name: 'mine', owner: 'owner' },
    ],
  });
});
afterEach(() => server.close());

function init(name = bucket, provider: OpenProviderId = 'ceph-rgw', credentials = keys): StoreInit {
  return {
    store: resolved({ provider, endpoint: server.endpoint, addressing: 'path', bucket: name }),
    credentials: async () => credentials,
    transport: createStreamingTransport({ timeoutMs: 60_000, tlsVerify: true, proxy: '' }),
    digests: nodeDigests,
    clock: systemClock,
  };
}

async function put(at: StoreInit, name: string): Promise<string> {
  const key = parseObjectKey(name);
  if (!key.ok) throw new Error(name);
  const body = new TextEncoder().encode('x');
  await createStore(at).put({ key: key.value, body, contentType: 'text/plain' });
  return createStore(at).publicUrl(key.value);
}

async function stranger(url: string): Promise<number> {
  return (await fetch(url)).status;
}

describe('a bucket that is not there', () => {
  test('is made, and opened below the folder and nowhere else', async () => {
    expect(await (await openBucketAdmin(init())).state()).toBe('absent');
    const wishes = { create: true, publicFolder: 'img' };
    expect(await prepareBucket(init(), wishes)).toEqual([
      { step: 'create', status: 'done' },
      { step: 'public', status: 'done' },
    ]);
    expect(await (await openBucketAdmin(init())).state()).toBe('there');
    expect(await stranger(await put(init(), 'img/a.txt'))).toBe(200);
    expect(await stranger(await put(init(), 'other/a.txt'))).toBe(403);
  });

  test('of a store that goes by ACL is opened as a whole', async () => {
    const at = init(bucket, 'backblaze-b2');
    await prepareBucket(at, { create: true, publicFolder: 'img' });
    expect(server.storage.findBucket(bucket)?.acl).toBe('public-read');
  });

  test('stays private where nobody asked for more', async () => {
    await prepareBucket(init(), { create: true });
    expect(server.storage.findBucket(bucket)).toMatchObject({ acl: 'private', cors: [] });
  });
});

describe('a bucket that is there', () => {
  test("that is somebody else's is told of, and after a failed creation nothing is tried", async () => {
    expect(await (await openBucketAdmin(init('taken'))).state()).toBe('denied');
    expect(await prepareBucket(init('taken'), { create: true, publicFolder: '' })).toMatchObject([
      { step: 'create', status: 'failed', error: { facts: { serviceCode: 'BucketAlreadyExists' } } },
    ]);
  });

  test('keeps its CORS rules and gets one more, once', async () => {
    const [mine] = server.storage.listBuckets().filter(({ name }) => name === 'mine');
    const rule = { allowedOrigins: ['https://example.com'], allowedMethods: ['GET'] };
    if (mine !== undefined) await server.storage.saveBucket({ ...mine, cors: [rule] });
    const wishes = { origins: ['https://vscode.dev'] };
    for (const _ of [1, 2])
      expect(await prepareBucket(init('mine'), wishes)).toEqual([{ step: 'cors', status: 'done' }]);
    expect(server.storage.findBucket('mine')?.cors).toMatchObject([
      rule,
      { allowedOrigins: ['https://vscode.dev'], exposeHeaders: ['ETag'] },
    ]);
  });

  test('gets the rules of expiry once', async () => {
    for (const _ of [1, 2])
      expect(await prepareBucket(init('mine'), { expiry: true })).toEqual([
        { step: 'expiry', status: 'done' },
      ]);
    expect(server.storage.findBucket('mine')?.lifecycle?.match(/<Rule>/g)).toHaveLength(3);
  });

  test('is not touched where nothing is asked for', async () => {
    const before = server.storage.findBucket('mine');
    expect(await prepareBucket(init('mine'), {})).toEqual([]);
    expect(server.storage.findBucket('mine')).toEqual(before);
  });
});

test('what a store has in its console only is left to be done by hand', async () => {
  const at = init('mine', 'seaweedfs');
  expect(await prepareBucket(at, { publicFolder: 'img' })).toEqual([{ step: 'public', status: 'by-hand' }]);
});

test('wrong keys are told of as what they are', async () => {
  const at = init('mine', 'ceph-rgw', { ...keys, secretAccessKey: 'wrong' });
  await expect((await openBucketAdmin(at)).state()).rejects.toMatchObject({ code: 'store/bad-signature' });
});
