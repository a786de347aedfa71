import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { clientUnderTest } from '../../testing/client-under-test.ts';
import type { WireFault } from '../../testing/fault-proxy/wire-fault.ts';
import { rejectionOf } from '../../testing/store-under-test.ts';
import { createClient } from './create-client.ts';

const MIB = 1024 * 1024;
const scene = clientUnderTest();
const { client, behindProxy, newFile, requestsOf, stored } = scene;

describe('get', () => {
  it.each([0, 1, 70_000, 8 * MIB, 8 * MIB + 1, 30 * MIB + 5])('fetches %i bytes', async (size) => {
    const bytes = randomBytes(size);
    await client().put(newFile(bytes), { key: `get/${size}` });
    const into = join(scene.folder, `got-${size}`, 'deep', 'file');
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
    const into = join(scene.folder, 'resumed.bin');
    scene.server.intercept(({ headers }) =>
      headers['range']?.startsWith(`bytes=${24 * MIB}-`) ? { kind: 'respond', status: 403 } : undefined,
    );
    await rejectionOf(client().get('get/resume', { into, parallel: 1 }));
    expect(existsSync(into)).toBe(false);
    scene.server.intercept(undefined);
    const requests = await requestsOf(() => client().get('get/resume', { into, verify: true }));
    expect(requests.filter((request) => request === 'GET ')).toHaveLength(2);
    expect(readFileSync(into).equals(bytes)).toBe(true);
    expect(readdirSync(join(scene.state(), 'downloads'))).toEqual([]);
  });

  it('takes an ETag as a header has it', async () => {
    const { etag, size } = await client().put(Buffer.from('some'), { key: 'get/quoted' });
    const into = join(scene.folder, 'quoted');
    await client().get('get/quoted', { into, known: { size, etag: `"${etag}"` } });
    expect(readFileSync(into, 'utf8')).toBe('some');
  });

  it('says of an empty object that it is gone since it was listed', async () => {
    const known = { size: 0, etag: undefined };
    const gone = client().get('get/gone', { into: join(scene.folder, 'gone'), known });
    expect((await rejectionOf(gone)).code).toBe('store/no-such-key');
  });

  it('speaks of no upload when it is ended', async () => {
    await client().put(newFile(randomBytes(20 * MIB)), { key: 'get/ended' });
    const stop = new AbortController();
    const ended = client().get('get/ended', {
      into: join(scene.folder, 'ended'),
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(await rejectionOf(ended)).toMatchObject({ code: 'cancelled', facts: { outcome: 'not-fetched' } });
  });

  it('starts anew when the object has been replaced', async () => {
    await client().put(newFile(randomBytes(20 * MIB)), { key: 'get/replaced' });
    const into = join(scene.folder, 'replaced.bin');
    scene.server.intercept(({ headers }) =>
      headers['range']?.startsWith(`bytes=${8 * MIB}-`) ? { kind: 'respond', status: 403 } : undefined,
    );
    await rejectionOf(client().get('get/replaced', { into, parallel: 1 }));
    scene.server.intercept(undefined);
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
    scene.proxy.rule({ fault, method: 'GET', times: 2 });
    const into = join(scene.folder, 'broken.bin');
    await behindProxy().get('get/broken', { into });
    expect(readFileSync(into).equals(bytes)).toBe(true);
  });

  it('leaves a small file that is not what its ETag tells of nowhere', async () => {
    await client().put(newFile('right'), { key: 'get/rotten' });
    scene.server.intercept(({ method }) =>
      method === 'GET'
        ? { kind: 'respond', status: 200, headers: { 'x-amz-request-id': '1' }, body: 'wrong' }
        : undefined,
    );
    const into = join(scene.folder, 'rotten', 'file');
    expect((await rejectionOf(client().get('get/rotten', { into }))).code).toBe('store/download-mismatch');
    expect(readdirSync(join(scene.folder, 'rotten'))).toEqual([]);
  });

  it('says what is missing', async () => {
    const into = join(scene.folder, 'missing', 'file');
    expect((await rejectionOf(client().get('none', { into }))).code).toBe('store/no-such-key');
    expect(existsSync(join(scene.folder, 'missing'))).toBe(false);
  });

  it.each([0, -1, 1.5, Number.NaN])('moves nothing with %d parts at a time', async (parallel) => {
    await client().put(newFile('there'), { key: 'get/parallel' });
    const into = newFile('mine');
    for (const call of [
      () => client().get('get/parallel', { into, parallel }),
      () => client().put(into, { key: 'get/parallel', parallel }),
      () => client().copy('get/parallel', 'get/parallel-2', { parallel }),
    ])
      expect((await rejectionOf(call())).code).toBe('config/invalid');
    expect(readFileSync(into, 'utf8')).toBe('mine');
    expect((await stored('get/parallel')).toString()).toBe('there');
  });
});

it.runIf(process.platform !== 'win32')(
  'makes folders and files as the umask has it, and leaves a file that is replaced its mode',
  async () => {
    const before = process.umask(0o027);
    try {
      for (const size of [10, 8 * MIB + 1]) {
        await client().put(newFile(randomBytes(size)), { key: 'get/modes' });
        const into = join(scene.folder, `modes-${size}`, 'file');
        const mode = async () => {
          await client().get('get/modes', { into });
          return statSync(into).mode & 0o777;
        };
        expect([await mode(), statSync(join(into, '..')).mode & 0o777]).toEqual([0o640, 0o750]);
        for (const kept of [0o600, 0o444, 0o755]) {
          chmodSync(into, kept);
          expect(await mode()).toBe(kept);
        }
      }
    } finally {
      process.umask(before);
    }
  },
);

it('keeps its notes where the command keeps them, unless told otherwise', async () => {
  const folder = join(scene.folder, 'own-state');
  vi.stubEnv('IMBED_STATE_DIR', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { stateFolder: _, ...settings } = scene.settings();
  await createClient(settings).sync({ folder: scene.folder, prefix: 'none' });
  expect(readdirSync(join(folder, 'transfers', 'sync'))).toHaveLength(1);
});

it('moves large files also where it can keep no notes', async () => {
  vi.stubEnv('IMBED_STATE_DIR', join(newFile('in the way'), 'state'));
  onTestFinished(() => void vi.unstubAllEnvs());
  const { stateFolder: _, ...settings } = scene.settings();
  const { put, get, sync } = createClient(settings);
  await put(newFile(randomBytes(8 * MIB + 1)), { key: 'stateless/large' });
  const into = join(scene.folder, 'stateless', 'large');
  expect(await get('stateless/large', { into })).toMatchObject({ size: 8 * MIB + 1 });
  const { plan } = await sync({ folder: join(into, '..'), prefix: 'stateless' });
  expect(plan.same).toBe(1);
});
