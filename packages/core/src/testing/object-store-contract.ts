import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpRequest } from '../http/transport.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { StoreInit } from '../store/store-init.ts';
import { longestKey, oddNames } from './odd-keys.ts';
import {
  freshKey,
  imageOf,
  initFor,
  MISSING_BUCKET,
  putRequest,
  rejectionOf,
  type StoreServer,
  sameBytes,
  tampering,
} from './store-under-test.ts';

const MIB = 1024 * 1024;

/** At and around the borders of 8 MiB parts. */
const LARGE_SIZES = [8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 9 * MIB, 16 * MIB, 16 * MIB + 1];

/** What every {@link ObjectStore} keeps, whichever wire it speaks and whoever answers. */
export function objectStoreContract(
  name: string,
  create: (init: StoreInit) => ObjectStore,
  setUp: () => Promise<StoreServer>,
): void {
  describe(name, () => {
    let server: StoreServer;
    beforeAll(async () => {
      server = await setUp();
    });
    afterAll(() => server.close());

    const storeWith = (changes?: Partial<StoreInit>) => create(initFor(server, changes));
    const storeOn = (bucket: string) => storeWith({ store: server.storeOf(bucket) });

    keeping(storeWith);
    refusing(storeWith, storeOn, () => server);
    cancelling(storeWith, () => server);
    publishing(storeOn, () => server);
  });
}

type StoreWith = (changes?: Partial<StoreInit>) => ObjectStore;
type StoreOn = (bucket: string) => ObjectStore;

function keeping(storeWith: StoreWith): void {
  describe('keeps what it was given', () => {
    test('an object comes back with its bytes, size and headers', async () => {
      const store = storeWith();
      const key = freshKey();
      const body = imageOf(70_000);
      const headers = {
        contentType: 'image/webp',
        cacheControl: 'public, max-age=31536000, immutable',
        contentDisposition: 'inline; filename="a b.webp"',
        contentEncoding: 'gzip',
      };
      const { etag } = await store.put(putRequest(key, body, headers));
      expect(await store.head(key)).toMatchObject({ size: body.byteLength, etag, ...headers });
      expect(sameBytes(await store.get(key), body)).toBe(true);
    });

    test('headers that were not asked for are not there', async () => {
      const store = storeWith();
      const key = freshKey();
      await store.put(putRequest(key, imageOf(10)));
      expect(await store.head(key)).toMatchObject({ cacheControl: undefined, contentDisposition: undefined });
    });

    test('a second put replaces the first', async () => {
      const store = storeWith();
      const key = freshKey();
      const second = imageOf(20);
      await store.put(putRequest(key, imageOf(10)));
      await store.put(putRequest(key, second, { contentType: 'image/gif' }));
      expect(sameBytes(await store.get(key), second)).toBe(true);
      expect((await store.head(key))?.contentType).toBe('image/gif');
    });

    test('a SHA-256 that the caller has already is as good as one computed', async () => {
      const store = storeWith();
      const key = freshKey();
      const body = new TextEncoder().encode('abc');
      const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
      await store.put(putRequest(key, body, { sha256 }));
      expect(sameBytes(await store.get(key), body)).toBe(true);
    });

    test('a single byte is an object', async () => {
      const store = storeWith();
      const key = freshKey();
      await store.put(putRequest(key, imageOf(1)));
      expect((await store.head(key))?.size).toBe(1);
    });

    test.each(Object.entries(oddNames))('a key with %s names one object', async (_, oddName) => {
      const store = storeWith();
      const key = freshKey(oddName);
      const body = imageOf(100);
      await store.put(putRequest(key, body));
      expect(sameBytes(await store.get(key), body)).toBe(true);
      await store.delete(key);
      expect(await store.head(key)).toBeUndefined();
    });

    test('the longest key names an object', async () => {
      const store = storeWith();
      const key = longestKey(freshKey('deep/'.repeat(20).concat('x')));
      await store.put(putRequest(key, imageOf(100)));
      expect((await store.head(key))?.size).toBe(100);
      await store.delete(key);
    });

    test('composed and decomposed spellings are two objects', async () => {
      const store = storeWith();
      const composed = freshKey('caf\u00e9.png');
      const decomposed = composed.normalize('NFD') as typeof composed;
      await store.put(putRequest(composed, imageOf(10)));
      expect(await store.head(decomposed)).toBeUndefined();
    });

    test.each(LARGE_SIZES)('%i bytes come back whole', async (size) => {
      const store = storeWith();
      const key = freshKey();
      const body = imageOf(size);
      const sent: number[] = [];
      await store.put(putRequest(key, body, { cacheControl: 'no-cache' }), { onSent: (n) => sent.push(n) });
      expect(await store.head(key)).toMatchObject({
        size,
        contentType: 'image/png',
        cacheControl: 'no-cache',
      });
      expect(sameBytes(await store.get(key), body)).toBe(true);
      expect(sent.at(-1)).toBe(size);
      expect(sent).toEqual(sent.toSorted((a, b) => a - b));
      await store.delete(key);
    });

    test('the head of what is not there is undefined', async () => {
      expect(await storeWith().head(freshKey())).toBeUndefined();
    });

    test('deleting what is not there is no failure', async () => {
      await expect(storeWith().delete(freshKey())).resolves.toBeUndefined();
    });
  });
}

function refusing(storeWith: StoreWith, storeOn: StoreOn, server: () => StoreServer): void {
  const put = (store: ObjectStore) => store.put(putRequest(freshKey(), imageOf(1000)));
  const wrongSecret = () => {
    const credentials = { ...server().credentials, secretAccessKey: 'not-the-secret' };
    return storeWith({ credentials: async () => credentials });
  };

  describe('says why it was refused', () => {
    test('an object that is not there', async () => {
      const key = freshKey();
      const error = await rejectionOf(storeWith().get(key));
      expect(error).toMatchObject({ code: 'store/no-such-key', facts: { key } });
    });

    test('a wrong secret', async () => {
      expect((await rejectionOf(put(wrongSecret()))).code).toBe('store/bad-signature');
    });

    test('an unknown access key', async () => {
      const credentials = { ...server().credentials, accessKeyId: 'NOSUCHACCESSKEY00000' };
      const error = await rejectionOf(put(storeWith({ credentials: async () => credentials })));
      expect(error.code).toBe('store/unknown-access-key');
    });

    test('a bucket that does not exist', async () => {
      const error = await rejectionOf(put(storeOn(MISSING_BUCKET)));
      expect(error).toMatchObject({ code: 'store/no-such-bucket', facts: { bucket: MISSING_BUCKET } });
    });

    test("somebody else's bucket", async () => {
      const store = storeOn(server().foreignBucket);
      expect((await rejectionOf(put(store))).code).toBe('store/access-denied');
    });

    test('a clock that is an hour slow', async () => {
      const clock = { now: () => new Date(Date.now() - 3_600_000) };
      expect((await rejectionOf(put(storeWith({ clock })))).code).toBe('store/clock-skew');
    });

    test.each([1000, 9 * MIB])('a body of %i bytes that was changed on its way', async (size) => {
      const store = storeWith({ transport: tampering(server().transport, flipLastByte) });
      const key = freshKey();
      const error = await rejectionOf(store.put(putRequest(key, imageOf(size))));
      expect(error.code).toBe('store/body-mismatch');
      expect(await storeWith().head(key)).toBeUndefined();
    });

    test.each([20, 9 * MIB])('a key that is taken, where the store can tell, of %i bytes', async (size) => {
      const store = storeWith();
      const key = freshKey();
      const first = imageOf(10);
      await store.put(putRequest(key, first, { noOverwrite: true }));
      const again = store.put(putRequest(key, imageOf(size), { noOverwrite: true }));
      const { noOverwriteHeader } = server().storeOf(server().bucket);
      if (noOverwriteHeader === undefined) return void (await again.catch(() => undefined));
      expect((await rejectionOf(again)).code).toBe('store/precondition-failed');
      expect(sameBytes(await store.get(key), first)).toBe(true);
    });

    test('without a secret, a signature or a query in the error or in its causes', async () => {
      const store = wrongSecret();
      const key = freshKey();
      const attempts = [put(store), store.get(key), store.head(key), store.delete(key)];
      for (const rejection of await Promise.all(attempts.map(rejectionOf))) {
        const error = inspect(rejection, { depth: 20 });
        expect(error).not.toMatch(/not-the-secret|signature=|credential=|x-(amz|oss)-/i);
      }
    });
  });
}

/** Only bodies with image bytes: XML that does not parse is refused for another reason. */
function flipLastByte(request: HttpRequest): HttpRequest {
  if (request.method !== 'PUT' || request.body === undefined) return request;
  const body = Uint8Array.from(request.body);
  const last = body.byteLength - 1;
  body[last] = (body[last] ?? 0) ^ 1;
  return { ...request, body };
}

function cancelling(storeWith: StoreWith, server: () => StoreServer): void {
  describe('can be cancelled', () => {
    test('before anything was sent', async () => {
      const sent: HttpRequest[] = [];
      const transport = tampering(server().transport, (request) => {
        sent.push(request);
        return request;
      });
      const store = storeWith({ transport });
      const options = { signal: AbortSignal.abort() };
      const key = freshKey();
      const attempts = [
        store.put(putRequest(key, imageOf(10)), options),
        store.put(putRequest(key, imageOf(9 * MIB)), options),
        store.head(key, options),
        store.get(key, options),
        store.delete(key, options),
      ];
      for (const attempt of attempts)
        expect(await rejectionOf(attempt)).toMatchObject({
          code: 'cancelled',
          facts: { outcome: 'not-sent' },
        });
      expect(sent).toEqual([]);
    });

    test.each([4 * MIB, 20 * MIB])('while %i bytes are on their way', async (size) => {
      const abort = new AbortController();
      const key = freshKey();
      const options = { signal: abort.signal, onSent: () => abort.abort() };
      const error = await rejectionOf(storeWith().put(putRequest(key, imageOf(size)), options));
      expect(error.code).toBe('cancelled');
    });
  });
}

function publishing(storeOn: StoreOn, server: () => StoreServer): void {
  const anonymous = (url: string) => server().transport.send({ method: 'GET', url, headers: {} });

  describe('has a public URL for each key', () => {
    test.each(Object.entries(oddNames))('anyone reads %s there from a public bucket', async (_, oddName) => {
      const store = storeOn(server().publicBucket);
      const key = freshKey(oddName);
      const body = imageOf(100);
      await store.put(putRequest(key, body, { contentType: 'image/avif' }));
      const answer = await anonymous(store.publicUrl(key));
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe('image/avif');
      expect(sameBytes(answer.body, body)).toBe(true);
    });

    test('nobody reads it there from a private bucket', async () => {
      const store = storeOn(server().bucket);
      const key = freshKey();
      await store.put(putRequest(key, imageOf(100)));
      expect((await anonymous(store.publicUrl(key))).status).toBe(403);
    });
  });
}
