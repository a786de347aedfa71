import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nodeDigests } from '../../node/digests.ts';
import { createNodeTransport } from '../../node/http-transport.ts';
import { createStore } from '../../store/create-store.ts';
import type { RetryPorts } from '../../store/retry.ts';
import { createSdkStore } from '../../store/sdk-store.ts';
import { deadHost } from '../loopback.ts';
import { objectKey } from '../odd-keys.ts';
import { resolved } from '../resolve-in-tests.ts';
import { type S3Server, startS3Server } from '../s3-server/server.ts';
import { imageOf, putRequest, rejectionOf } from '../store-under-test.ts';
import { impatient, patient } from '../transport-test-tools.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import type { WireFault } from './wire-fault.ts';

const owner = { name: 'owner', accessKeyId: 'OWNERACCESSKEY000001', secretAccessKey: 'owner/secret+key=1' };
const key = objectKey('截图/a b.png');
const image = imageOf(100_000);
const atOnce: RetryPorts = { random: () => 0, sleep: async () => {} };

let server: S3Server;
let proxy: FaultProxy;
let pauses: number[];

beforeEach(async () => {
  server = await startS3Server({ users: [owner], buckets: [{ name: 'notes', owner: owner.name }] });
  pauses = [];
  const pause = async (ms: number) => void pauses.push(ms);
  proxy = await startFaultProxy({ targetPort: server.port, pause });
});

afterEach(async () => {
  await proxy.close();
  await server.close();
});

function throughProxy(timeoutMs = patient) {
  const { endpoint } = proxy;
  return {
    store: resolved({ provider: 'ceph-rgw', bucket: 'notes', endpoint, addressing: 'path' }),
    credentials: async () => owner,
    transport: createNodeTransport({ timeoutMs, tlsVerify: true, proxy: '' }),
    digests: nodeDigests,
    clock: { now: () => new Date() },
  };
}

const isStored = () => server.storage.findObject('notes', key) !== undefined;

describe.each([
  ['the light wire', createStore],
  ['the SDK wire', createSdkStore],
])('%s', (_, create) => {
  const put = () => create(throughProxy(), atOnce).put(putRequest(key, image));
  const get = () => create(throughProxy(), atOnce).get(key);

  test('does not notice a proxy without rules: signatures stay valid', async () => {
    await put();
    expect(await get()).toEqual(image);
    expect(proxy.log).toMatchObject([
      { method: 'PUT', path: '/notes/截图/a b.png', fault: undefined, status: 200 },
      { method: 'GET', path: '/notes/截图/a b.png', fault: undefined, status: 200 },
    ]);
  });

  const slowDown = { kind: 'refuse', status: 503, code: 'SlowDown' } as const;

  describe.each<[fault: WireFault, code: string, attempts: number]>([
    [slowDown, 'store/slow-down', 3],
    [{ ...slowDown, early: true }, 'store/slow-down', 3],
    [{ kind: 'reset-request', afterBytes: 0 }, 'network/interrupted', 3],
    [{ kind: 'reset-request', afterBytes: 50_000 }, 'network/interrupted', 3],
    [{ kind: 'reset-request', afterBytes: 1_000_000 }, 'network/interrupted', 3],
    [{ kind: 'flip-request', byte: 70_000 }, 'store/body-mismatch', 2],
  ])('a put that meets %j', (fault, code, attempts) => {
    test(`each time is ${code} after ${attempts} attempts, and nothing is stored`, async () => {
      proxy.rule({ method: 'PUT', fault });
      expect(await rejectionOf(put())).toMatchObject({ code });
      expect(proxy.log.map((entry) => entry.fault)).toEqual(Array(attempts).fill(fault.kind));
      expect(isStored()).toBe(false);
    });

    test('once is done by the next attempt', async () => {
      proxy.rule({ method: 'PUT', fault, times: 1 });
      await put();
      expect(proxy.log.map((entry) => entry.fault)).toEqual([fault.kind, undefined]);
      expect(isStored()).toBe(true);
    });
  });

  test('a put whose replies are lost is network/interrupted, though the object is there', async () => {
    proxy.rule({ method: 'PUT', fault: { kind: 'lose-reply' } });
    expect(await rejectionOf(put())).toMatchObject({ code: 'network/interrupted' });
    expect(isStored()).toBe(true);
    expect(proxy.log.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('a put that is never answered is network/timeout, and nothing is stored', async () => {
    proxy.rule({ method: 'PUT', fault: { kind: 'hang' } });
    // Not by the requests that the proxy saw: a busy machine is still connecting when the time is over.
    const sleep = vi.fn(async () => {});
    const hasty = create(throughProxy(impatient), { ...atOnce, sleep });
    expect(await rejectionOf(hasty.put(putRequest(key, image)))).toMatchObject({ code: 'network/timeout' });
    expect(sleep).toHaveBeenCalledTimes(2);
    expect(isStored()).toBe(false);
  });

  test.each<[WireFault]>([
    [{ kind: 'reset-reply', afterBytes: 0 }],
    [{ kind: 'reset-reply', afterBytes: 50_000 }],
    [{ kind: 'truncate-reply', afterBytes: 0 }],
    [{ kind: 'truncate-reply', afterBytes: 50_000 }],
    [{ kind: 'lose-reply' }],
  ])('a get that meets %j is network/interrupted, and content the next time', async (fault) => {
    await put();
    proxy.clear();
    proxy.rule({ fault, times: 4 });
    expect(await rejectionOf(get())).toMatchObject({ code: 'network/interrupted' });
    expect(await get()).toEqual(image);
    expect(proxy.log).toHaveLength(5);
  });

  test('a reply that does not reach as far as the break passes whole', async () => {
    await put();
    proxy.rule({ fault: { kind: 'truncate-reply', afterBytes: image.byteLength + 1 } });
    expect(await get()).toEqual(image);
  });

  test('nothing on the way tells that a bit of a reply was flipped', async () => {
    await put();
    proxy.rule({ fault: { kind: 'flip-reply', byte: 70_000 } });
    const flipped = Uint8Array.from(image, (value, at) => (at === 70_000 ? value ^ 1 : value));
    expect(await get()).toEqual(flipped);
  });

  test('a slow line changes nothing but the time', async () => {
    proxy.rule({ fault: { kind: 'throttle', bytesPerSecond: 50_000 } });
    await put();
    expect(await get()).toEqual(image);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(4000);
    proxy.clear();
    proxy.rule({ fault: { kind: 'delay', ms: 1234 } });
    await get();
    expect(pauses.at(-1)).toBe(1234);
  });

  test('headers of a reply can be others, or missing', async () => {
    await put();
    proxy.rule({ fault: { kind: 'rewrite-reply', headers: { etag: '"other"', 'content-type': undefined } } });
    const head = await create(throughProxy(), atOnce).head(key);
    expect(head).toMatchObject({ etag: 'other', contentType: undefined, size: image.byteLength });
  });

  test('a clock that looks wrong is told with how far it is off', async () => {
    const code = 'RequestTimeTooSkewed';
    const date = new Date(Date.now() - 3_600_000).toUTCString();
    proxy.rule({ fault: { kind: 'refuse', status: 403, code, headers: { date } } });
    const error = await rejectionOf(put());
    expect(error.code).toBe('store/clock-skew');
    expect(error.facts.seconds).toBeGreaterThan(3500);
  });
});

test('the proxy closes over requests that hang', async () => {
  proxy.rule({ fault: { kind: 'hang' } });
  const reached = Promise.withResolvers<void>();
  const { transport } = throughProxy();
  const body = new Uint8Array(10);
  const onSent = () => reached.resolve();
  const url = `${proxy.endpoint}/notes/a.png`;
  const hanging = rejectionOf(transport.send({ method: 'PUT', url, headers: {}, body }, { onSent }));
  await reached.promise;
  await proxy.close();
  expect(await hanging).toMatchObject({ code: 'network/interrupted' });
});

test('a store that is not there looks like a line that breaks', async () => {
  await proxy.close();
  proxy = await startFaultProxy({ targetPort: Number(deadHost.split(':')[1]) });
  const attempt = createStore(throughProxy(), atOnce).get(key);
  expect(await rejectionOf(attempt)).toMatchObject({ code: 'network/interrupted' });
});
