import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy/fault-proxy.ts';
import type { WireFault } from '../../testing/fault-proxy/wire-fault.ts';
import type { S3ServerOptions } from '../../testing/s3-server/options.ts';
import { type S3Server, startS3Server } from '../../testing/s3-server/server.ts';
import { rejectionOf } from '../../testing/store-under-test.ts';
import type { Client } from './client.ts';
import { type ClientSettings, createClient } from './create-client.ts';

const MIB = 1024 * 1024;
const user = { name: 'me', accessKeyId: 'MYKEY', secretAccessKey: 'my-secret' };

let server: S3Server;
/** A bad line to the same server. */
let proxy: FaultProxy;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'imbed-client-'));
  const options: S3ServerOptions = {
    users: [user],
    buckets: [
      { name: 'files', owner: 'me' },
      { name: 'open', owner: 'me', acl: 'public-read' },
    ],
  };
  server = await startS3Server(options);
  proxy = await startFaultProxy({ targetPort: server.port });
});
afterEach(() => {
  server.intercept(undefined);
  proxy.clear();
});
afterAll(async () => {
  await proxy.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

const state = () => join(folder, 'state');

function client(changes: Partial<ClientSettings> = {}): Client {
  return createClient({
    provider: 'custom',
    bucket: 'files',
    endpoint: server.endpoint,
    region: 'us-east-1',
    addressing: 'path',
    credentials: { source: 'inline', ...user },
    stateFolder: state(),
    ...changes,
  });
}

const behindProxy = () => client({ endpoint: proxy.endpoint });

let files = 0;
function newFile(bytes: Uint8Array | string, name = `file-${files++}.bin`): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** What the server has under the key. */
async function stored(key: string, bucket = 'files'): Promise<Buffer> {
  return Buffer.from((await server.storage.readObject(bucket, key))?.bytes ?? []);
}

async function unfinished(prefix: string) {
  const found = [];
  for await (const upload of client().unfinished.list(prefix)) found.push(upload);
  return found;
}

function requestsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = server.requests.length;
  const told = () =>
    server.requests.slice(before).map(({ method, query }) => `${method} ${[...query.keys()]}`);
  return work().then(told, told);
}

describe('put', () => {
  it.each([0, 1, 70_000, 3 * MIB, 8 * MIB])('stores a file of %i bytes in one request', async (size) => {
    const bytes = randomBytes(size);
    const path = newFile(bytes);
    const requests = await requestsOf(async () => {
      const done = await client().put(path, { key: `whole/${size}` });
      expect(done).toMatchObject({ key: `whole/${size}`, size, verified: 'etag' });
      expect(done.url).toBe(`${server.endpoint}/files/whole/${size}`);
    });
    expect(requests).toEqual(['PUT ']);
    expect((await stored(`whole/${size}`)).equals(bytes)).toBe(true);
  });

  it.each([8 * MIB + 1, 16 * MIB, 20 * MIB + 7])('stores a file of %i bytes in parts', async (size) => {
    const bytes = randomBytes(size);
    const progress: number[] = [];
    const done = await client().put(newFile(bytes), {
      key: `parts/${size}`,
      onProgress: (sent) => progress.push(sent),
    });
    expect(done).toMatchObject({ size, verified: 'etag' });
    expect((await stored(`parts/${size}`)).equals(bytes)).toBe(true);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBe(size);
    expect(await unfinished('parts/')).toEqual([]);
    expect(readdirSync(join(state(), 'uploads'))).toEqual([]);
  });

  it.each([0, 1, 8 * MIB, 8 * MIB + 1, 17 * MIB])('stores %i bytes as they come', async (size) => {
    const bytes = randomBytes(size);
    const pieces = async function* () {
      for (let at = 0; at < size; at += 1_000_003) yield bytes.subarray(at, at + 1_000_003);
    };
    const done = await client().put(pieces(), { key: `stream/${size}` });
    expect(done.size).toBe(size);
    expect((await stored(`stream/${size}`)).equals(bytes)).toBe(true);
    expect(await unfinished('stream/')).toEqual([]);
  });

  it('names, types and describes a file by itself', async () => {
    const done = await client().put(newFile('{}', '图 "1".json'));
    expect(done.key).toBe('图 "1".json');
    expect(await client().stat(done.key)).toMatchObject({
      contentType: 'application/json',
      contentDisposition: `inline; filename="_ _1_.json"; filename*=UTF-8''%E5%9B%BE%20%221%22.json`,
    });
  });

  it('believes the content of a picture more than its name', async () => {
    const png = readFileSync(new URL('../../../fixtures/images/gradient.png', import.meta.url));
    await client().put(newFile(png, 'wrong.jpg'));
    expect((await client().stat('wrong.jpg'))?.contentType).toBe('image/png');
  });

  it('refuses what is no file, or no key', async () => {
    expect((await rejectionOf(client().put(join(folder, 'none')))).code).toBe('source/not-found');
    expect((await rejectionOf(client().put(folder))).code).toBe('source/unreadable');
    expect((await rejectionOf(client().put(new Uint8Array()))).code).toBe('config/invalid');
    expect((await rejectionOf(client().put(newFile(''), { key: '../x' }))).code).toBe('config/invalid');
  });

  it('has the bucket remove what is to expire, once a class, and leaves its other rules alone', async () => {
    const other = '<Rule><ID>theirs</ID><Prefix>a&amp;b/</Prefix><Status>Disabled</Status><X>1</X></Rule>';
    const bucket = server.storage.findBucket('files');
    if (bucket === undefined) throw new Error('no bucket');
    await server.storage.saveBucket({
      ...bucket,
      lifecycle: `<LifecycleConfiguration>${other}</LifecycleConfiguration>`,
    });
    const done = await client().put(newFile('a', 'gone.txt'), { expires: '1d' });
    await client().put(newFile('b', 'gone-2.txt'), { expires: '1d' });
    await client().put(newFile('c', 'gone-3.txt'), { expires: '7d' });
    expect(done.key).toBe('tmp/1d/gone.txt');
    expect(server.storage.findBucket('files')?.lifecycle).toContain(other);
    expect((await client().lifecycle.rules()).map(({ id, prefix, days }) => [id, prefix, days])).toEqual([
      ['theirs', 'a&b/', undefined],
      ['imbed-expire-1d', 'tmp/1d/', 1],
      ['imbed-expire-7d', 'tmp/7d/', 7],
    ]);
  });
});

describe('an upload that broke off', () => {
  const isPart = (number: number) => (query: URLSearchParams) => query.get('partNumber') === String(number);

  it('goes on with the parts that are there, when it is asked for again', async () => {
    const bytes = randomBytes(40 * MIB);
    const path = newFile(bytes);
    server.intercept(({ query }) =>
      isPart(4)(query) ? { kind: 'refuse', code: 'AccessDenied', status: 403 } : undefined,
    );
    const first = await rejectionOf(client().put(path, { key: 'resume', parallel: 1 }));
    expect(first.code).toBe('store/access-denied');
    server.intercept(undefined);
    const seen: number[] = [];
    const requests = await requestsOf(() =>
      client().put(path, { key: 'resume', onProgress: (sent) => seen.push(sent) }),
    );
    expect(requests.filter((request) => request.includes('partNumber'))).toHaveLength(2);
    expect(seen[0]).toBeGreaterThanOrEqual(24 * MIB);
    expect((await stored('resume')).equals(bytes)).toBe(true);
    expect(await unfinished('resume')).toEqual([]);
  });

  it('starts anew when the file has changed, and leaves no old part behind', async () => {
    const path = newFile(randomBytes(20 * MIB));
    server.intercept(({ query }) => (isPart(2)(query) ? { kind: 'respond', status: 403 } : undefined));
    await rejectionOf(client().put(path, { key: 'changed' }));
    server.intercept(undefined);
    const bytes = randomBytes(20 * MIB);
    writeFileSync(path, bytes);
    utimesSync(path, 1, 1);
    await client().put(path, { key: 'changed' });
    expect((await stored('changed')).equals(bytes)).toBe(true);
    expect(await unfinished('changed')).toEqual([]);
  });

  it('is complete when only the last answer was lost, and nothing is sent again', async () => {
    const bytes = randomBytes(9 * MIB);
    const path = newFile(bytes);
    proxy.rule({ fault: { kind: 'lose-reply' }, method: 'POST', query: /uploadId/, times: 1 });
    expect(await behindProxy().put(path, { key: 'lost' })).toMatchObject({ verified: 'etag' });
    expect((await stored('lost')).equals(bytes)).toBe(true);
    expect(await unfinished('lost')).toEqual([]);
  });

  it('is never begun in vain: an upload whose id was not heard is removed', async () => {
    const path = newFile(randomBytes(9 * MIB));
    proxy.rule({ fault: { kind: 'lose-reply' }, query: /^uploads/ });
    await rejectionOf(behindProxy().put(path, { key: 'unheard' }));
    expect(await unfinished('unheard')).not.toEqual([]);
    proxy.clear();
    await behindProxy().put(path, { key: 'unheard' });
    expect(await unfinished('unheard')).toEqual([]);
  });

  it('ends with the file that changes under it, without an object', async () => {
    const path = newFile(randomBytes(20 * MIB));
    const put = client().put(path, {
      key: 'moving',
      onProgress: () => utimesSync(path, new Date(), new Date()),
    });
    expect((await rejectionOf(put)).code).toBe('source/changed');
    expect(await client().stat('moving')).toBeUndefined();
    expect(await unfinished('moving')).toEqual([]);
  });

  it('from a stream leaves nothing, since it cannot go on', async () => {
    const pieces = async function* () {
      yield randomBytes(9 * MIB);
      throw new Error('the pipe broke');
    };
    expect((await rejectionOf(client().put(pieces(), { key: 'pipe' }))).code).toBe('source/unreadable');
    expect(await unfinished('pipe')).toEqual([]);
  });

  it.each<WireFault>([
    { kind: 'reset-request', afterBytes: 0 },
    { kind: 'reset-request', afterBytes: 5 * MIB },
    { kind: 'lose-reply' },
    { kind: 'refuse', status: 503, code: 'ServiceUnavailable', early: true },
    { kind: 'refuse', status: 500, code: 'InternalError' },
    { kind: 'flip-request', byte: 4 * MIB },
  ])('is mended part by part: %j', async (fault) => {
    const bytes = randomBytes(30 * MIB);
    const key = `faults/${fault.kind}`;
    for (const part of [1, 2, 3, 4])
      proxy.rule({ fault, query: new RegExp(`partNumber=${part}&`), times: 1 });
    await behindProxy().put(newFile(bytes), { key });
    expect((await stored(key)).equals(bytes)).toBe(true);
    expect(await unfinished(key)).toEqual([]);
  });
});

describe('get', () => {
  it.each([0, 1, 70_000, 8 * MIB, 8 * MIB + 1, 30 * MIB + 5])('fetches %i bytes', async (size) => {
    const bytes = randomBytes(size);
    await client().put(newFile(bytes), { key: `get/${size}` });
    const into = join(folder, `got-${size}`, 'deep', 'file');
    const progress: number[] = [];
    const done = await client().get(`get/${size}`, {
      into,
      verify: true,
      onProgress: (n) => progress.push(n),
    });
    expect(done).toMatchObject({ path: into, size, verified: 'etag' });
    expect(readFileSync(into).equals(bytes)).toBe(true);
    expect(readdirSync(join(into, '..'))).toEqual(['file']);
    if (size > 0) expect(progress.at(-1)).toBe(size);
  });

  it('goes on with the ranges that are there', async () => {
    const bytes = randomBytes(40 * MIB);
    await client().put(newFile(bytes), { key: 'get/resume' });
    const into = join(folder, 'resumed.bin');
    server.intercept(({ headers }) =>
      headers['range']?.startsWith(`bytes=${24 * MIB}-`) ? { kind: 'respond', status: 403 } : undefined,
    );
    await rejectionOf(client().get('get/resume', { into, parallel: 1 }));
    expect(existsSync(into)).toBe(false);
    server.intercept(undefined);
    const requests = await requestsOf(() => client().get('get/resume', { into, verify: true }));
    expect(requests.filter((request) => request === 'GET ')).toHaveLength(2);
    expect(readFileSync(into).equals(bytes)).toBe(true);
    expect(readdirSync(join(state(), 'downloads'))).toEqual([]);
  });

  it('starts anew when the object has been replaced', async () => {
    await client().put(newFile(randomBytes(20 * MIB)), { key: 'get/replaced' });
    const into = join(folder, 'replaced.bin');
    server.intercept(({ headers }) =>
      headers['range']?.startsWith(`bytes=${8 * MIB}-`) ? { kind: 'respond', status: 403 } : undefined,
    );
    await rejectionOf(client().get('get/replaced', { into, parallel: 1 }));
    server.intercept(undefined);
    const bytes = randomBytes(20 * MIB);
    await client().put(newFile(bytes), { key: 'get/replaced' });
    await client().get('get/replaced', { into });
    expect(readFileSync(into).equals(bytes)).toBe(true);
  });

  it.each<WireFault>([
    { kind: 'reset-reply', afterBytes: 3 * MIB },
    { kind: 'truncate-reply', afterBytes: 3 * MIB },
    { kind: 'refuse', status: 503, code: 'ServiceUnavailable' },
    { kind: 'lose-reply' },
  ])('mends an answer that breaks off: %j', async (fault) => {
    const bytes = randomBytes(20 * MIB);
    await client().put(newFile(bytes), { key: 'get/broken' });
    proxy.rule({ fault, method: 'GET', times: 2 });
    const into = join(folder, 'broken.bin');
    await behindProxy().get('get/broken', { into });
    expect(readFileSync(into).equals(bytes)).toBe(true);
  });

  it('leaves a small file that is not what its ETag tells of nowhere', async () => {
    await client().put(newFile('right'), { key: 'get/rotten' });
    server.intercept(({ method }) =>
      method === 'GET'
        ? { kind: 'respond', status: 200, headers: { 'x-amz-request-id': '1' }, body: 'wrong' }
        : undefined,
    );
    const into = join(folder, 'rotten', 'file');
    expect((await rejectionOf(client().get('get/rotten', { into }))).code).toBe('store/verification-failed');
    expect(readdirSync(join(folder, 'rotten'))).toEqual([]);
  });

  it('says what is missing', async () => {
    const into = join(folder, 'missing', 'file');
    expect((await rejectionOf(client().get('none', { into }))).code).toBe('store/no-such-key');
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });
});

describe('the bucket', () => {
  it('is listed by folders, or all of it', async () => {
    for (const key of ['list/a', 'list/b/1', 'list/b/2', 'list/c/d/1'])
      await client().put(new Uint8Array(3), { key });
    const keys = async (recursive: boolean) => {
      const found: string[] = [];
      for await (const { type, key } of client().list('list/', { recursive })) found.push(`${type} ${key}`);
      return found.sort();
    };
    expect(await keys(false)).toEqual(['folder list/b/', 'folder list/c/', 'object list/a']);
    expect(await keys(true)).toEqual(['a', 'b/1', 'b/2', 'c/d/1'].map((key) => `object list/${key}`));
  });

  it('loses what is deleted, one or many, there or not', async () => {
    for (const key of ['rm/1', 'rm/2', 'rm/3']) await client().put(new Uint8Array(3), { key });
    await client().delete('rm/1');
    await client().delete(['rm/2', 'rm/none']);
    expect([await client().stat('rm/1'), await client().stat('rm/2')]).toEqual([undefined, undefined]);
    expect(await client().stat('rm/3')).toBeDefined();
  });

  it('copies inside itself', async () => {
    await client().put(new TextEncoder().encode('hello'), { key: 'cp/from', contentType: 'text/x' });
    await client().copy('cp/from', 'cp/to');
    expect(new TextDecoder().decode(await client().read('cp/to'))).toBe('hello');
  });

  it('gives out a plain link when anyone may read, and else one that lasts a while', async () => {
    const open = client({ bucket: 'open' });
    for (const one of [open, client()]) await one.put(new TextEncoder().encode('hi'), { key: 'share/a b' });
    expect(await open.share('share/a b')).toEqual({
      url: `${server.endpoint}/open/share/a%20b`,
      expiresAt: undefined,
    });
    const link = await client().share('share/a b', { seconds: 60 });
    expect(await (await fetch(link.url)).text()).toBe('hi');
    expect(link.expiresAt?.getTime()).toBeGreaterThan(Date.now());
    expect((await rejectionOf(client().share('share/none'))).code).toBe('store/no-such-key');
  });
});
