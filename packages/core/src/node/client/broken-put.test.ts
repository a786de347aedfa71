import { randomBytes } from 'node:crypto';
import { utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clientUnderTest } from '../../testing/client-under-test.ts';
import type { WireFault } from '../../testing/fault-proxy/wire-fault.ts';
import { rejectionOf } from '../../testing/store-under-test.ts';

const MIB = 1024 * 1024;
const scene = clientUnderTest();
const { client, behindProxy, newFile, requestsOf, stored, unfinished } = scene;

describe('an upload that broke off', () => {
  const isPart = (number: number) => (query: URLSearchParams) => query.get('partNumber') === String(number);

  it('goes on with the parts that are there, when it is asked for again', async () => {
    const bytes = randomBytes(40 * MIB);
    const path = newFile(bytes);
    scene.server.intercept(({ query }) =>
      isPart(4)(query) ? { kind: 'refuse', code: 'AccessDenied', status: 403 } : undefined,
    );
    const first = await rejectionOf(client().put(path, { key: 'resume', parallel: 1 }));
    expect(first.code).toBe('store/access-denied');
    scene.server.intercept(undefined);
    const seen: number[] = [];
    const requests = await requestsOf(() =>
      client().put(path, { key: 'resume', onProgress: (sent) => seen.push(sent) }),
    );
    expect(requests.filter((request) => request.includes('partNumber'))).toHaveLength(2);
    expect(seen[0]).toBeGreaterThanOrEqual(24 * MIB);
    expect((await stored('resume')).equals(bytes)).toBe(true);
    expect(await unfinished('resume')).toEqual([]);
  });

  it('starts anew when the file has changed, also in place and dated back, and leaves no old part behind', async () => {
    const path = newFile(randomBytes(20 * MIB));
    utimesSync(path, 1, 1);
    scene.server.intercept(({ query }) => (isPart(2)(query) ? { kind: 'respond', status: 403 } : undefined));
    await rejectionOf(client().put(path, { key: 'changed' }));
    scene.server.intercept(undefined);
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
    scene.proxy.rule({ fault: { kind: 'lose-reply' }, method: 'POST', query: /uploadId/, times: 1 });
    expect(await behindProxy().put(path, { key: 'lost' })).toMatchObject({ verified: 'etag' });
    expect((await stored('lost')).equals(bytes)).toBe(true);
    expect(await unfinished('lost')).toEqual([]);
  });

  it('is never begun in vain: an upload whose id was not heard is removed', async () => {
    const path = newFile(randomBytes(9 * MIB));
    scene.proxy.rule({ fault: { kind: 'lose-reply' }, query: /^uploads/ });
    await rejectionOf(behindProxy().put(path, { key: 'unheard' }));
    expect(await unfinished('unheard')).not.toEqual([]);
    scene.proxy.clear();
    await behindProxy().put(path, { key: 'unheard' });
    expect(await unfinished('unheard')).toEqual([]);
  });

  it('ends with the file that changes under it, without an object', async () => {
    const path = newFile(randomBytes(20 * MIB));
    const put = client().put(path, {
      key: 'moving',
      onProgress: () => utimesSync(path, 1, 1),
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

  it('from a stream that has gone silent ends when it is told to, and leaves nothing', async () => {
    const stop = new AbortController();
    const pieces = async function* () {
      yield randomBytes(9 * MIB);
      stop.abort();
      await new Promise(() => {});
    };
    const { code, facts } = await rejectionOf(client().put(pieces(), { key: 'silent', signal: stop.signal }));
    expect([code, facts.outcome]).toEqual(['cancelled', 'unknown']);
    expect(await unfinished('silent')).toEqual([]);
  });

  it('is not joined by another call for it that runs at the same time', async () => {
    const path = newFile(randomBytes(20 * MIB));
    const refused = Promise.withResolvers<void>();
    scene.server.intercept(({ query }) =>
      isPart(2)(query) ? { kind: 'stall', until: refused.promise } : undefined,
    );
    const put = () => client().put(path, { key: 'twice' });
    const outcomes = await Promise.allSettled([1, 2].map(() => put().finally(refused.resolve)));
    const codes = outcomes.map((outcome) => ('reason' in outcome ? outcome.reason.code : 'stored'));
    expect(codes.sort()).toEqual(['local/in-use', 'stored']);
    expect(await unfinished('twice')).toEqual([]);
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
      scene.proxy.rule({ fault, query: new RegExp(`partNumber=${part}&`), times: 1 });
    await behindProxy().put(newFile(bytes), { key });
    expect((await stored(key)).equals(bytes)).toBe(true);
    expect(await unfinished(key)).toEqual([]);
  });
});

describe('bytes that were changed on their way to a store that was given no hash', () => {
  const flipped = { fault: { kind: 'flip-request', byte: 1000 }, method: 'PUT' } as const;

  it.each(['file', 'stream'])('are refused when they went in one request: %s', async (kind) => {
    scene.proxy.rule(flipped);
    const bytes = randomBytes(100_000);
    const put = behindProxy().put(kind === 'file' ? newFile(bytes) : bytes, { key: 'flip', hashed: false });
    expect((await rejectionOf(put)).code).toBe('store/verification-failed');
  });

  it('are not said to be compared when they went in parts', async () => {
    scene.proxy.rule(flipped);
    const put = behindProxy().put(newFile(randomBytes(9 * MIB)), { key: 'flip-parts', hashed: false });
    expect(await put).toMatchObject({ verified: 'size' });
  });
});
