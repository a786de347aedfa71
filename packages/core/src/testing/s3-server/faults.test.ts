import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault, RequestHook } from './faults.ts';
import type { S3Server } from './server.ts';
import { rawRequest, sdkClient, startStore } from './test-setup.ts';

let server: S3Server;
let client: S3Client;
const Bucket = 'notes';
const Key = 'k';
const put = () => client.send(new PutObjectCommand({ Bucket, Key, Body: 'hello' }));
const get = () => client.send(new GetObjectCommand({ Bucket, Key }));
const stored = () => server.storage.findObject(Bucket, Key) !== undefined;

beforeEach(async () => {
  server = await startStore();
  client = sdkClient(server);
});

afterEach(async () => {
  client.destroy();
  await server.close();
});

function once(fault: Fault): RequestHook {
  let left = 1;
  return () => (left-- > 0 ? fault : undefined);
}

describe('a fault', () => {
  it('refuse: gives any code in the XML of the store, and stores nothing', async () => {
    const ec = '0048-00000401';
    server.intercept(() => ({ kind: 'refuse', status: 400, code: 'PublicEndpointForbidden', ec }));
    const error = await put().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'PublicEndpointForbidden', EC: ec });
    expect(stored()).toBe(false);
  });

  it('refuse: once, leaves a client that retries content', async () => {
    const retrying = sdkClient(server, { maxAttempts: 2 });
    server.intercept(once({ kind: 'refuse', status: 503, code: 'SlowDown' }));
    await retrying.send(new PutObjectCommand({ Bucket, Key, Body: 'hello' }));
    expect(server.requests.map(({ status }) => status)).toEqual([503, 200]);
    retrying.destroy();
  });

  it('respond: gives any answer at all', async () => {
    const body = '<html>Please log in</html>';
    server.intercept(() => ({
      kind: 'respond',
      status: 200,
      headers: { 'content-type': 'text/html' },
      body,
    }));
    const answer = await rawRequest(server, { path: '/notes/k' });
    expect(answer).toMatchObject({ status: 200, text: body });
    expect(answer.headers['content-type']).toBe('text/html');
  });

  it('drop: resets before the body, or in the midst of it, and stores nothing', async () => {
    server.intercept(() => ({ kind: 'drop' }));
    expect(await put().catch((reason: unknown) => reason)).toMatchObject({ code: 'ECONNRESET' });
    const Body = new Uint8Array(8 * 1024 * 1024);
    server.intercept(() => ({ kind: 'drop', afterBytes: 100_000 }));
    const large = client.send(new PutObjectCommand({ Bucket, Key, Body }));
    const code = expect.stringMatching(/ECONNRESET|EPIPE/);
    expect(await large.catch((reason: unknown) => reason)).toMatchObject({ code });
    const { bodyBytes = 0, status } = server.requests.at(-1) ?? {};
    expect(bodyBytes).toBeGreaterThanOrEqual(100_000);
    expect(bodyBytes).toBeLessThan(Body.byteLength);
    expect([status, stored()]).toEqual([undefined, false]);
  });

  it('lose-reply: stores the object, but the client never hears of it', async () => {
    server.intercept(() => ({ kind: 'lose-reply' }));
    expect(await put().catch((reason: unknown) => reason)).toMatchObject({ code: 'ECONNRESET' });
    expect(stored()).toBe(true);
  });

  it('truncate-reply: announces the whole answer and breaks off', async () => {
    await put();
    server.intercept(() => ({ kind: 'truncate-reply', bytes: 2 }));
    const { Body, ContentLength } = await get();
    expect(ContentLength).toBe(5);
    await expect(Body?.transformToString()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('hang: answers nobody until the server closes, which it can', async () => {
    server.intercept(() => ({ kind: 'hang' }));
    const waiting = put().catch((reason: unknown) => reason);
    while (server.requests[0]?.bodyBytes !== 5) await new Promise(setImmediate);
    await server.close();
    expect(await waiting).toMatchObject({ code: 'ECONNRESET' });
    expect(stored()).toBe(false);
    server = await startStore();
  });

  it('stall: answers when it is let go', async () => {
    const gate = Promise.withResolvers<void>();
    server.intercept(() => ({ kind: 'stall', until: gate.promise }));
    const waiting = put();
    while (server.requests[0]?.bodyBytes !== 5) await new Promise(setImmediate);
    expect(stored()).toBe(false);
    gate.resolve();
    await waiting;
    expect(stored()).toBe(true);
  });
});
