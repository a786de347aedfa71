import { afterEach, beforeEach, expect, test } from 'vitest';
import { explain } from '../messages/explain.ts';
import { nodeDigests } from '../node/digests.ts';
import { createStreamingTransport } from '../node/streaming-transport.ts';
import { systemClock } from '../node/system.ts';
import type { OpenProviderId } from '../providers/provider-id.ts';
import { resolved } from '../testing/resolve-in-tests.ts';
import { type S3Server, startS3Server } from '../testing/s3-server/server.ts';
import { rejectionOf } from '../testing/store-under-test.ts';
import { createExpiry } from './expiry.ts';

const keys = { accessKeyId: 'MYKEY', secretAccessKey: 'my-secret' };
let server: S3Server;
beforeEach(async () => {
  server = await startS3Server({
    users: [{ ...keys, name: 'me' }],
    buckets: [{ name: 'files', owner: 'me' }],
  });
});
afterEach(() => server.close());

const expiryOn = (provider: OpenProviderId) =>
  createExpiry({
    store: resolved({ provider, endpoint: server.endpoint, addressing: 'path', bucket: 'files' }),
    credentials: async () => keys,
    transport: createStreamingTransport({ timeoutMs: 60_000, tlsVerify: true, proxy: '' }),
    digests: nodeDigests,
    clock: systemClock,
  });

test('a rule is made once', async () => {
  const expiry = expiryOn('ceph-rgw');
  expect([await expiry.ensure('7d'), await expiry.ensure('7d')]).toEqual([true, false]);
  expect(await expiry.rules()).toMatchObject([{ prefix: 'tmp/7d/', days: 7, enabled: true }]);
});

test('beside rules with filters ours has one, and how large objects must be to be moved stays as it was', async () => {
  const rules =
    '<LifecycleConfiguration><Rule><ID>a</ID><Filter><Prefix>a/</Prefix></Filter><Status>Enabled</Status></Rule></LifecycleConfiguration>';
  const bucket = server.storage.findBucket('files');
  if (bucket === undefined) throw new Error('no bucket');
  const transitionMinimum = 'varies_by_storage_class';
  await server.storage.saveBucket({ ...bucket, lifecycle: rules, transitionMinimum });
  await expiryOn('ceph-rgw').ensure('1d');
  expect(server.storage.findBucket('files')).toMatchObject({ transitionMinimum });
  expect(await expiryOn('ceph-rgw').rules()).toMatchObject([{ id: 'a' }, { prefix: 'tmp/1d/' }]);
});

test('a rule that another left out at the same moment is added once more', async () => {
  const theirs = server.storage.findBucket('files');
  let writes = 0;
  server.intercept(({ method }) => {
    const isLook = method === 'GET' && writes === 1;
    if (method === 'PUT') writes += 1;
    if (isLook && theirs !== undefined) void server.storage.saveBucket(theirs);
    return undefined;
  });
  const expiry = expiryOn('ceph-rgw');
  expect(await expiry.ensure('7d')).toBe(true);
  expect(await expiry.rules()).toMatchObject([{ prefix: 'tmp/7d/' }]);
  expect(writes).toBe(2);
});

test('a class is asked for once', async () => {
  const expiry = expiryOn('ceph-rgw');
  await Promise.all([expiry.ensure('7d'), expiry.ensure('7d')]);
  const before = server.requests.length;
  expect(await expiry.ensure('7d')).toBe(false);
  expect(server.requests).toHaveLength(before);
});

test('a store that has rules in its console only is not asked, and the rule to make there is told', async () => {
  const error = await rejectionOf(expiryOn('rustfs').ensure('7d'));
  expect(error.code).toBe('store/no-lifecycle');
  expect(explain(error, 'en').hint).toContain('"tmp/7d/" after 7 days');
  expect(explain(error, 'zh-CN').hint).toContain('“tmp/7d/”下超过 7 天');
  expect((await rejectionOf(expiryOn('rustfs').rules())).code).toBe('store/no-lifecycle');
  expect(server.requests).toEqual([]);
});

test('a store that was believed to have them and refuses is told of in the same way', async () => {
  server.intercept(() => ({ kind: 'refuse', code: 'NotImplemented', status: 501 }));
  const error = await rejectionOf(expiryOn('ceph-rgw').ensure('1d'));
  expect([error.code, error.facts.serviceCode]).toEqual(['store/no-lifecycle', 'NotImplemented']);
  expect(explain(error, 'en').hint).toContain('after a day');
});
