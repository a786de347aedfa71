import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ObjectKey } from '../naming/object-key.ts';
import { createStore } from '../store/create-store.ts';
import type { UnfinishedUpload } from '../store/multipart-sessions.ts';
import { createTransferStore, type TransferStore } from '../store/transfer-store.ts';
import { bytesBody } from './bytes-body.ts';
import { objectKey, oddNames } from './odd-keys.ts';
import { freshKey, imageOf, initFor, rejectionOf, type StoreServer, sameBytes } from './store-under-test.ts';

const MIB = 1024 * 1024;

/** What every store keeps towards transfers of any size, whoever answers. */
export function transferStoreContract(name: string, setUp: () => Promise<StoreServer>): void {
  describe(name, () => {
    let server: StoreServer;
    let store: TransferStore;
    beforeAll(async () => {
      server = await setUp();
      store = createTransferStore({ ...initFor(server), transport: server.transport });
    });
    afterAll(() => server.close());

    const objects = () => createStore(initFor(server));
    const unfinished = async (prefix: string) => {
      const found: UnfinishedUpload[] = [];
      for await (const upload of store.unfinished(prefix)) found.push(upload);
      return found;
    };
    const sourceOf = (key: ObjectKey) => ({ bucket: server.bucket, key });
    const described = (key = freshKey('a.bin')) => ({
      key,
      contentType: 'application/zip',
      cacheControl: 'no-cache',
    });

    describe.each([true, false])('hashed: %s', (hashed) => {
      test('a streamed object comes back with its bytes and headers', async () => {
        const [object, bytes] = [described(), imageOf(1_234_567)];
        const sent: number[] = [];
        await store.put(object, bytesBody(bytes), { hashed, onSent: (n) => sent.push(n) });
        expect(await objects().head(object.key)).toMatchObject({
          size: bytes.byteLength,
          contentType: 'application/zip',
          cacheControl: 'no-cache',
        });
        expect(sameBytes(await objects().get(object.key), bytes)).toBe(true);
        expect(sent.at(-1)).toBe(bytes.byteLength);
      });

      test('an object comes from its parts, in whichever order they were sent', async () => {
        const [object, bytes] = [described(), imageOf(11 * MIB)];
        const upload = await store.begin(object);
        const last = await store.putPart(upload, 2, bytesBody(bytes.subarray(6 * MIB)), { hashed });
        const first = await store.putPart(upload, 1, bytesBody(bytes.subarray(0, 6 * MIB)), { hashed });
        const parts = [
          { number: 1, etag: first, size: 6 * MIB },
          { number: 2, etag: last, size: 5 * MIB },
        ];
        expect(await store.parts(upload)).toEqual(parts);
        await store.complete(upload, object, parts);
        expect(await objects().head(object.key)).toMatchObject({
          size: bytes.byteLength,
          contentType: 'application/zip',
          cacheControl: 'no-cache',
        });
        expect(sameBytes(await objects().get(object.key), bytes)).toBe(true);
      });
    });

    test.each([0, 1])('%i bytes are an object', async (size) => {
      const object = described();
      await store.put(object, bytesBody(imageOf(size)));
      expect((await objects().head(object.key))?.size).toBe(size);
    });

    test('parts that do not fit on one page are all listed', async () => {
      const upload = await store.begin(described());
      for (const number of [1, 2, 3, 1500]) await store.putPart(upload, number, bytesBody(imageOf(10)));
      expect((await store.parts(upload))?.map(({ number }) => number)).toEqual([1, 2, 3, 1500]);
      await store.abort(upload);
    });

    test('what was aborted is gone, and aborting it again is no failure', async () => {
      const object = described();
      const upload = await store.begin(object);
      await store.putPart(upload, 1, bytesBody(imageOf(10)));
      await store.abort(upload);
      await store.abort(upload);
      expect(await store.parts(upload)).toBeUndefined();
      await rejectionOf(store.complete(upload, object, [{ number: 1, etag: 'x' }]));
      expect(await objects().head(object.key)).toBeUndefined();
    });

    test('a part that the store does not have is refused', async () => {
      const object = described();
      const upload = await store.begin(object);
      await store.putPart(upload, 1, bytesBody(imageOf(10)));
      const wrong = [{ number: 1, etag: '00000000000000000000000000000000' }];
      await rejectionOf(store.complete(upload, object, wrong));
      expect(await objects().head(object.key)).toBeUndefined();
      await store.abort(upload);
    });

    test.each(Object.entries(oddNames))('uploads under %s are listed until they end', async (_, odd) => {
      const folder = `contract/${randomUUID()}/`;
      const key = objectKey(folder + odd);
      const upload = await store.begin(described(key));
      const found = await unfinished(folder);
      expect(found.map(({ key, uploadId }) => [key, uploadId])).toEqual([[key, upload.uploadId]]);
      expect(Math.abs((found[0]?.startedAt?.getTime() ?? 0) - Date.now())).toBeLessThan(3_600_000);
      expect(await store.parts(upload)).toEqual([]);
      await store.abort(upload);
      expect(await unfinished(folder)).toEqual([]);
    });

    test.each(Object.entries(oddNames))('%s is copied inside the store, headers included', async (_, odd) => {
      const [from, to, bytes] = [freshKey(odd), freshKey(odd), imageOf(1000)];
      await store.put(described(from), bytesBody(bytes));
      await store.copy(sourceOf(from), to);
      expect(sameBytes(await objects().get(to), bytes)).toBe(true);
      expect(await objects().head(to)).toMatchObject({
        contentType: 'application/zip',
        cacheControl: 'no-cache',
      });
    });

    test('copying what is not there is refused', async () => {
      const none = sourceOf(freshKey());
      expect((await rejectionOf(store.copy(none, freshKey()))).code).toBe('store/no-such-key');
      const upload = await store.begin(described());
      const part = store.copyPart({ ...none, start: 0, end: 10 }, upload, 1);
      expect((await rejectionOf(part)).code).toBe('store/no-such-key');
      await store.abort(upload);
    });

    test('an object is copied between buckets of the same keys', async () => {
      const init = initFor(server, { store: server.storeOf(server.publicBucket) });
      const other = createTransferStore({ ...init, transport: server.transport });
      const [from, to, bytes] = [freshKey(), freshKey(), imageOf(1000)];
      await store.put(described(from), bytesBody(bytes));
      await other.copy(sourceOf(from), to);
      expect(sameBytes(await createStore(init).get(to), bytes)).toBe(true);
    });

    test('an object is copied part by part, odd ends included', async () => {
      const [from, object, bytes] = [freshKey('图 +1'), described(), imageOf(11 * MIB + 3)];
      await store.put(described(from), bytesBody(bytes));
      const upload = await store.begin(object);
      const spans = [
        { start: 0, end: 6 * MIB },
        { start: 6 * MIB, end: bytes.byteLength },
      ];
      const parts = [];
      for (const [index, span] of spans.entries()) {
        const number = index + 1;
        const etag = await store.copyPart({ ...sourceOf(from), ...span }, upload, number);
        parts.push({ number, etag, size: span.end - span.start });
      }
      expect(await store.parts(upload)).toEqual(parts);
      await store.complete(upload, object, parts);
      expect(sameBytes(await objects().get(object.key), bytes)).toBe(true);
    });

    describe('ranges', () => {
      const stored = async (bytes: Uint8Array) => {
        const object = described();
        const { etag } = await store.put(object, bytesBody(bytes));
        const read = async (start: number, end: number, expected = etag) => {
          const pieces: Uint8Array[] = [];
          const range = { key: object.key, size: bytes.byteLength, etag: expected, start, end };
          await store.readRange(range, () => {
            pieces.length = 0;
            return (piece) => void pieces.push(Uint8Array.from(piece));
          });
          return new Uint8Array(Buffer.concat(pieces));
        };
        return { object, read };
      };

      test.each([
        [0, 1_000_000],
        [0, 1],
        [999_999, 1_000_000],
        [300_000, 700_001],
      ])('from %i to %i are exactly those bytes', async (start, end) => {
        const bytes = imageOf(1_000_000);
        const { read } = await stored(bytes);
        expect(sameBytes(await read(start, end), bytes.subarray(start, end))).toBe(true);
      });

      test('of an object that was replaced are refused', async () => {
        const { object, read } = await stored(imageOf(1000));
        await store.put(object, bytesBody(imageOf(1000)));
        expect((await rejectionOf(read(0, 500))).code).toBe('store/precondition-failed');
      });

      test('of an object that is gone are refused', async () => {
        const { object, read } = await stored(imageOf(1000));
        await objects().delete(object.key);
        expect((await rejectionOf(read(0, 500))).code).toBe('store/no-such-key');
      });
    });
  });
}
