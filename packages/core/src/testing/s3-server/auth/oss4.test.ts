import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { S3Server } from '../server.ts';
import { ossClient, ossHostSuffix } from '../test-oss-client.ts';
import { alice, type RawRequest, rawRequest, startStore } from '../test-setup.ts';

const temporary = { name: 'alice', accessKeyId: 'STS.CAROL', secretAccessKey: 's', sessionToken: 'tok+/=' };
let server: S3Server;

beforeAll(async () => {
  server = await startStore({
    users: [alice, temporary],
    dialects: ['s3', 'oss'],
    region: 'cn-hangzhou',
    strictRegion: true,
    hostSuffix: ossHostSuffix,
    addressing: 'virtual-hosted-only',
    boundDomains: { 'img.example.com': 'notes' },
    minPartBytes: 100 * 1024,
  });
});

afterAll(() => server.close());

const byCustomDomain = () =>
  ossClient(server, { endpoint: `http://img.example.com:${server.port}`, cname: true });

async function refusalOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const { code, status, ecCode } = error as { code: string; status: number; ecCode?: string };
  return { code, status, ec: ecCode };
}

describe.each([
  ['the endpoint of the region', () => ossClient(server)],
  ['a custom domain', byCustomDomain],
])('ali-oss on %s', (_where, connect) => {
  it('puts, finds, reads, lists, copies and deletes', async () => {
    const client = connect();
    const headers = { 'Cache-Control': 'max-age=5', 'Content-Type': 'image/png' };
    await client.put('img/a b+汉.png', Buffer.from('hello'), { headers, meta: { uid: 1, pid: 2 } });
    const head = await client.head('img/a b+汉.png');
    expect(head.meta).toEqual({ uid: '1', pid: '2' });
    expect(head.res.headers).toMatchObject({ 'cache-control': 'max-age=5', 'content-type': 'image/png' });
    const { content } = await client.get('img/a b+汉.png');
    expect(content.toString()).toBe('hello');
    await client.copy('img/copy.png', 'img/a b+汉.png');
    const listing = await client.listV2({ prefix: 'img/', 'max-keys': '1000' }, {});
    expect(listing.objects.map(({ name }) => name)).toEqual(['img/a b+汉.png', 'img/copy.png']);
    await client.delete('img/copy.png');
    await client.deleteMulti(['img/a b+汉.png'], { quiet: true });
    expect(server.storage.listObjects('notes')).toEqual([]);
  });

  it('uploads in parts', async () => {
    const body = Buffer.alloc(350 * 1024, 'part');
    await connect().multipartUpload('parts.bin', body, { partSize: 100 * 1024, parallel: 2 });
    const stored = await server.storage.readObject('notes', 'parts.bin');
    expect(Buffer.compare(stored?.bytes ?? Buffer.alloc(0), body)).toBe(0);
    expect(stored?.record.etag).toMatch(/-4$/);
    await connect().delete('parts.bin');
  });

  it('is refused with a wrong secret', async () => {
    const client = connect();
    Object.assign((client as unknown as { options: object }).options, { accessKeySecret: 'wrong' });
    const refused = await refusalOf(client.put('k', Buffer.from('x')));
    expect(refused).toEqual({ code: 'SignatureDoesNotMatch', status: 403, ec: '0002-00000227' });
    expect(server.storage.findObject('notes', 'k')).toBeUndefined();
  });
});

describe('the OSS dialect', () => {
  it('finds every key that ali-oss can name', async () => {
    const client = ossClient(server);
    const key = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      // ali-oss drops a leading slash or backslash from the path that it sends, not from the one it signs.
      .filter((text) => text.isWellFormed() && !/^[/\\]|(^|\/)\.{1,2}(\/|$)/.test(text));
    await fc.assert(
      fc.asyncProperty(key, async (name) => {
        await client.put(name, Buffer.from('x'));
        expect(server.storage.findObject('notes', name)).toBeDefined();
        await client.delete(name);
      }),
      { numRuns: 60 },
    );
  });

  it('pages through a listing by marker and by token', async () => {
    const client = ossClient(server);
    for (const name of ['p/1', 'p/2', 'p/3']) await client.put(name, Buffer.from('x'));
    const first = await client.list({ prefix: 'p/', 'max-keys': 2 }, {});
    expect([first.isTruncated, first.nextMarker]).toEqual([true, 'p/2']);
    const page = await client.listV2({ prefix: 'p/', 'max-keys': '2' }, {});
    const token = (page as { nextContinuationToken?: string }).nextContinuationToken ?? '';
    const rest = await client.listV2({ prefix: 'p/', 'continuation-token': token } as never, {});
    expect(rest.objects.map(({ name }) => name)).toEqual(['p/3']);
    await client.deleteMulti(['p/1', 'p/2', 'p/3']);
  });

  it('keeps an object that may not be overwritten', async () => {
    const client = ossClient(server);
    await client.put('kept', Buffer.from('old'));
    const headers = { 'x-oss-forbid-overwrite': 'true' };
    const refused = await refusalOf(client.put('kept', Buffer.from('new'), { headers }));
    expect(refused).toMatchObject({ code: 'FileAlreadyExists', status: 409 });
    expect((await client.get('kept')).content.toString()).toBe('old');
  });

  it("has an object's own ACL, in its own header", async () => {
    await ossClient(server).put('shown', Buffer.from('x'), {
      headers: { 'x-oss-object-acl': 'public-read' },
    });
    const headers = { host: 'img.example.com' };
    expect(await rawRequest(server, { path: '/shown', headers })).toMatchObject({ status: 200 });
    expect(await rawRequest(server, { path: '/kept', headers })).toMatchObject({ status: 403 });
  });

  it('answers a refusal with its own numbers and request id', async () => {
    const missing = await refusalOf(ossClient(server).get('missing'));
    expect(missing).toEqual({ code: 'NoSuchKey', status: 404, ec: '0026-00000001' });
    const raw = await rawRequest(server, { path: '/missing', headers: { host: 'img.example.com' } });
    expect(raw.headers['x-oss-request-id']).toMatch(/^[0-9A-F]{16}$/);
    expect(raw.headers['x-oss-ec']).toBe('0003-00000001');
    expect(raw.text).toContain('<EC>0003-00000001</EC>');
  });

  it('refuses an unknown key and another region', async () => {
    const unknown = ossClient(server, { accessKeyId: 'NOBODY' });
    expect(await refusalOf(unknown.get('k'))).toMatchObject({ code: 'InvalidAccessKeyId' });
    const elsewhere = ossClient(server, { region: 'oss-cn-beijing' });
    expect(await refusalOf(elsewhere.get('k'))).toMatchObject({ code: 'InvalidArgument', status: 400 });
  });

  it('takes temporary keys with their token and with no other', async () => {
    const keys = { accessKeyId: temporary.accessKeyId, accessKeySecret: temporary.secretAccessKey };
    const { sessionToken: stsToken } = temporary;
    await ossClient(server, { ...keys, stsToken }).put('by-token', Buffer.from('x'));
    const code = async (more: object) =>
      (await refusalOf(ossClient(server, { ...keys, ...more }).get('k'))).code;
    expect(await code({ stsToken: 'other' })).toBe('InvalidSecurityToken');
    expect(await code({})).toBe('InvalidAccessKeyId');
  });

  it('is not spoken by a store that is not told to', async () => {
    const plain = await startStore({ hostSuffix: ossHostSuffix });
    const client = ossClient(plain);
    expect(await refusalOf(client.get('k'))).toMatchObject({ code: 'InvalidArgument', status: 400 });
    await plain.close();
  });
});

describe('a request signed for OSS', () => {
  /** What ali-oss sends for a small object, caught by the server's own log. */
  async function caught(): Promise<Required<RawRequest>> {
    await ossClient(server).put('caught', Buffer.from('hello'), { headers: { 'x-oss-meta-a': '1' } });
    const { headers, path = '' } = server.requests.at(-1) ?? {};
    return { method: 'PUT', path, headers: { ...headers }, body: 'hello' };
  }

  it('is taken as it was, and refused once key, query, type, metadata or MD5 is another', async () => {
    const request = await caught();
    const { headers } = request;
    expect(await rawRequest(server, request)).toMatchObject({ status: 200 });
    const changed: RawRequest[] = [
      { ...request, path: '/other' },
      { ...request, path: `${request.path}?uploads` },
      { ...request, method: 'POST' },
      { ...request, headers: { ...headers, 'content-type': 'text/html' } },
      { ...request, headers: { ...headers, 'content-md5': 'XrY7u+Ae7tCTyyK7j1rNww==' } },
      { ...request, headers: { ...headers, 'x-oss-meta-a': '2' } },
      { ...request, headers: { ...headers, 'x-oss-object-acl': 'public-read' } },
      { ...request, headers: { ...headers, host: `public.${ossHostSuffix}` } },
    ];
    for (const other of changed)
      expect(await rawRequest(server, other)).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it('is refused with another body than its Content-MD5 says', async () => {
    const request = await caught();
    expect(await rawRequest(server, { ...request, body: 'HELLO' })).toMatchObject({ code: 'BadDigest' });
  });

  it('is refused without a date, long after it, and with a payload hash that OSS does not know', async () => {
    const request = await caught();
    const code = async (headers: Record<string, string>) =>
      (await rawRequest(server, { ...request, headers: { ...request.headers, ...headers } })).code;
    expect(await code({ 'x-oss-date': '' })).toBe('AccessDenied');
    const old = { 'x-oss-date': '20200101T000000Z', authorization: redated(request.headers, '20200101') };
    expect(await code(old)).toBe('RequestTimeTooSkewed');
    expect(await code({ 'x-oss-content-sha256': 'abc' })).toBe('InvalidArgument');
  });

  it.each([
    ['AdditionalHeaders=', '0002-00000209'],
    ['AdditionalHeaders=host;', '0002-00000210'],
  ])('is refused with "%s", as EC %s', async (field, ec) => {
    const request = await caught();
    const authorization =
      request.headers['authorization']?.replace(',Signature', `,${field},Signature`) ?? '';
    const answer = await rawRequest(server, { ...request, headers: { ...request.headers, authorization } });
    expect([answer.code, answer.headers['x-oss-ec']]).toEqual(['InvalidArgument', ec]);
  });

  it('may sign further headers, which then may not change', async () => {
    const client = ossClient(server);
    const options = { headers: { 'Cache-Control': 'no-cache' }, additionalHeaders: ['cache-control'] };
    await client.put('further', Buffer.from('x'), options as never);
    const { headers, path = '' } = server.requests.at(-1) ?? {};
    expect(headers?.['authorization']).toContain('AdditionalHeaders=cache-control');
    const request = { method: 'PUT', path, headers: { ...headers }, body: 'x' };
    expect(await rawRequest(server, request)).toMatchObject({ status: 200 });
    const changed = { ...request, headers: { ...headers, 'cache-control': 'public' } };
    expect(await rawRequest(server, changed)).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });
});

function redated(headers: Readonly<Record<string, string>>, date: string): string {
  return headers['authorization']?.replace(/\/\d{8}\//, `/${date}/`) ?? '';
}
