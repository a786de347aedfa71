import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault, RequestHook } from './faults.ts';
import type { S3Server } from './server.ts';
import { rawRequest, sdkClient, startStore } from './test-setup.ts';

let server: S3Server;
let client: S3Client;
const Bucket = 'notes';
const Key = 'k';
const put = () => client.send(new PutObjectCommand({ Bucket, Key, Body: 'hello' }));
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

  it('stall: holds the answer back until it is let go, or the server closes', async () => {
    const gate = Promise.withResolvers<void>();
    server.intercept(() => ({ kind: 'stall', until: gate.promise }));
    const waiting = put();
    while (server.requests[0]?.bodyBytes !== 5) await new Promise(setImmediate);
    expect(stored()).toBe(false);
    gate.resolve();
    await waiting;
    expect(stored()).toBe(true);

    server.intercept(() => ({ kind: 'stall', until: new Promise(() => undefined) }));
    const hanging = put().catch((reason: unknown) => reason);
    while (server.requests[1]?.bodyBytes !== 5) await new Promise(setImmediate);
    await server.close();
    expect(await hanging).toMatchObject({ code: 'ECONNRESET' });
    server = await startStore();
  });
});
