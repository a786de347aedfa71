import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareBucket } from '../bucket/prepare-bucket.ts';
import { probePrefix } from '../doctor/probe-object.ts';
import { type ObjectKey, parseObjectKey } from '../naming/object-key.ts';
import { nodeDigests } from '../node/digests.ts';
import { createStreamingTransport } from '../node/streaming-transport.ts';
import { systemClock } from '../node/system.ts';
import { accepted } from '../settings/accepted.ts';
import { openBucketAdmin } from '../store/bucket-admin.ts';
import { bytesBody } from '../store/bytes-body.ts';
import { createStore, openBucketStore } from '../store/create-store.ts';
import { createTransferStore } from '../store/transfer-store.ts';
import type { TransferInit } from '../store/transfer-wire.ts';
import { examine } from '../testing/doctor-under-test.ts';
import { neededActions } from '../testing/needed-actions.ts';
import { allows } from '../testing/policy-reader.ts';
import { resolved } from '../testing/resolve-in-tests.ts';
import { type S3Server, startS3Server } from '../testing/s3-server/server.ts';
import { accessPolicy } from './access-policy.ts';
import { actionsFor, extraRights, type Operation, operations, uploadOperations } from './operations.ts';

const keys = { accessKeyId: 'AKIDEXAMPLE0123456789', secretAccessKey: 'secret-of-the-owner' };
let server: S3Server;
beforeAll(async () => {
  server = await startS3Server({
    users: [{ ...keys, name: 'owner' }],
    buckets: [{ name: 'my-notes', owner: 'owner' }],
    minPartBytes: 1,
    // The embedded server knows nothing of Amazon's own switch.
    onRequest: ({ method, query }) =>
      query.has('publicAccessBlock')
        ? { kind: 'respond', status: 200, body: method === 'GET' ? blocked : '' }
        : undefined,
  });
});
afterAll(() => server.close());

const blocked =
  '<PublicAccessBlockConfiguration><BlockPublicPolicy>true</BlockPublicPolicy></PublicAccessBlockConfiguration>';

function at(bucket = 'my-notes'): TransferInit {
  return {
    store: resolved({ provider: 'aws-s3', endpoint: server.endpoint, addressing: 'path', bucket }),
    credentials: async () => keys,
    transport: createStreamingTransport({ timeoutMs: 60_000, tlsVerify: true, proxy: '' }),
    digests: nodeDigests,
    clock: systemClock,
  };
}

const key = (name: string): ObjectKey => accepted(parseObjectKey(name));
const object = { key: key('img/a.png'), contentType: 'image/png' };
const body = new Uint8Array([1, 2, 3]);

async function putWith(acl?: string): Promise<void> {
  const described = { ...object, ...(acl !== undefined && { acl }) };
  await createStore(at()).put({ ...described, body });
  await (await openBucketStore(at())).put({ ...described, body });
  await createTransferStore(at()).put(described, bytesBody(body, nodeDigests));
}

/** All that the code does to a store, by what rights tell apart; those in front need the right to put as well. */
const deeds: Readonly<Record<Operation, () => Promise<unknown>>> = {
  put: () => putWith(),
  'put-with-acl': () => putWith('public-read'),
  async read() {
    await createStore(at()).head(object.key);
    await createStore(at()).get(object.key);
    const bucket = await openBucketStore(at());
    await bucket.head(object.key);
    await bucket.get(object.key);
  },
  async 'put-in-parts'() {
    const transfers = createTransferStore(at());
    const upload = await transfers.begin(object);
    await transfers.putPart(upload, 1, bytesBody(body, nodeDigests));
    const parts = (await transfers.parts(upload)) ?? [];
    await transfers.complete(upload, object, parts);
    await transfers.abort(await transfers.begin(object));
  },
  async delete() {
    await createStore(at()).delete(object.key);
    await (await openBucketStore(at())).deleteMany([object.key]);
  },
  async list() {
    for await (const _ of (await openBucketStore(at())).list({ prefix: 'img/' })) break;
    await (await openBucketAdmin(at())).state();
  },
  async 'list-parted'() {
    for await (const _ of createTransferStore(at()).unfinished('img/')) break;
  },
  cors: () => prepareBucket(at(), { origins: ['https://vscode.dev'] }),
  lifecycle: () => prepareBucket(at(), { expiry: true }),
  create: () => prepareBucket(at('a-new-one'), { create: true }),
  'publish-by-acl': async () => (await openBucketAdmin(at())).publishByAcl(),
  'publish-by-policy': () => prepareBucket(at(), { publicFolder: 'img' }),
};

const besides: Partial<Readonly<Record<Operation, readonly Operation[]>>> = {
  'put-in-parts': ['put'],
  'put-with-acl': ['put'],
};

test.each(Object.keys(operations) as readonly Operation[])(
  'the table has for "%s" the rights that its requests need, and no others',
  async (operation) => {
    const before = server.requests.length;
    await deeds[operation]();
    const sent = server.requests.slice(before);
    expect(sent.filter(({ status = 0 }) => status >= 400 && status !== 404)).toEqual([]);
    const expected = [operation, ...(besides[operation] ?? [])].flatMap((one) => actionsFor(one, 'iam'));
    expect(new Set(sent.flatMap(neededActions))).toEqual(new Set(expected));
  },
);

const usual = ['aliyun-oss', 'tencent-cos', 'aws-s3', 'minio', 'ceph-rgw', 'huawei-obs'] as const;

test.each(usual)('all that the doctor asks for is allowed by the policy of %s', async (provider) => {
  const extra = ['delete', 'list'] as const;
  // In path style, so that a request says by its path what it is about.
  const { requests, troubles } = await examine({
    profile: { provider: 'ceph-rgw', region: '', endpoint: 'https://rgw.example.com', addressing: 'path' },
  });
  expect(troubles).toEqual([]);
  const bucket = provider === 'tencent-cos' ? 'my-notes-1250000000' : 'my-notes';
  const policy = accessPolicy({ provider, bucket, region: 'ap-guangzhou', prefix: 'img', extra, acl: '' });
  if (policy === undefined) throw new Error(provider);
  const granted: readonly Operation[] = [
    ...uploadOperations(''),
    ...extra.flatMap((right) => extraRights[right]),
  ];
  for (const request of requests.filter(({ headers }) => headers['authorization'] !== undefined)) {
    const [needed = ''] = neededActions(request);
    const operation = granted.find((one) => actionsFor(one, 'iam').includes(needed));
    if (operation === undefined) throw new Error(`${request.method} ${request.path} needs ${needed}`);
    const [, , ...path] = decodeURIComponent(request.path).split('/');
    const where = path.join('/') === '' ? bucket : `${bucket}/${path.join('/')}`;
    const prefix = request.query.get('prefix') ?? undefined;
    const allowed = actionsFor(operation, policy.language).some((action) =>
      allows(policy.document, action, where, prefix),
    );
    expect(allowed, `${request.method} ${where} ${prefix}`).toBe(true);
  }
  expect(requests.some(({ query }) => query.get('prefix') === probePrefix('img/{hash}.{ext}', ''))).toBe(
    true,
  );
});
