import { describe, expect, test } from 'vitest';
import type { HttpRequest, HttpTransport } from '../http/transport.ts';
import { nodeDigests } from '../node/digests.ts';
import type { StoreSettings } from '../providers/provider.ts';
import { openProviderIds } from '../providers/provider-id.ts';
import { createFixedClock } from '../testing/fixed-clock.ts';
import { objectKey } from '../testing/odd-keys.ts';
import { chineseStores } from '../testing/provider-expectations/chinese-stores.ts';
import type { ProviderExpectation } from '../testing/provider-expectations/provider-expectation.ts';
import { selfHostedStores } from '../testing/provider-expectations/self-hosted-stores.ts';
import { worldwideStores } from '../testing/provider-expectations/worldwide-stores.ts';
import { resolved } from '../testing/resolve-in-tests.ts';
import { createScriptedTransport } from '../testing/scripted-transport.ts';
import { storeReply } from '../testing/store-replies.ts';
import type { BucketStore } from './object-store.ts';
import { PART_BYTES } from './part-size.ts';
import { createSdkStore } from './sdk-store.ts';
import { createServerCopy, type ServerCopy } from './server-copy.ts';
import type { StoreInit } from './store-init.ts';
import { createTransferWire } from './transfer-wire.ts';

const providerExpectations = [...chineseStores, ...worldwideStores, ...selfHostedStores];

const key = objectKey('img/截 图.png');
const path = '/img/%E6%88%AA%20%E5%9B%BE.png';

/** What is compared of a request: everything but the values of its headers, of which the scope is kept. */
interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly string[];
  /** Kind of signature, region and service. */
  readonly scope: string | undefined;
}

function sentOf({ method, url, headers }: HttpRequest): Sent {
  const scope = headers['authorization']
    ?.match(/^(\S+) Credential=AK\/\d{8}\/([^,]+)/)
    ?.slice(1)
    .join(' ');
  return { method, url, headers: Object.keys(headers).sort(), scope };
}

function initOf(settings: StoreSettings, transport: HttpTransport): StoreInit {
  return {
    store: resolved(settings),
    credentials: async () => ({ accessKeyId: 'AK', secretAccessKey: 'SK' }),
    transport,
    digests: nodeDigests,
    clock: createFixedClock('2026-11-22T01:02:03Z'),
  };
}

/** Everything that `work` made the light wire send. */
async function sentOverLightWire(settings: StoreSettings, work: (store: ServerCopy) => Promise<unknown>) {
  const transport = createScriptedTransport(storeReply);
  const streaming = { ...transport, stream: transport.send };
  await work(
    createServerCopy(createTransferWire({ ...initOf(settings, transport), transport: streaming }, undefined)),
  );
  return transport.requests.map(sentOf);
}

/** Everything that `work` made the SDK wire send. */
async function sentBy(settings: StoreSettings, work: (store: BucketStore) => Promise<unknown>) {
  const transport = createScriptedTransport(storeReply);
  const store = createSdkStore(initOf(settings, transport));
  await work(store);
  return transport.requests.map(sentOf);
}

test('every open store is held to its sources', () => {
  expect(providerExpectations.map(({ id }) => id).sort()).toEqual([...openProviderIds].sort());
  for (const { sources } of providerExpectations) expect(sources[0]).toMatch(/^https:\/\//);
});

describe.each(providerExpectations)('$id', (expected) => {
  const settings: StoreSettings = { bucket: 'my-notes', ...expected.settings, provider: expected.id };
  const { base, checksums, acl, noOverwrite, noOverwriteParts, noOverwriteCopy } = expected;
  const scope = `${expected.region}/s3/aws4_request`;
  const signature = ['authorization', 'x-amz-content-sha256', 'x-amz-date'];
  const crc = ['x-amz-checksum-crc32', 'x-amz-sdk-checksum-algorithm'];
  const request = (method: string, target: string, headers: readonly string[] = []): Sent => ({
    method,
    url: `${base}${target}`,
    headers: [...signature, ...headers].sort(),
    scope: `AWS4-HMAC-SHA256 ${scope}`,
  });

  test('put names the type, asks for what the profile asks for, and guards the body as the store can', async () => {
    const image = { key, body: new Uint8Array(3), contentType: 'image/png' };
    const extras = {
      cacheControl: 'no-cache',
      contentDisposition: 'inline',
      acl: 'public-read',
      noOverwrite: true,
    };
    expect(await sentBy(settings, (store) => store.put({ ...image, ...extras }))).toEqual([
      request('PUT', `${path}${xId(expected, 'PutObject')}`, [
        'cache-control',
        'content-disposition',
        'content-type',
        ...(acl ? ['x-amz-acl'] : []),
        ...(noOverwrite === undefined ? [] : [noOverwrite]),
        ...(checksums ? crc : []),
      ]),
    ]);
  });

  test('put without wishes sends no ACL and no condition', async () => {
    const put = { key, body: new Uint8Array(3), contentType: 'image/png' };
    expect(await sentBy(settings, (store) => store.put(put))).toEqual([
      request('PUT', `${path}${xId(expected, 'PutObject')}`, ['content-type', ...(checksums ? crc : [])]),
    ]);
  });

  test('head asks for no checksum', async () => {
    expect(await sentBy(settings, (store) => store.head(key))).toEqual([request('HEAD', path)]);
  });

  test('delete', async () => {
    expect(await sentBy(settings, (store) => store.delete(key))).toEqual([
      request('DELETE', `${path}${xId(expected, 'DeleteObject')}`),
    ]);
  });

  test('bulk delete is guarded by what the store understands', async () => {
    const guard = expected.bulkDelete === 'crc32' ? crc : ['content-md5'];
    expect(await sentBy(settings, (store) => store.deleteMany([key]))).toEqual([
      request('POST', '/?delete=', ['content-type', ...guard]),
    ]);
  });

  test('list speaks the version that the store has', async () => {
    expect(await sentBy(settings, listFolder)).toEqual([request('GET', `/?${expected.list}`)]);
  });

  test('a copy that is to replace nothing says so where the store heeds it', async () => {
    const [from, options] = [
      { bucket: 'my-notes', key },
      { noOverwrite: true, acl: 'public-read' },
    ];
    expect(await sentOverLightWire(settings, ({ copy }) => copy(from, key, options))).toEqual([
      request('PUT', path, [
        'x-amz-copy-source',
        ...(acl ? ['x-amz-acl'] : []),
        ...(noOverwriteCopy === undefined ? [] : [noOverwriteCopy]),
      ]),
    ]);
  });

  test('multipart describes the object first, sends equal parts and completes', async () => {
    const image = { key, body: new Uint8Array(PART_BYTES + 1), contentType: 'image/png' };
    const part = (number: number) =>
      request('PUT', `${path}${xId(expected, 'UploadPart', '&')}uploadId=upload-1&partNumber=${number}`, [
        'content-type',
        ...(checksums ? crc : []),
      ]);
    const sent = await sentBy(settings, (store) =>
      store.put({ ...image, acl: 'public-read', ...(noOverwriteParts && { noOverwrite: true }) }),
    );
    expect(sent).toEqual([
      request('POST', `${path}?uploads=`, [
        'content-type',
        ...(acl ? ['x-amz-acl'] : []),
        ...(checksums ? ['x-amz-checksum-algorithm'] : []),
      ]),
      part(1),
      part(2),
      request('POST', `${path}?uploadId=upload-1`, [
        'content-type',
        ...(noOverwriteParts && noOverwrite !== undefined ? [noOverwrite] : []),
      ]),
    ]);
  });

  test('a presigned link signs the host alone and bakes no checksum in', async () => {
    let link = '';
    await sentBy(settings, async (store) => {
      link = await store.presignGet(key, 600);
    });
    const { searchParams } = new URL(link);
    expect(link.slice(0, link.indexOf('?'))).toBe(`${base}${path}`);
    expect([...searchParams.keys()].sort()).toEqual([
      'X-Amz-Algorithm',
      'X-Amz-Content-Sha256',
      'X-Amz-Credential',
      'X-Amz-Date',
      'X-Amz-Expires',
      'X-Amz-Signature',
      'X-Amz-SignedHeaders',
    ]);
    expect(searchParams.get('X-Amz-Credential')).toBe(`AK/20261122/${scope}`);
    expect(searchParams.get('X-Amz-SignedHeaders')).toBe('host');
  });

  test('a link for readers goes to the public address', async () => {
    let link = '';
    await sentBy(settings, async (store) => {
      link = store.publicUrl(key);
    });
    expect(link).toBe(`${expected.publicUrl}${path}`);
  });
});

async function listFolder(store: BucketStore): Promise<void> {
  for await (const page of store.list({ prefix: 'img/', delimiter: '/' })) expect(page.objects).toEqual([]);
}

/** The SDK's note for AWS's access logs, where the store does not mind it. */
function xId({ xId: allowed }: ProviderExpectation, operation: string, end = ''): string {
  return allowed === false ? (end === '' ? '' : '?') : `?x-id=${operation}${end}`;
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4 */
describe('aliyun-oss on a custom domain speaks its own dialect', () => {
  const settings: StoreSettings = {
    provider: 'aliyun-oss',
    bucket: 'my-notes',
    region: 'cn-hongkong',
    endpoint: 'img.example.com',
  };
  const request = (method: string, target: string, headers: readonly string[] = []): Sent => ({
    method,
    url: `https://img.example.com${target}`,
    headers: ['authorization', 'x-oss-content-sha256', 'x-oss-date', ...headers].sort(),
    scope: 'OSS4-HMAC-SHA256 cn-hongkong/oss/aliyun_v4_request',
  });
  const body = new Uint8Array(3);
  const wishes = { contentType: 'image/png', acl: 'public-read', noOverwrite: true };

  test('in one request an object', async () => {
    const sent = await sentBy(settings, async (store) => {
      await store.put({ key, body, ...wishes });
      await store.head(key);
      await store.delete(key);
      await listFolder(store);
      await store.deleteMany([key]);
    });
    expect(sent).toEqual([
      request('PUT', path, ['content-md5', 'content-type', 'x-oss-forbid-overwrite', 'x-oss-object-acl']),
      request('HEAD', path),
      request('DELETE', path),
      request('GET', '/?list-type=2&prefix=img%2F&delimiter=%2F&encoding-type=url'),
      request('POST', '/?delete=', ['content-md5', 'content-type']),
    ]);
  });

  test('in parts', async () => {
    const large = new Uint8Array(PART_BYTES + 1);
    const part = (number: number) =>
      request('PUT', `${path}?uploadId=upload-1&partNumber=${number}`, ['content-md5', 'content-type']);
    expect(await sentBy(settings, (store) => store.put({ key, body: large, ...wishes }))).toEqual([
      request('POST', `${path}?uploads=`, ['content-type']),
      part(1),
      part(2),
      request('POST', `${path}?uploadId=upload-1`, [
        'content-md5',
        'content-type',
        'x-oss-forbid-overwrite',
        'x-oss-object-acl',
      ]),
    ]);
  });

  test('unless it is told to speak S3', async () => {
    const [sent] = await sentBy({ ...settings, dialect: 's3' }, (store) => store.head(key));
    expect(sent).toEqual({
      method: 'HEAD',
      url: `https://img.example.com${path}`,
      headers: ['authorization', 'x-amz-content-sha256', 'x-amz-date'],
      scope: 'AWS4-HMAC-SHA256 cn-hongkong/s3/aws4_request',
    });
  });
});

test.each([
  ['internal', 'https://my-notes.s3.oss-cn-hongkong-internal.aliyuncs.com'],
  ['accelerate', 'https://my-notes.s3.oss-accelerate.aliyuncs.com'],
])('the %s endpoint of aliyun-oss is signed for the region of the bucket', async (endpoint, base) => {
  const settings = { provider: 'aliyun-oss', bucket: 'my-notes', region: 'cn-hongkong', endpoint } as const;
  const [sent] = await sentBy(settings, (store) => store.head(key));
  expect(sent).toMatchObject({
    url: `${base}${path}`,
    scope: 'AWS4-HMAC-SHA256 cn-hongkong/s3/aws4_request',
  });
});
