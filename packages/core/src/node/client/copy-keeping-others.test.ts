import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../http/transport.ts';
import type { ResolvedStore } from '../../providers/provider.ts';
import { startEmbeddedStore } from '../../testing/embedded-store.ts';
import { imageOf, rejectionOf, type StoreServer, sameBytes } from '../../testing/store-under-test.ts';
import type { Client } from './client.ts';
import { openClient } from './open-client.ts';

const MIB = 1024 * 1024;

/** Heeds a condition on a put and on a copy, and ignores it where parts become an object. */
let server: StoreServer;
beforeAll(async () => {
  server = await startEmbeddedStore('path');
});
afterAll(() => server.close());

interface Scene {
  /** What the client believes of the store. */
  readonly store?: Partial<ResolvedStore>;
  /** Runs before each of its requests. */
  readonly before?: (request: HttpRequest) => Promise<unknown>;
  /** The store says nothing of bytes. */
  readonly mute?: true;
}

function client({ store = {}, before = async () => undefined, mute }: Scene = {}): Client {
  const { send, stream } = server.transport;
  const heard = (answer: HttpResponse): HttpResponse => {
    const { etag: _, ...others } = answer.headers;
    return mute ? { ...answer, headers: others } : answer;
  };
  return openClient({
    store: { ...server.storeOf(server.bucket), ...store },
    credentials: async () => server.credentials,
    transport: {
      ...server.transport,
      async send(request, options) {
        await before(request);
        return heard(await send(request, options));
      },
      async stream(request, options) {
        await before(request);
        return heard(await stream(request, options));
      },
    },
  });
}

const heedsCopies = { noOverwriteCopyHeader: ['if-none-match', '*'] } as const;

it('a copy over other bytes of the same size is refused', async () => {
  const other = imageOf(10);
  await client().put(imageOf(10), { key: 'a/from' });
  await client().put(other, { key: 'a/to' });
  const copy = client().copy('a/from', 'a/to', { keepOthers: true });
  expect((await rejectionOf(copy)).code).toBe('store/object-exists');
  expect(sameBytes(await client().read('a/to'), other)).toBe(true);
});

it.each<Scene>([{ mute: true }, { store: { etagIsMd5: false } }])(
  'nothing counts as the same by its size where ETags say nothing of bytes: %j',
  async (scene) => {
    const [key, bytes] = [`mute/${JSON.stringify(scene)}`, imageOf(10)];
    await client().put(bytes, { key: 'mute/from' });
    await client().put(bytes, { key });
    const copy = client(scene).copy('mute/from', key, { keepOthers: true });
    expect((await rejectionOf(copy)).code).toBe('store/object-exists');
  },
);

it('the same bytes are not copied again', async () => {
  const [bytes, asked] = [imageOf(10), [] as string[]];
  await client().put(bytes, { key: 'same/from' });
  await client().put(bytes, { key: 'same/to' });
  const before = async ({ method }: HttpRequest) => asked.push(method);
  const done = await client({ before }).copy('same/from', 'same/to', { keepOthers: true });
  expect(done).toMatchObject({ key: 'same/to', size: 10, verified: 'etag' });
  expect(asked).toEqual(['HEAD', 'HEAD']);
});

it('a store that can refuses to replace what came in the same moment', async () => {
  const other = imageOf(10);
  await client().put(imageOf(10), { key: 'race/from' });
  const before = async ({ method }: HttpRequest) =>
    method === 'PUT' && client().put(other, { key: 'race/to' });
  const copy = client({ store: heedsCopies, before }).copy('race/from', 'race/to', { keepOthers: true });
  expect((await rejectionOf(copy)).code).toBe('store/object-exists');
  expect(sameBytes(await client().read('race/to'), other)).toBe(true);
});

it('a copy whose answer was lost is no object of others', async () => {
  await client().put(imageOf(10), { key: 'lost/from' });
  const before = async ({ method }: HttpRequest) => method === 'PUT' && client().copy('lost/from', 'lost/to');
  const copy = client({ store: heedsCopies, before }).copy('lost/from', 'lost/to', { keepOthers: true });
  expect(await copy).toMatchObject({ size: 10, verified: 'etag' });
});

it('parts of another store replace nothing that came while they were sent', async () => {
  const other = imageOf(10);
  await client().put(imageOf(9 * MIB), { key: 'parts/from' });
  // Another address counts as another store.
  const source = client({
    store: { endpoint: server.storeOf(server.bucket).endpoint.replace('127.0.0.1', 'else.example') },
  });
  const before = async ({ url }: HttpRequest) =>
    url.includes('partNumber=2') && client().put(other, { key: 'parts/to' });
  const copy = source.copy('parts/from', 'parts/to', { target: client({ before }), keepOthers: true });
  expect((await rejectionOf(copy)).code).toBe('store/object-exists');
  expect(sameBytes(await client().read('parts/to'), other)).toBe(true);
  for await (const upload of client().unfinished.list()) expect(upload).toBeUndefined();
});
