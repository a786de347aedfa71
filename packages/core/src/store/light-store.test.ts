import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { cancelled, ImbedError } from '../errors.ts';
import { nodeDigests } from '../node/digests.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { createFixedClock } from '../testing/fixed-clock.ts';
import { objectKey } from '../testing/odd-keys.ts';
import { plainStore } from '../testing/plain-store.ts';
import { createScriptedTransport, type ScriptedReply } from '../testing/scripted-transport.ts';
import { createLightStore } from './light-store.ts';
import type { PutRequest } from './object-store.ts';

const key = objectKey('img/截图 1.png');
const url = 'https://pics.s3.example.com/img/%E6%88%AA%E5%9B%BE%201.png';
const body = new TextEncoder().encode('bytes');
const put: PutRequest = { key, body, contentType: 'image/png' };
const bodySha256 = createHash('sha256').update(body).digest('hex');

const taken: ScriptedReply = {
  status: 200,
  headers: { 'content-length': '5', etag: '"4b3a6218bb3e3a7303e8a171a60fcf92"', 'content-type': 'image/png' },
};

function scene(replies: readonly ScriptedReply[], changes: Partial<ResolvedStore> = {}) {
  const transport = createScriptedTransport(replies);
  const store = createLightStore({
    store: plainStore(changes),
    credentials: async () => ({ accessKeyId: 'AKID', secretAccessKey: 'SECRET' }),
    transport,
    digests: nodeDigests,
    clock: createFixedClock('2026-08-22T01:02:03Z'),
  });
  return { store, transport, sent: () => transport.requests.map(({ method }) => method) };
}

function refusal(status: number, code: string): ScriptedReply {
  return { status, body: `<Error><Code>${code}</Code></Error>` };
}

describe('put', () => {
  it('is one signed request with the hash of the body', async () => {
    const { store, transport } = scene([{ status: 200, headers: { etag: '"abc"' } }]);
    expect(await store.put(put)).toEqual({ etag: 'abc' });
    const [request] = transport.requests;
    expect(request).toEqual({
      method: 'PUT',
      url,
      headers: {
        'content-type': 'image/png',
        'x-amz-content-sha256': bodySha256,
        'x-amz-date': '20260822T010203Z',
        authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=AKID\/20260822\/us-east-1\/s3\//),
      },
      body,
    });
  });

  it('believes the hash that the caller has', async () => {
    const { store, transport } = scene([taken]);
    const sha256 = createHash('sha256').update('other').digest('hex');
    await store.put({ ...put, sha256 });
    expect(transport.requests[0]?.headers['x-amz-content-sha256']).toBe(sha256);
  });

  it('speaks the dialect of OSS: its signature, its header names, the MD5 of the body', async () => {
    const { store, transport } = scene([taken], {
      dialect: 'oss',
      addressing: 'bucket-bound',
      endpoint: 'https://img.example.com',
      signingRegion: 'cn-hangzhou',
      noOverwriteHeader: ['x-oss-forbid-overwrite', 'true'],
    });
    await store.put({ ...put, acl: 'public-read', noOverwrite: true });
    const [request] = transport.requests;
    expect(request?.url).toBe('https://img.example.com/img/%E6%88%AA%E5%9B%BE%201.png');
    expect(request?.headers).toEqual({
      'content-type': 'image/png',
      'content-md5': createHash('md5').update(body).digest('base64'),
      'x-oss-object-acl': 'public-read',
      'x-oss-forbid-overwrite': 'true',
      'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
      'x-oss-date': '20260822T010203Z',
      authorization: expect.stringMatching(/^OSS4-HMAC-SHA256 Credential=AKID\/20260822\/cn-hangzhou\/oss\//),
    });
  });

  it('hands the signal and the progress listener to the transport', async () => {
    const { store, transport } = scene([taken]);
    const { signal } = new AbortController();
    const sent: (readonly number[])[] = [];
    await store.put(put, { signal, onSent: (...counts) => sent.push(counts) });
    expect(transport.options[0]?.signal).toBe(signal);
    expect(sent).toEqual([[5, 5]]);
  });

  it.each([
    [refusal(404, 'NoSuchBucket'), 'store/no-such-bucket'],
    [refusal(403, 'SignatureDoesNotMatch'), 'store/bad-signature'],
    [{ status: 503 }, 'store/unavailable'],
    [new ImbedError('network/dns'), 'network/dns'],
  ] as const)('rejects with what the table says of %o', async (reply, code) => {
    const { store, sent } = scene([reply]);
    await expect(store.put(put)).rejects.toMatchObject({ code });
    expect(sent()).toEqual(['PUT']);
  });

  it('does not take the login page of a captive portal for a success', async () => {
    const page = { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html>' };
    await expect(scene([page]).store.put(put)).rejects.toMatchObject({
      code: 'network/intercepted',
      facts: { status: 200, host: 'pics.s3.example.com', key },
    });
  });
});

describe('head', () => {
  it('says what the headers say', async () => {
    const headers = {
      'content-length': '12',
      etag: 'W/"abc"',
      'content-type': 'image/png',
      'cache-control': 'no-cache',
      'content-disposition': 'inline',
    };
    expect(await scene([{ status: 200, headers }]).store.head(key)).toEqual({
      size: 12,
      etag: 'abc',
      contentType: 'image/png',
      cacheControl: 'no-cache',
      contentDisposition: 'inline',
    });
    expect(await scene([{ status: 200, headers: { 'content-length': '0' } }]).store.head(key)).toEqual({
      size: 0,
      etag: undefined,
      contentType: undefined,
      cacheControl: undefined,
      contentDisposition: undefined,
    });
  });

  it.each([
    ['x-amz-server-side-encryption', 'aws:kms', true],
    ['x-amz-server-side-encryption', 'aws:kms:dsse', true],
    ['x-oss-server-side-encryption', 'KMS', true],
    ['x-amz-server-side-encryption-customer-algorithm', 'AES256', true],
    ['x-amz-server-side-encryption', 'AES256', undefined],
  ])('says whether the ETag is no MD5 for its encryption: %s: %s', async (name, value, managedKey) => {
    const headers = { 'content-length': '1', [name]: value };
    expect((await scene([{ status: 200, headers }]).store.head(key))?.managedKey).toBe(managedKey);
  });

  it('knows an HTML file in the bucket from a login page by what only a store sends', async () => {
    const html = { 'content-type': 'text/html', 'content-length': '9' };
    const stored = await scene([{ status: 200, headers: { ...html, etag: '"a"' } }]).store.head(key);
    expect(stored?.contentType).toBe('text/html');
    await expect(scene([{ status: 200, headers: html }]).store.head(key)).rejects.toMatchObject({
      code: 'network/intercepted',
    });
  });

  it('is undefined for what is not there, without a second request', async () => {
    const { store, sent } = scene([{ status: 404, headers: { 'content-type': 'application/xml' } }]);
    expect(await store.head(key)).toBeUndefined();
    expect(sent()).toEqual(['HEAD']);
  });

  it('tells a missing bucket where a header names it', async () => {
    const { store, sent } = scene([{ status: 404, headers: { 'x-minio-error-code': 'NoSuchBucket' } }]);
    await expect(store.head(key)).rejects.toMatchObject({ code: 'store/no-such-bucket' });
    expect(sent()).toEqual(['HEAD']);
  });

  it.each([400, 401, 403, 301])('asks for the reason of a bare %i by a GET of one byte', async (status) => {
    const { store, transport, sent } = scene([
      { status, headers: { 'x-amz-request-id': 'R' } },
      refusal(403, 'InvalidAccessKeyId'),
    ]);
    await expect(store.head(key)).rejects.toMatchObject({ code: 'store/unknown-access-key' });
    expect(sent()).toEqual(['HEAD', 'GET']);
    expect(transport.requests[1]?.headers['range']).toBe('bytes=0-0');
    expect(transport.requests[1]?.url).toBe(url);
  });

  it('finds that the object is missing when only the GET says so', async () => {
    expect(await scene([{ status: 403 }, refusal(404, 'NoSuchKey')]).store.head(key)).toBeUndefined();
  });

  it('keeps the first refusal when the GET gives no other reason', async () => {
    const { store } = scene([{ status: 403 }, { status: 206, body: 'x' }]);
    await expect(store.head(key)).rejects.toMatchObject({
      code: 'store/access-denied',
      facts: { status: 403 },
    });
  });

  it.each([
    [{ status: 503 }, 'store/unavailable'],
    [{ status: 403, headers: { 'content-type': 'text/html' } }, 'network/intercepted'],
    [new ImbedError('network/timeout'), 'network/timeout'],
    [cancelled('unknown'), 'cancelled'],
  ] as const)('asks nothing more after %o', async (reply, code) => {
    const { store, sent } = scene([reply]);
    await expect(store.head(key)).rejects.toMatchObject({ code });
    expect(sent()).toEqual(['HEAD']);
  });

  it('refuses to guess a size', async () => {
    for (const headers of [{ etag: '"a"' }, { etag: '"a"', 'content-length': 'many' }]) {
      await expect(scene([{ status: 200, headers }]).store.head(key)).rejects.toMatchObject({
        code: 'store/verification-failed',
      });
    }
  });
});

describe('get', () => {
  it('gives the bytes', async () => {
    expect(await scene([{ status: 200, headers: { etag: '"a"' }, body }]).store.get(key)).toEqual(body);
  });

  it('rejects for what is not there', async () => {
    await expect(scene([refusal(404, 'NoSuchKey')]).store.get(key)).rejects.toMatchObject({
      code: 'store/no-such-key',
      facts: { key, bucket: 'pics' },
    });
  });
});

describe('delete', () => {
  it.each([{ status: 204 }, { status: 200 }, refusal(404, 'NoSuchKey')])('resolves for %o', async (reply) => {
    const { store, sent } = scene([reply]);
    await expect(store.delete(key)).resolves.toBeUndefined();
    expect(sent()).toEqual(['DELETE']);
  });

  it('rejects when the bucket is missing', async () => {
    await expect(scene([refusal(404, 'NoSuchBucket')]).store.delete(key)).rejects.toMatchObject({
      code: 'store/no-such-bucket',
    });
  });
});

describe('every verb', () => {
  it('asks for credentials again, so that temporary ones can be renewed', async () => {
    const transport = createScriptedTransport(() => taken);
    let asked = 0;
    const store = createLightStore({
      store: plainStore(),
      credentials: async () => ({ accessKeyId: `AKID${++asked}`, secretAccessKey: 'SECRET' }),
      transport,
      digests: nodeDigests,
      clock: createFixedClock('2026-08-22T01:02:03Z'),
    });
    await store.put(put);
    await store.head(key);
    await store.get(key);
    await store.delete(key);
    const keys = transport.requests.map(
      ({ headers }) => /Credential=(\w+)/.exec(headers['authorization'] ?? '')?.[1],
    );
    expect(keys).toEqual(['AKID1', 'AKID2', 'AKID3', 'AKID4']);
  });

  it('sends nothing once it is cancelled', async () => {
    const { store, sent } = scene([]);
    const options = { signal: AbortSignal.abort() };
    for (const attempt of [
      store.put(put, options),
      store.head(key, options),
      store.get(key, options),
      store.delete(key, options),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'cancelled', facts: { outcome: 'not-sent' } });
    }
    expect(sent()).toEqual([]);
  });

  it('lets missing credentials reject as they do', async () => {
    const transport = createScriptedTransport([]);
    const store = createLightStore({
      store: plainStore(),
      credentials: async () => {
        throw new ImbedError('config/missing-secret');
      },
      transport,
      digests: nodeDigests,
      clock: createFixedClock('2026-08-22T01:02:03Z'),
    });
    await expect(store.put(put)).rejects.toMatchObject({ code: 'config/missing-secret' });
    expect(transport.requests).toEqual([]);
  });

  it('knows the public URL', () => {
    const { store } = scene([], { urlSuffix: '?x-oss-process=style/web' });
    expect(store.publicUrl(key)).toBe(
      'https://img.example.com/img/%E6%88%AA%E5%9B%BE%201.png?x-oss-process=style/web',
    );
  });
});
