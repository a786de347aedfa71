import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFixedClock } from '../../fixed-clock.ts';
import type { S3Server } from '../server.ts';
import { alice, type RawRequest, rawRequest, sdkClient, startStore } from '../test-setup.ts';

const clock = createFixedClock('2026-11-22T10:00:00Z');
const signingDate = new Date('2026-11-22T10:00:00Z');
const temporary = { name: 'alice', accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 'tok+/=' };
const Bucket = 'notes';
const Key = 'a+b 汉.png';
let server: S3Server;
let client: S3Client;

beforeAll(async () => {
  server = await startStore({ users: [alice, temporary], clock });
  client = sdkClient(server);
});

afterAll(async () => {
  client.destroy();
  await server.close();
});

async function presign(command: GetObjectCommand | PutObjectCommand, options = {}, signer = client) {
  const url = await getSignedUrl(signer, command as GetObjectCommand, {
    signingDate,
    expiresIn: 60,
    ...options,
  });
  return url.slice(server.endpoint.length);
}

function fetchAt(now: string, request: RawRequest) {
  clock.set(now);
  const host = new URL(server.endpoint).host;
  return rawRequest(server, { ...request, headers: { host, ...request.headers } });
}

const now = '2026-11-22T10:00:30Z';

describe('a presigned URL', () => {
  it('puts and gets without further credentials, temporary keys included', async () => {
    const put = await presign(new PutObjectCommand({ Bucket, Key }));
    expect(await fetchAt(now, { method: 'PUT', path: put, body: 'hello' })).toMatchObject({ status: 200 });
    const get = await presign(new GetObjectCommand({ Bucket, Key }));
    expect(await fetchAt(now, { path: get })).toMatchObject({ status: 200, text: 'hello' });
    const carol = sdkClient(server, { credentials: temporary });
    const byToken = await presign(new GetObjectCommand({ Bucket, Key }), {}, carol);
    expect(await fetchAt(now, { path: byToken })).toMatchObject({ status: 200, text: 'hello' });
  });

  it('expires, and is not valid long before it was signed', async () => {
    const path = await presign(new GetObjectCommand({ Bucket, Key }));
    const late = await fetchAt('2026-11-22T10:01:01Z', { path });
    expect(late).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(late.text).toContain('expired');
    expect(await fetchAt('2026-11-22T09:40:00Z', { path })).toMatchObject({
      status: 403,
      code: 'AccessDenied',
    });
  });

  it('is refused once anything in it, the method or the host is changed', async () => {
    const path = await presign(new GetObjectCommand({ Bucket, Key }));
    const wrong = { status: 403, code: 'SignatureDoesNotMatch' };
    const changed = [
      path.replace('.png', '.gif'),
      path.replace('X-Amz-Expires=60', 'X-Amz-Expires=600'),
      `${path}&response-content-type=text%2Fhtml`,
      path.replace(/Signature=.{4}/, 'Signature=0000'),
    ];
    for (const other of changed) expect(await fetchAt(now, { path: other })).toMatchObject(wrong);
    expect(await fetchAt(now, { path, method: 'DELETE' })).toMatchObject(wrong);
    expect(await fetchAt(now, { path, headers: { host: 'elsewhere' } })).toMatchObject(wrong);
  });

  it('binds the headers that were signed, and takes no x-amz header besides', async () => {
    const put = new PutObjectCommand({ Bucket, Key, ContentType: 'image/png' });
    const path = await presign(put, { signableHeaders: new Set(['content-type']) });
    const send = (headers: Record<string, string>) =>
      fetchAt(now, { method: 'PUT', path, headers, body: 'x' });
    expect(await send({ 'content-type': 'image/png' })).toMatchObject({ status: 200 });
    expect(await send({ 'content-type': 'text/html' })).toMatchObject({ code: 'SignatureDoesNotMatch' });
    const withAcl = { 'content-type': 'image/png', 'x-amz-acl': 'public-read' };
    expect(await send(withAcl)).toMatchObject({ code: 'AccessDenied' });
  });

  it('is refused when it would live longer than a week, or half of it is missing', async () => {
    const path = await presign(new GetObjectCommand({ Bucket, Key }));
    const malformed = { status: 400, code: 'AuthorizationQueryParametersError' };
    const long = path.replace('X-Amz-Expires=60', 'X-Amz-Expires=604801');
    expect(await fetchAt(now, { path: long })).toMatchObject(malformed);
    const dateless = path.replace(/X-Amz-Date=\w+&/, '');
    expect(await fetchAt(now, { path: dateless })).toMatchObject(malformed);
  });

  it('is refused next to an authorization header', async () => {
    const path = await presign(new GetObjectCommand({ Bucket, Key }));
    const both = await fetchAt(now, { path, headers: { authorization: 'AWS4-HMAC-SHA256 x' } });
    expect(both).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });

  it('carries the CRC of the body it was signed for, so that the SDK default refuses the real one', async () => {
    const signer = sdkClient(server, { requestChecksumCalculation: 'WHEN_SUPPORTED' });
    const path = await presign(new PutObjectCommand({ Bucket, Key }), {}, signer);
    expect(path).toContain('x-amz-checksum-crc32=AAAAAA');
    const put = await fetchAt(now, { method: 'PUT', path, body: 'hello' });
    expect(put).toMatchObject({ status: 400, code: 'BadDigest' });
  });
});
