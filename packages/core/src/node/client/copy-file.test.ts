import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clientUnderTest } from '../../testing/client-under-test.ts';
import type { WireFault } from '../../testing/fault-proxy/wire-fault.ts';
import { startS3Server } from '../../testing/s3-server/server.ts';
import { rejectionOf } from '../../testing/store-under-test.ts';
import type { Client } from './client.ts';

const MIB = 1024 * 1024;
const scene = clientUnderTest();
const { client, newFile, requestsOf, stored, unfinished } = scene;

/** The same server under another key: a store that cannot copy from the first by itself. */
const theirKeys = { accessKeyId: 'YOURKEY', secretAccessKey: 'your-secret' };

async function elsewhere<T>(
  work: (target: Client, bytesOf: (key: string) => Promise<Buffer>) => Promise<T>,
): Promise<T> {
  const server = await startS3Server({
    users: [{ name: 'you', ...theirKeys }],
    buckets: [{ name: 'theirs', owner: 'you' }],
  });
  const target = client({
    bucket: 'theirs',
    endpoint: server.endpoint,
    credentials: { source: 'inline', ...theirKeys },
  });
  try {
    return await work(target, async (key) =>
      Buffer.from((await server.storage.readObject('theirs', key))?.bytes ?? []),
    );
  } finally {
    await server.close();
  }
}

describe('a copy in one store', () => {
  it('is made by the store, in the bucket or in another one of the same keys', async () => {
    await client().put(newFile('hello'), { key: 'cp/from', contentType: 'text/x' });
    for (const target of [client(), client({ bucket: 'open' })]) {
      const requests = await requestsOf(async () => {
        expect(await client().copy('cp/from', 'cp/到', { target })).toMatchObject({
          key: 'cp/到',
          size: 5,
          verified: 'etag',
        });
      });
      expect(requests).toEqual(['HEAD ', 'PUT ']);
      expect((await target.stat('cp/到'))?.contentType).toBe('text/x');
    }
    expect((await stored('cp/到', 'open')).toString()).toBe('hello');
  });

  it('of nothing is refused', async () => {
    expect((await rejectionOf(client().copy('cp/none', 'cp/to'))).code).toBe('store/no-such-key');
  });
});

describe('a copy between stores', () => {
  it.each([0, 1, 8 * MIB, 8 * MIB + 1, 30 * MIB + 5])(
    'of %i bytes arrives, headers included',
    async (size) => {
      const bytes = randomBytes(size);
      const headers = { contentType: 'text/x', cacheControl: 'no-cache', contentDisposition: 'attachment' };
      await client().put(newFile(bytes), { key: 'across', ...headers });
      await elsewhere(async (target, bytesOf) => {
        const moved: number[] = [];
        const onProgress = (sent: number) => moved.push(sent);
        const done = await client().copy('across', 'there/a', { target, onProgress });
        expect(done).toMatchObject({ key: 'there/a', size, verified: 'etag' });
        expect((await bytesOf('there/a')).equals(bytes)).toBe(true);
        expect(await target.stat('there/a')).toMatchObject(headers);
        if (size > 0) expect(moved.at(-1)).toBe(size);
      });
    },
  );

  it.each<WireFault>([
    { kind: 'reset-reply', afterBytes: 3 * MIB },
    { kind: 'truncate-reply', afterBytes: 3 * MIB },
    { kind: 'refuse', status: 503, code: 'ServiceUnavailable' },
  ])('mends an answer of the first that breaks off: %j', async (fault) => {
    const bytes = randomBytes(20 * MIB);
    await client().put(newFile(bytes), { key: 'across' });
    // Not as often as one request is tried, whosever turn it is.
    scene.proxy.rule({ fault, method: 'GET', times: 2 });
    await elsewhere(async (target, bytesOf) => {
      await scene.behindProxy().copy('across', 'a', { target });
      expect((await bytesOf('a')).equals(bytes)).toBe(true);
    });
  });

  it('goes on with the parts that are there, when it is asked for again', async () => {
    const bytes = randomBytes(40 * MIB);
    await client().put(newFile(bytes), { key: 'across' });
    await elsewhere(async (target, bytesOf) => {
      const stop = new AbortController();
      const onProgress = (sent: number) => sent > 20 * MIB && stop.abort();
      const first = client().copy('across', 'a', { target, parallel: 1, signal: stop.signal, onProgress });
      expect((await rejectionOf(first)).code).toBe('cancelled');
      const requests = await requestsOf(() => client().copy('across', 'a', { target }));
      expect(requests.filter((request) => request === 'GET ')).toHaveLength(3);
      expect((await bytesOf('a')).equals(bytes)).toBe(true);
    });
  });

  it('ends with an original that is replaced meanwhile, without an object or a part', async () => {
    await client().put(newFile(randomBytes(20 * MIB)), { key: 'across' });
    await elsewhere(async (target) => {
      let replaced: Promise<unknown> | undefined;
      scene.server.intercept(({ headers }) => {
        if (!headers['range']?.startsWith(`bytes=${8 * MIB}-`)) return undefined;
        replaced ??= client().put(newFile('other'), { key: 'across' });
        return { kind: 'stall', until: replaced };
      });
      const copy = client().copy('across', 'a', { target, parallel: 1 });
      expect((await rejectionOf(copy)).code).toBe('source/changed');
      expect(await target.stat('a')).toBeUndefined();
      for await (const upload of target.unfinished.list()) expect(upload).toBeUndefined();
    });
    expect(await unfinished('')).toEqual([]);
  });
});
