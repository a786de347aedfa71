import { afterEach, describe, expect, test, vi } from 'vitest';
import { nodeDigests } from '../node/digests.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { objectKey } from '../testing/odd-keys.ts';
import { plainStore } from '../testing/plain-store.ts';
import { openScripted, type Script } from '../testing/scripted-store.ts';
import { createScriptedTransport, type ScriptedReply } from '../testing/scripted-transport.ts';
import { errorDocument } from '../testing/store-answers.ts';
import { createSdkStore } from './sdk-store.ts';

const key = objectKey('img/a b.png');
const image = { key, body: new Uint8Array([1, 2, 3]), contentType: 'image/png' };
const fine: ScriptedReply = { status: 200, headers: { etag: '"e"', 'content-length': '3' } };

const open = (script: Script, changes?: Partial<ResolvedStore>) =>
  openScripted(createSdkStore, script, changes);

function sentHeaders({ transport }: ReturnType<typeof open>, index = 0): Readonly<Record<string, string>> {
  return transport.requests[index]?.headers ?? {};
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a request of the SDK', () => {
  test('tells the store nothing about this machine', async () => {
    const opened = open([fine]);
    await opened.store.put(image);
    expect(Object.keys(sentHeaders(opened)).sort()).toEqual([
      'authorization',
      'content-type',
      'x-amz-content-sha256',
      'x-amz-date',
    ]);
  });

  test('is the same whatever the environment says', async () => {
    const quiet = open([fine]);
    await quiet.store.put(image);
    for (const [name, value] of Object.entries({
      AWS_ENDPOINT_URL: 'https://elsewhere.example',
      AWS_REGION: 'eu-west-3',
      AWS_USE_FIPS_ENDPOINT: 'true',
      AWS_USE_DUALSTACK_ENDPOINT: 'true',
      AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_SUPPORTED',
      AWS_MAX_ATTEMPTS: 'many',
      AWS_RETRY_MODE: 'adaptive',
      AWS_ACCESS_KEY_ID: 'ELSEWHERE',
      AWS_CONFIG_FILE: '/dev/null/config',
      _X_AMZN_TRACE_ID: 'Root=1-2-3',
      AWS_LAMBDA_FUNCTION_NAME: 'lambda',
    }))
      vi.stubEnv(name, value);
    const loud = open([fine]);
    await loud.store.put(image);
    expect(loud.transport.requests).toEqual(quiet.transport.requests);
  });

  test('carries a CRC on AWS and nowhere else', async () => {
    const aws = open([fine], { checksums: 'when-supported' });
    await aws.store.put(image);
    expect(sentHeaders(aws)).toHaveProperty('x-amz-checksum-crc32');
  });

  test('keeps a dotted bucket in the host', async () => {
    const opened = open([fine], { bucket: 'my.notes' });
    await opened.store.put(image);
    expect(opened.transport.requests[0]?.url).toMatch(/^https:\/\/my\.notes\.s3\.example\.com\/img\//);
  });

  test("names the command in the query, for AWS's logs, unless the store dislikes it", async () => {
    const [telling, silent] = [open([fine]), open([fine], { stripXId: true })];
    await telling.store.put(image);
    await silent.store.put(image);
    expect(telling.transport.requests[0]?.url).toMatch(/\?x-id=PutObject$/);
    expect(silent.transport.requests[0]?.url).toMatch(/a%20b\.png$/);
  });

  test('carries a SHA-256 that is known already', async () => {
    const opened = open([fine]);
    await opened.store.put({ ...image, sha256: 'a'.repeat(64) });
    expect(sentHeaders(opened)['x-amz-content-sha256']).toBe('a'.repeat(64));
  });

  test('asks for credentials each time, since temporary ones expire', async () => {
    const granted = ['FIRST', 'SECOND'];
    const transport = createScriptedTransport(() => fine);
    const credentials = async () => ({ accessKeyId: granted.shift() ?? 'NONE', secretAccessKey: 'SK' });
    const clock = { now: () => new Date('2026-11-22T01:02:03Z') };
    const store = createSdkStore({
      store: plainStore(),
      transport,
      credentials,
      digests: nodeDigests,
      clock,
    });
    await store.put(image);
    await store.put(image);
    const keys = transport.requests.map(
      ({ headers }) => /=(\w+)\//.exec(headers['authorization'] ?? '')?.[1],
    );
    expect(keys).toEqual(['FIRST', 'SECOND']);
  });

  test('sends an ACL only to stores that know ACLs', async () => {
    const [knowing, not] = [open([fine]), open([fine], { acceptsAcl: false })];
    await knowing.store.put({ ...image, acl: 'public-read' });
    await not.store.put({ ...image, acl: 'public-read' });
    expect(sentHeaders(knowing)['x-amz-acl']).toBe('public-read');
    expect(sentHeaders(not)).not.toHaveProperty('x-amz-acl');
  });
});

describe('retries', () => {
  const busy: ScriptedReply = { status: 503, body: errorDocument('SlowDown') };

  test('are made by the one policy', async () => {
    const opened = open([busy, busy, fine]);
    expect(await opened.store.put(image)).toEqual({ etag: 'e' });
    expect(opened.transport.requests).toHaveLength(3);
  });

  test('end', async () => {
    const opened = open(() => busy);
    await expect(opened.store.put(image)).rejects.toMatchObject({ code: 'store/slow-down' });
    expect(opened.transport.requests).toHaveLength(3);
  });

  test('are not made of what cannot change', async () => {
    const opened = open([{ status: 403, body: errorDocument('SignatureDoesNotMatch') }]);
    await expect(opened.store.put(image)).rejects.toMatchObject({ code: 'store/bad-signature' });
  });
});

const deleted: ScriptedReply = { status: 200, body: '<DeleteResult/>' };

test('a bulk deletion is guarded by MD5 where the store wants that, by CRC elsewhere', async () => {
  const wanting = open([deleted], { contentMd5Commands: ['DeleteObjects'] });
  await wanting.store.deleteMany([key]);
  const body = wanting.transport.requests[0]?.body ?? new Uint8Array();
  const md5 = Buffer.from(await nodeDigests.md5(body)).toString('base64');
  expect(sentHeaders(wanting)['content-md5']).toBe(md5);
  expect(Object.keys(sentHeaders(wanting)).filter((name) => name.includes('checksum'))).toEqual([]);

  const other = open([deleted]);
  await other.store.deleteMany([key]);
  expect(sentHeaders(other)).not.toHaveProperty('content-md5');
  expect(sentHeaders(other)).toHaveProperty('x-amz-checksum-crc32');
});
