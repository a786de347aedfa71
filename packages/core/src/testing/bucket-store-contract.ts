import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ObjectKey } from '../naming/object-key.ts';
import type { BucketStore, ListedObject, ListRequest } from '../store/object-store.ts';
import type { StoreInit } from '../store/store-init.ts';
import { objectKey, oddNames } from './odd-keys.ts';
import {
  freshKey,
  imageOf,
  initFor,
  putRequest,
  rejectionOf,
  type StoreServer,
  sameBytes,
} from './store-under-test.ts';

/** What a {@link BucketStore} does beyond one object: list, delete many, hand out presigned links. */
export function bucketStoreContract(
  name: string,
  create: (init: StoreInit) => BucketStore,
  setUp: () => Promise<StoreServer>,
): void {
  describe(name, () => {
    let server: StoreServer;
    beforeAll(async () => {
      server = await setUp();
    });
    afterAll(() => server.close());

    const storeWith = (changes?: Partial<StoreInit>) => create(initFor(server, changes));
    listing(storeWith);
    copying(storeWith);
    deletingMany(storeWith);
    presigning(storeWith, () => server);
  });
}

type StoreWith = (changes?: Partial<StoreInit>) => BucketStore;

function listing(storeWith: StoreWith): void {
  describe('lists', () => {
    test('every object under a prefix once, over as many pages as it takes', async () => {
      const store = storeWith();
      const { folder, keys } = await fill(store, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
      const { objects, pages } = await collect(store, { prefix: folder, pageSize: 3 });
      expect(objects.map(({ key }) => key)).toEqual(keys);
      expect(pages).toBe(3);
    });

    test('size, ETag and date of each object', async () => {
      const store = storeWith();
      const key = freshKey();
      const before = Date.now();
      const { etag } = await store.put(putRequest(key, imageOf(1234)));
      const [listed] = (await collect(store, { prefix: key })).objects;
      expect(listed).toMatchObject({ key, size: 1234, etag });
      const age = Math.abs((listed?.lastModified?.getTime() ?? 0) - before);
      expect(age).toBeLessThan(60 * 60 * 1000);
    });

    test('what a delimiter cuts off as prefixes, across pages', async () => {
      const store = storeWith();
      const { folder } = await fill(store, ['a/1', 'a/2', 'b/1', 'c', 'd/1', 'd/2', 'e']);
      const request = { prefix: folder, delimiter: '/', pageSize: 2 };
      const { objects, prefixes } = await collect(store, request);
      expect(objects.map(({ key }) => key)).toEqual([`${folder}c`, `${folder}e`]);
      expect(prefixes).toEqual([`${folder}a/`, `${folder}b/`, `${folder}d/`]);
    });

    test('odd keys as they were put, one a page', async () => {
      const store = storeWith();
      const { folder, keys } = await fill(store, Object.values(oddNames));
      const { objects } = await collect(store, { prefix: folder, pageSize: 1 });
      expect(objects.map(({ key }) => key).sort()).toEqual([...keys].sort());
    });

    test('odd prefixes', async () => {
      const store = storeWith();
      const { folder, keys } = await fill(store, Object.values(oddNames));
      for (const key of keys) {
        const { objects } = await collect(store, { prefix: key });
        expect(objects.map((object) => object.key)).toContain(key);
      }
      expect((await collect(store, { prefix: `${folder}100%` })).objects).toHaveLength(1);
    });

    test('nothing where there is nothing', async () => {
      const { objects, prefixes } = await collect(storeWith(), { prefix: `${randomUUID()}/` });
      expect([objects, prefixes]).toEqual([[], []]);
    });

    test('no page that nobody asked for', async () => {
      const store = storeWith();
      const { folder } = await fill(store, ['a', 'b', 'c']);
      for await (const page of store.list({ prefix: folder, pageSize: 1 })) {
        expect(page.objects).toHaveLength(1);
        break;
      }
    });

    test('nothing once cancelled', async () => {
      const pages = storeWith().list({}, { signal: AbortSignal.abort() });
      const first = pages[Symbol.asyncIterator]().next();
      expect((await rejectionOf(first)).code).toBe('cancelled');
    });
  });
}

function copying(storeWith: StoreWith): void {
  describe('copies', () => {
    test.each(Object.entries(oddNames))('an object with its bytes and headers: %s', async (_, name) => {
      const store = storeWith();
      const folder = `contract/${randomUUID()}`;
      const [from, to] = [objectKey(`${folder}/${name}`), objectKey(`${folder}/copies/${name}`)];
      const image = imageOf(1234);
      const described = { cacheControl: 'max-age=60', contentDisposition: 'inline; filename="a.png"' };
      await store.put({ ...putRequest(from, image), ...described });
      await store.copy(from, to);
      expect(sameBytes(await store.get(to), image)).toBe(true);
      expect(await store.head(to)).toMatchObject({ ...described, contentType: 'image/png' });
      expect(await store.head(from)).toBeDefined();
    });

    test('nothing when there is no such object', async () => {
      const store = storeWith();
      const to = freshKey();
      expect((await rejectionOf(store.copy(freshKey(), to))).code).toBe('store/no-such-key');
      expect(await store.head(to)).toBeUndefined();
    });
  });
}

function deletingMany(storeWith: StoreWith): void {
  describe('deletes many', () => {
    test('odd keys among them, and only those', async () => {
      const store = storeWith();
      const { folder, keys } = await fill(store, [...Object.values(oddNames), 'stays']);
      const kept = objectKey(`${folder}stays`);
      await store.deleteMany(keys.filter((key) => key !== kept));
      expect((await collect(store, { prefix: folder })).objects.map(({ key }) => key)).toEqual([kept]);
    });

    test('more than fit into one request', async () => {
      const store = storeWith();
      const { folder, keys } = await fill(store, ['first', 'last']);
      const absent = Array.from({ length: 1500 }, (_, index) => objectKey(`${folder}absent-${index}`));
      await store.deleteMany([...keys.slice(0, 1), ...absent, ...keys.slice(1)]);
      expect((await collect(store, { prefix: folder })).objects).toEqual([]);
    });

    test('none without a request', async () => {
      await expect(storeWith().deleteMany([])).resolves.toBeUndefined();
    });
  });
}

function presigning(storeWith: StoreWith, server: () => StoreServer): void {
  const fetchAnonymously = (url: string) => server().transport.send({ method: 'GET', url, headers: {} });

  describe('presigns', () => {
    test.each(Object.entries(oddNames))('a link that opens %s without credentials', async (_, oddName) => {
      const store = storeWith();
      const key = freshKey(oddName);
      const body = imageOf(100);
      await store.put(putRequest(key, body, { contentType: 'image/gif' }));
      const answer = await fetchAnonymously(await store.presignGet(key, 60));
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe('image/gif');
      expect(sameBytes(answer.body, body)).toBe(true);
    });

    test('no link that opens another object', async () => {
      const store = storeWith();
      const [key, other] = [freshKey('a.png'), freshKey('b.png')];
      await store.put(putRequest(key, imageOf(10)));
      await store.put(putRequest(other, imageOf(10)));
      const url = (await store.presignGet(key, 60)).replace(key, other);
      expect((await fetchAnonymously(url)).status).toBe(403);
    });

    test('no link that opens after its time', async () => {
      const clock = { now: () => new Date(Date.now() - 120_000) };
      const store = storeWith({ clock });
      const key = freshKey();
      await store.put(putRequest(key, imageOf(10)));
      expect((await fetchAnonymously(await store.presignGet(key, 180))).status).toBe(200);
      expect((await fetchAnonymously(await store.presignGet(key, 60))).status).toBe(403);
    });

    test.each([0, -1, 1.5, 604_801, Number.NaN])(
      'for no less than a second and no more than a week: not %d s',
      async (seconds) => {
        expect((await rejectionOf(storeWith().presignGet(freshKey(), seconds))).code).toBe('config/invalid');
      },
    );
  });
}

/** Puts one small object a name into a folder of their own; keys in the order that stores list them. */
async function fill(store: BucketStore, names: readonly string[]) {
  const folder = `contract/${randomUUID()}/`;
  const keys = names.map((name) => objectKey(folder + name)).sort(byUtf8);
  await Promise.all(keys.map((key) => store.put(putRequest(key, imageOf(10)))));
  return { folder, keys };
}

function byUtf8(a: ObjectKey, b: ObjectKey): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

async function collect(store: BucketStore, request: ListRequest) {
  const objects: ListedObject[] = [];
  const prefixes: string[] = [];
  let pages = 0;
  for await (const page of store.list(request)) {
    objects.push(...page.objects);
    prefixes.push(...page.prefixes);
    pages++;
  }
  return { objects, prefixes, pages };
}
