import { afterEach, describe, expect, test, vi } from 'vitest';
import { isImbedError } from '../errors.ts';
import { nodeDigests } from '../node/digests.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { objectKey } from '../testing/odd-keys.ts';
import { plainStore } from '../testing/plain-store.ts';
import { createScriptedTransport, type ScriptedReply } from '../testing/scripted-transport.ts';
import { errorDocument } from '../testing/store-answers.ts';
import type { BucketStore, ListPage, ListRequest } from './object-store.ts';
import { createSdkStore } from './sdk-store.ts';

const key = objectKey('img/a b.png');
const image = { key, body: new Uint8Array([1, 2, 3]), contentType: 'image/png' };
const fine: ScriptedReply = { status: 200, headers: { etag: '"e"', 'content-length': '3' } };

function open(script: Parameters<typeof createScriptedTransport>[0], changes: Partial<ResolvedStore> = {}) {
  const transport = createScriptedTransport(script);
  const init = {
    store: plainStore(changes),
    transport,
    credentials: async () => ({ accessKeyId: 'AK', secretAccessKey: 'SK' }),
    digests: nodeDigests,
    clock: { now: () => new Date('2026-11-22T01:02:03Z') },
  };
  return { transport, store: createSdkStore(init, { sleep: async () => {}, random: () => 0 }) };
}

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

test('an answer that cannot be parsed is ours to explain, not a stack trace of the SDK', async () => {
  const { store } = open([{ status: 200, body: '<ListBucketResult><Contents>' }]);
  const error: unknown = await listed(store, {}).catch((reason: unknown) => reason);
  expect(isImbedError(error)).toBe(true);
});

describe('listing', () => {
  const page = (content: string) => ({
    status: 200,
    body: `<ListBucketResult>${content}</ListBucketResult>`,
  });
  const object = (name: string) => `<Contents><Key>${name}</Key><Size>1</Size></Contents>`;

  test('decodes keys only where the store says that they are encoded', async () => {
    const content = `${object('100%25+1%2B1.png')}<CommonPrefixes><Prefix>a%2Fb+c/</Prefix></CommonPrefixes>`;
    const encoded = open([page(`<EncodingType>url</EncodingType>${content}`)]);
    expect(await listed(encoded.store, {})).toMatchObject([
      { objects: [{ key: '100% 1+1.png' }], prefixes: ['a/b c/'] },
    ]);
    expect(encoded.transport.requests[0]?.url).toContain('encoding-type=url');
    const plain = open([page(content)], { list: { version: 2, urlEncode: false } });
    expect(await listed(plain.store, {})).toMatchObject([
      { objects: [{ key: '100%25+1%2B1.png' }], prefixes: ['a%2Fb+c/'] },
    ]);
    expect(plain.transport.requests[0]?.url).not.toContain('encoding-type');
  });

  test('goes on where version 2 says', async () => {
    const first = page(
      `${object('a')}<IsTruncated>true</IsTruncated><NextContinuationToken>t/1=</NextContinuationToken>`,
    );
    const { store, transport } = open([first, page(object('b'))]);
    expect(await listed(store, { prefix: 'p/', delimiter: '/', pageSize: 1 })).toHaveLength(2);
    const query = new URL(transport.requests[1]?.url ?? '').searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      'continuation-token': 't/1=',
      'list-type': '2',
      'max-keys': '1',
      delimiter: '/',
      prefix: 'p/',
    });
  });

  test.each([
    ['the marker', '<NextMarker>a%2F</NextMarker>', 'a/'],
    ['the last key', '', 'last one'],
  ])('goes on after %s in version 1', async (_, marker, expected) => {
    const first = page(
      `<EncodingType>url</EncodingType>${object('last%20one')}<IsTruncated>true</IsTruncated>${marker}`,
    );
    const { store, transport } = open([first, page('')], { list: { version: 1, urlEncode: true } });
    await listed(store, {});
    expect(new URL(transport.requests[1]?.url ?? '').searchParams.get('marker')).toBe(expected);
  });

  test.each([1, 2] as const)(
    'never passes off a listing that stops short as complete (version %i)',
    async (version) => {
      const { store } = open([page('<IsTruncated>true</IsTruncated>')], {
        list: { version, urlEncode: true },
      });
      await expect(listed(store, {})).rejects.toMatchObject({ code: 'store/rejected' });
    },
  );

  test('does not go on by the last key where version 2 names no token', async () => {
    const { store, transport } = open(() => page(`${object('a')}<IsTruncated>true</IsTruncated>`));
    await expect(listed(store, {})).rejects.toMatchObject({ code: 'store/rejected' });
    expect(transport.requests).toHaveLength(1);
  });

  test.each([
    [1, ''],
    [2, '<NextContinuationToken>t</NextContinuationToken>'],
  ] as const)('ends on a store that ignores where it should go on (version %i)', async (version, token) => {
    const same = page(`${object('a')}<IsTruncated>true</IsTruncated>${token}`);
    const list = { version, urlEncode: true };
    const { store, transport } = open((_, index) => (index < 5 ? same : page('')), { list });
    await expect(listed(store, {})).rejects.toMatchObject({ code: 'store/rejected' });
    expect(transport.requests).toHaveLength(2);
  });
});

describe('deleting many', () => {
  const keys = Array.from({ length: 1001 }, (_, index) => objectKey(`k${index}`));
  const done: ScriptedReply = { status: 200, body: '<DeleteResult/>' };

  test('sends 1,000 keys a request', async () => {
    const { store, transport } = open([done, done]);
    await store.deleteMany(keys);
    const counts = transport.requests.map(
      ({ body }) => new TextDecoder().decode(body).match(/<Key>/g)?.length,
    );
    expect(counts).toEqual([1000, 1]);
  });

  test('guards its body by MD5 where the store wants that, by CRC elsewhere', async () => {
    const wanting = open([done], { contentMd5Commands: ['DeleteObjects'] });
    await wanting.store.deleteMany([key]);
    const body = wanting.transport.requests[0]?.body ?? new Uint8Array();
    const md5 = Buffer.from(await nodeDigests.md5(body)).toString('base64');
    expect(sentHeaders(wanting)['content-md5']).toBe(md5);
    expect(Object.keys(sentHeaders(wanting)).filter((name) => name.includes('checksum'))).toEqual([]);

    const other = open([done]);
    await other.store.deleteMany([key]);
    expect(sentHeaders(other)).not.toHaveProperty('content-md5');
    expect(sentHeaders(other)).toHaveProperty('x-amz-checksum-crc32');
  });

  test('tries every batch, then names what is left', async () => {
    const failing = (name: string, code: string) => `<Error><Key>${name}</Key><Code>${code}</Code></Error>`;
    const body = `<DeleteResult>${failing('k1', 'AccessDenied')}${failing('k2', 'InternalError')}</DeleteResult>`;
    const { store, transport } = open([{ status: 200, body }, done]);
    const error: unknown = await store.deleteMany(keys).catch((reason: unknown) => reason);
    expect(transport.requests).toHaveLength(2);
    expect(error).toMatchObject({
      code: 'store/access-denied',
      facts: { key: 'k1', detail: '2 of 1001 objects were not deleted' },
      cause: { errors: [{ facts: { key: 'k1' } }, { facts: { key: 'k2' } }] },
    });
  });
});

async function listed(store: BucketStore, request: ListRequest): Promise<readonly ListPage[]> {
  const pages: ListPage[] = [];
  for await (const page of store.list(request)) pages.push(page);
  return pages;
}
