import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { nodeDigests } from '../node/digests.ts';
import { createFixedClock } from '../testing/fixed-clock.ts';
import { objectKey } from '../testing/odd-keys.ts';
import { plainStore } from '../testing/plain-store.ts';
import { createScriptedTransport, type ScriptedReply } from '../testing/scripted-transport.ts';
import { createStore } from './create-store.ts';
import { PART_BYTES } from './part-size.ts';

const key = objectKey('a.png');
const taken: ScriptedReply = { status: 200, headers: { 'content-length': '1', etag: '"e"' }, body: 'x' };

function scene(script: Parameters<typeof createScriptedTransport>[0]) {
  const transport = createScriptedTransport(script);
  const clock = createFixedClock('2026-08-22T01:02:03Z');
  const init = {
    store: plainStore(),
    credentials: async () => ({ accessKeyId: 'AKID', secretAccessKey: 'SECRET' }),
    transport,
    digests: nodeDigests,
    clock,
  };
  const pauses: number[] = [];
  const sleep = async (ms: number) => {
    pauses.push(ms);
    clock.set('2026-08-22T01:02:05Z');
  };
  return { store: createStore(init, { sleep, random: () => 1 }), transport, pauses };
}

function putOf(bytes: number) {
  return { key, body: new Uint8Array(bytes), contentType: 'image/png' };
}

describe('createStore', () => {
  it('tries every verb again, signed for the new instant', async () => {
    const verbs = ['put', 'head', 'get', 'delete'] as const;
    for (const verb of verbs) {
      const { store, transport, pauses } = scene([{ status: 503 }, taken]);
      await (verb === 'put' ? store.put(putOf(1)) : store[verb](key));
      expect(transport.requests.map(({ headers }) => headers['x-amz-date'])).toEqual([
        '20260822T010203Z',
        '20260822T010205Z',
      ]);
      expect(pauses).toHaveLength(1);
    }
  });

  it('tells the wire how large an object may be', async () => {
    const { store, transport } = scene([taken]);
    await store.get(key, { maxBytes: 2 ** 30 });
    expect(transport.options[0]?.maxResponseBytes).toBe(2 ** 30);
  });

  it('does not try again what was refused', async () => {
    const { store, transport } = scene([{ status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }]);
    await expect(store.put(putOf(1))).rejects.toMatchObject({ code: 'store/access-denied' });
    expect(transport.requests).toHaveLength(1);
  });

  it('waits as long as the store asks for', async () => {
    const busy = {
      status: 503,
      headers: { 'retry-after': '3' },
      body: '<Error><Code>SlowDown</Code></Error>',
    };
    const { store, pauses } = scene([busy, taken]);
    await store.head(key);
    expect(pauses).toEqual([4000]);
  });

  it('gives up on a line that stays down', async () => {
    const { store, transport } = scene(() => new ImbedError('network/unreachable'));
    await expect(store.get(key)).rejects.toMatchObject({ code: 'network/unreachable' });
    expect(transport.requests).toHaveLength(3);
  });

  it('hands the signal through to every try', async () => {
    const { store, transport } = scene([{ status: 503 }, taken]);
    const { signal } = new AbortController();
    await store.head(key, { signal });
    expect(transport.options.map((options) => options.signal)).toEqual([signal, signal]);
  });

  it('sends up to one part as one request, and more in parts', async () => {
    const whole = scene([taken]);
    await whole.store.put(putOf(PART_BYTES));
    expect(whole.transport.requests.map(({ method }) => method)).toEqual(['PUT']);

    const parts = scene((request) => {
      if (request.method === 'PUT') return { status: 200, headers: { etag: '"part"' } };
      const isStart = new URL(request.url).searchParams.has('uploads');
      const result = isStart
        ? '<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>'
        : '<CompleteMultipartUploadResult><ETag>"whole-2"</ETag></CompleteMultipartUploadResult>';
      return { status: 200, headers: { 'content-type': 'application/xml' }, body: result };
    });
    expect(await parts.store.put(putOf(PART_BYTES + 1))).toEqual({ etag: 'whole-2' });
    const methods = parts.transport.requests.map(({ method }) => method);
    expect(methods.sort()).toEqual(['POST', 'POST', 'PUT', 'PUT']);
  });

  it('knows the public URL', () => {
    expect(scene([]).store.publicUrl(key)).toBe('https://img.example.com/a.png');
  });
});
