import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { S3Server } from '../server.ts';
import { type OssOptions, ossClient, ossHostSuffix } from '../test-oss-client.ts';
import { alice, type RawRequest, rawRequest, startStore } from '../test-setup.ts';

/** What ali-oss has and its types lack. */
interface Presigner {
  signatureUrlV4(
    method: string,
    seconds: number,
    request: { headers?: Readonly<Record<string, string>>; queries?: Readonly<Record<string, unknown>> },
    key: string,
    additionalHeaders?: readonly string[],
  ): Promise<string>;
}

const temporary = { name: 'alice', accessKeyId: 'STS.CAROL', secretAccessKey: 's', sessionToken: 'tok+/=' };
const key = 'a+b 汉.png';
let server: S3Server;
let offset = 0;

beforeAll(async () => {
  server = await startStore({
    users: [alice, temporary],
    dialects: ['s3', 'oss'],
    hostSuffix: ossHostSuffix,
    // ali-oss signs with the clock of the machine: this one is off by what a test needs.
    clock: { now: () => new Date(Date.now() + offset) },
  });
  await ossClient(server).put(key, Buffer.from('hello'));
});

beforeEach(() => {
  offset = 0;
});

afterAll(() => server.close());

/** Path and query of a link that ali-oss signed, to be asked for at the bucket's host. */
async function presign(
  method: string,
  request: Parameters<Presigner['signatureUrlV4']>[2] = {},
  {
    additional = [] as readonly string[],
    ...options
  }: Partial<OssOptions> & { additional?: readonly string[] } = {},
) {
  const client = ossClient(server, options) as unknown as Presigner;
  const url = await client.signatureUrlV4(method, 60, request, key, additional);
  return url.slice(url.indexOf('/', 'http://'.length));
}

function ask(request: RawRequest) {
  const host = `notes.${ossHostSuffix}`;
  return rawRequest(server, { ...request, headers: { host, ...request.headers } });
}

const wrongSignature = { status: 403, code: 'SignatureDoesNotMatch' };

describe('a link signed for OSS', () => {
  it('gets and puts without further credentials, temporary keys included', async () => {
    expect(await ask({ path: await presign('GET') })).toMatchObject({ status: 200, text: 'hello' });
    const put = { method: 'PUT', path: await presign('PUT'), body: 'hello' };
    expect(await ask(put)).toMatchObject({ status: 200 });
    const { accessKeyId, secretAccessKey: accessKeySecret, sessionToken: stsToken } = temporary;
    const byToken = await presign('GET', {}, { accessKeyId, accessKeySecret, stsToken });
    expect(await ask({ path: byToken })).toMatchObject({ status: 200, text: 'hello' });
  });

  it('expires, and is not valid long before it was signed', async () => {
    const path = await presign('GET');
    offset = 62_000;
    expect(await ask({ path })).toMatchObject({ status: 403, code: 'AccessDenied' });
    offset = -16 * 60_000;
    expect(await ask({ path })).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  it('is refused once anything in it, the method or the bucket is changed', async () => {
    const path = await presign('GET');
    const changed = [
      path.replace('.png', '.gif'),
      path.replace('x-oss-expires=60', 'x-oss-expires=600'),
      `${path}&response-content-type=text%2Fhtml`,
      path.replace(/x-oss-signature=.{4}/, 'x-oss-signature=0000'),
    ];
    for (const other of changed) expect(await ask({ path: other })).toMatchObject(wrongSignature);
    expect(await ask({ path, method: 'DELETE' })).toMatchObject(wrongSignature);
    const headers = { host: `public.${ossHostSuffix}` };
    expect(await ask({ path, headers })).toMatchObject(wrongSignature);
    expect(await ask({ path: await presign('GET', {}, { accessKeySecret: 'wrong' }) })).toMatchObject(
      wrongSignature,
    );
  });

  it('binds the headers that were signed', async () => {
    const headers = { 'cache-control': 'no-cache', 'content-type': 'image/png' };
    const path = await presign('PUT', { headers }, { additional: ['cache-control'] });
    const put = (sent: Readonly<Record<string, string>>) =>
      ask({ method: 'PUT', path, headers: sent, body: 'hello' });
    expect(await put(headers)).toMatchObject({ status: 200 });
    expect(await put({ ...headers, 'cache-control': 'public' })).toMatchObject(wrongSignature);
    expect(await put({ ...headers, 'content-type': 'text/html' })).toMatchObject(wrongSignature);
    expect(await put({ ...headers, 'x-oss-object-acl': 'public-read' })).toMatchObject(wrongSignature);
  });

  it('is refused when it would live longer than a week, or next to an authorization header', async () => {
    const path = await presign('GET');
    const long = path.replace('x-oss-expires=60', 'x-oss-expires=604801');
    expect(await ask({ path: long })).toMatchObject({ status: 400, code: 'InvalidArgument' });
    const both = await ask({ path, headers: { authorization: 'OSS4-HMAC-SHA256 x' } });
    expect(both).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });
});
