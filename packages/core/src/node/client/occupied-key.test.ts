import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedStore } from '../../testing/embedded-store.ts';
import { imageOf, rejectionOf, type StoreServer, sameBytes } from '../../testing/store-under-test.ts';
import { openClient } from './open-client.ts';

const MIB = 1024 * 1024;

/** Heeds a condition on a put, and ignores it where parts become an object, as Ceph RGW 16 does. */
let server: StoreServer;
beforeAll(async () => {
  server = await startEmbeddedStore('path');
});
afterAll(() => server.close());

const client = (mayLook = true) =>
  openClient({
    store: server.storeOf(server.bucket),
    credentials: async () => server.credentials,
    transport: {
      ...server.transport,
      send: async (request, options) =>
        mayLook || request.method === 'PUT'
          ? server.transport.send(request, options)
          : {
              status: 403,
              headers: {},
              body: new TextEncoder().encode('<Error><Code>AccessDenied</Code></Error>'),
            },
    },
  });

async function* pieces(size: number) {
  for (let at = 0; at < size; at += MIB) yield randomBytes(Math.min(MIB, size - at));
}

describe.each([1000, 9 * MIB])('%i bytes that come as a stream', (size) => {
  it('replace no object with noOverwrite', async () => {
    const [key, first] = [`kept/${size}`, imageOf(10)];
    await client().put(first, { key });
    const put = client().put(pieces(size), { key, noOverwrite: true });
    expect((await rejectionOf(put)).code).toBe('store/precondition-failed');
    expect(sameBytes(await client().read(key), first)).toBe(true);
  });

  it('replace no object that came while they were sent, with keepOthers', async () => {
    const [key, other] = [`raced/${size}`, imageOf(10)];
    const racing = async function* () {
      yield* pieces(size);
      await client().put(other, { key });
    };
    const put = client().put(racing(), { key, keepOthers: true });
    expect((await rejectionOf(put)).code).toBe('store/object-exists');
    expect(sameBytes(await client().read(key), other)).toBe(true);
  });

  it('are not sent by keys that may not look, as they may be many', async () => {
    const put = client(false).put(pieces(size), { key: `blind/${size}`, keepOthers: true });
    expect((await rejectionOf(put)).code).toBe('store/access-denied');
    expect(await client().stat(`blind/${size}`)).toBeUndefined();
  });
});
