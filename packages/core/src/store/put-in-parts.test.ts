import { describe, expect, test } from 'vitest';
import { cancelled, ImbedError, isImbedError } from '../errors.ts';
import type { HttpRequest, HttpTransport, SendOptions } from '../http/transport.ts';
import { nodeDigests } from '../node/digests.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { objectKey } from '../testing/odd-keys.ts';
import { plainStore } from '../testing/plain-store.ts';
import { createScriptedTransport, type ScriptedReply } from '../testing/scripted-transport.ts';
import { errorDocument } from '../testing/store-answers.ts';
import { storeReply } from '../testing/store-replies.ts';
import { createLightBucketStore } from './light-bucket-store.ts';
import type { PutOptions, PutRequest } from './object-store.ts';
import { createSdkStore } from './sdk-store.ts';

const MIB = 1024 * 1024;
const tick = { sleep: async () => {}, random: () => 0 };
const refused: ScriptedReply = { status: 403, body: errorDocument('AccessDenied') };
const busy: ScriptedReply = { status: 503, body: errorDocument('ServiceUnavailable') };

const largeImage: PutRequest = {
  key: objectKey('img/large.png'),
  body: new Uint8Array(20 * MIB),
  contentType: 'image/png',
};

/** What a request is for: `create`, `part 2`, `look`, `complete` or `abort`. */
function purpose({ method, url }: HttpRequest): string {
  const query = new URL(url).searchParams;
  if (query.has('uploads')) return 'create';
  if (query.has('partNumber')) return `part ${query.get('partNumber')}`;
  if (method === 'HEAD') return 'look';
  return method === 'DELETE' ? 'abort' : 'complete';
}

/** Everything succeeds but what `exceptions` names, by purpose; a list is used up one a try. */
function scripted(exceptions: Readonly<Record<string, ScriptedReply | ScriptedReply[]>> = {}) {
  return createScriptedTransport((request) => {
    const exception = exceptions[purpose(request)];
    const reply = Array.isArray(exception) ? exception.shift() : exception;
    return reply ?? storeReply(request);
  });
}

function purposes(transport: { readonly requests: readonly HttpRequest[] }): readonly string[] {
  return transport.requests.map(purpose);
}

async function failureOf(attempt: Promise<unknown>): Promise<ImbedError> {
  const error: unknown = await attempt.catch((reason: unknown) => reason);
  if (!isImbedError(error)) throw new Error('should have rejected with an ImbedError');
  return error;
}

describe.each([
  ['the AWS SDK', createSdkStore],
  ['the light wire', createLightBucketStore],
] as const)('in parts by %s:', (_, create) => {
  function put(
    transport: HttpTransport,
    changes: Partial<ResolvedStore> = {},
    more: Partial<PutRequest> = {},
    options?: PutOptions,
  ) {
    let seconds = 0;
    const store = create(
      {
        store: plainStore(changes),
        transport,
        credentials: async () => ({ accessKeyId: 'AK', secretAccessKey: 'SK' }),
        digests: nodeDigests,
        clock: { now: () => new Date(Date.UTC(2026, 10, 22, 1, 0, seconds++)) },
      },
      tick,
    );
    return store.put({ ...largeImage, ...more }, options);
  }

  describe('a large object', () => {
    test('goes up in the parts that its transport can bear, and in larger ones where the store wants those', async () => {
      const parts = { bytes: 5 * MIB, atOnce: 1 };
      const sizes = async (changes: Partial<ResolvedStore>) => {
        const { capabilities, ...transport } = scripted();
        await put({ ...transport, capabilities: { ...capabilities, parts } }, changes);
        return transport.requests
          .filter((request) => purpose(request).startsWith('part'))
          .map(({ body }) => (body?.byteLength ?? 0) / MIB);
      };
      expect(await sizes({})).toEqual([5, 5, 5, 5]);
      expect(await sizes({ multipart: { minPartBytes: 8 * MIB, maxParts: 10_000 } })).toEqual([8, 8, 4]);
    });

    test('goes up in equal parts, and appears when they are all there', async () => {
      const transport = scripted();
      expect(await put(transport)).toEqual({ etag: 'etag-2' });
      const steps = purposes(transport);
      expect([steps[0], steps.at(-1)]).toEqual(['create', 'complete']);
      const parts = transport.requests.filter(({ method }) => method === 'PUT');
      const sizes = new Map(parts.map((part) => [purpose(part), part.body?.byteLength]));
      expect(sizes).toEqual(
        new Map([
          ['part 1', 8 * MIB],
          ['part 2', 8 * MIB],
          ['part 3', 4 * MIB],
        ]),
      );
    });

    test('is described by the first request and takes its ACL there', async () => {
      const transport = scripted();
      await put(
        transport,
        {},
        { cacheControl: 'no-cache', contentDisposition: 'inline', acl: 'public-read' },
      );
      const described = {
        'content-type': 'image/png',
        'cache-control': 'no-cache',
        'content-disposition': 'inline',
        'x-amz-acl': 'public-read',
      };
      expect(transport.requests[0]?.headers).toMatchObject(described);
      for (const { headers } of transport.requests.slice(1))
        for (const name of ['cache-control', 'content-disposition', 'x-amz-acl'])
          expect(headers).not.toHaveProperty(name);
    });

    test("takes its ACL with the last request in OSS's dialect, where each body has its MD5", async () => {
      const transport = scripted();
      await put(
        transport,
        { dialect: 'oss', noOverwriteHeader: ['x-oss-forbid-overwrite', 'true'], noOverwriteParts: true },
        { acl: 'private', noOverwrite: true },
      );
      const last = { 'x-oss-object-acl': 'private', 'x-oss-forbid-overwrite': 'true' };
      for (const request of transport.requests) {
        expect(request.headers['authorization']).toMatch(/^OSS4-HMAC-SHA256 /);
        expect(Object.keys(request.headers).filter((name) => name.startsWith('x-amz-'))).toEqual([]);
        const isGuarded =
          create === createSdkStore ? request.body !== undefined : /^part/.test(purpose(request));
        expect('content-md5' in request.headers).toBe(isGuarded);
        if (purpose(request) === 'complete') expect(request.headers).toMatchObject(last);
        else for (const name of Object.keys(last)) expect(request.headers).not.toHaveProperty(name);
      }
    });

    test('refuses to overwrite with the request that makes it appear', async () => {
      const transport = scripted();
      const heeding = { noOverwriteHeader: ['if-none-match', '*'], noOverwriteParts: true } as const;
      await put(transport, heeding, { noOverwrite: true });
      const guarded = transport.requests.filter(({ headers }) => headers['if-none-match'] === '*');
      expect(guarded.map(purpose)).toEqual(['complete']);
    });

    describe.each([undefined, ['if-none-match', '*'] as const])('where no source says that %j', (header) => {
      const changes = { noOverwriteHeader: header };
      test('is heeded for parts, is looked for right before it appears', async () => {
        const absent = { status: 404, headers: { 'x-amz-request-id': '1' } };
        const transport = scripted({ look: absent });
        await put(transport, changes, { noOverwrite: true });
        expect(purposes(transport).slice(-2)).toEqual(['look', 'complete']);
        const careless = scripted();
        await put(careless, changes);
        expect(purposes(careless)).not.toContain('look');
      });

      test('is heeded for parts, replaces nothing that it finds, or may not look for', async () => {
        for (const [look, code] of [
          [{ status: 200, headers: { 'content-length': '3' } }, 'store/precondition-failed'],
          [{ status: 403, headers: {} }, 'store/access-denied'],
        ] as const) {
          const transport = scripted({ look, complete: refused });
          const error = await failureOf(put(transport, changes, { noOverwrite: true }));
          expect(error.code).toBe(code);
          const completed = transport.requests.filter(
            ({ method, url }) => method === 'POST' && /uploadId/.test(url),
          );
          expect(completed).toEqual([]);
          expect(purposes(transport).at(-1)).toBe('abort');
        }
      });
    });

    test('has no ETag where the store gives an empty one', async () => {
      const body = '<CompleteMultipartUploadResult><ETag></ETag></CompleteMultipartUploadResult>';
      expect(await put(scripted({ complete: { status: 200, body } }))).toEqual({ etag: undefined });
    });
  });

  describe('one part that fails', () => {
    test('is sent again alone, with a new signature', async () => {
      const transport = scripted({ 'part 2': [busy, busy] });
      await put(transport);
      expect(purposes(transport).toSorted()).toEqual([
        'complete',
        'create',
        'part 1',
        'part 2',
        'part 2',
        'part 2',
        'part 3',
      ]);
      const tries = transport.requests.filter((request) => purpose(request) === 'part 2');
      expect(new Set(tries.map(({ headers }) => headers['authorization'])).size).toBe(3);
    });

    test('does not turn progress back when it is sent again', async () => {
      const seen: number[] = [];
      const totals = new Set<number>();
      const onSent = (sent: number, total: number) => {
        seen.push(sent);
        totals.add(total);
      };
      await put(scripted({ 'part 1': [busy] }), {}, {}, { onSent });
      expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
      expect([seen.at(-1), ...totals]).toEqual([20 * MIB, 20 * MIB]);
    });

    test('for good stops the others, removes what is there, and says why', async () => {
      const transport = scripted({ 'part 1': refused });
      const error = await failureOf(put(transport, {}, { body: new Uint8Array(80 * MIB) }));
      expect(error).toMatchObject({ code: 'store/access-denied', facts: { key: 'img/large.png' } });
      expect(purposes(transport)).toContain('abort');
      expect(purposes(transport)).not.toContain('part 9');
    });

    test('fails as well when its answer has no ETag to list it by', async () => {
      const transport = scripted({ 'part 2': { status: 200 } });
      expect((await failureOf(put(transport))).code).toBe('store/verification-failed');
      expect(purposes(transport)).toContain('abort');
    });

    test('is the failure told, even if removing the rest fails too', async () => {
      const error = await failureOf(put(scripted({ 'part 3': refused, abort: { status: 500 } })));
      expect(error.code).toBe('store/access-denied');
    });
  });

  describe('the last request', () => {
    test('is sent again when the store reports a failure under status 200', async () => {
      const late: ScriptedReply = { status: 200, body: errorDocument('InternalError') };
      const transport = scripted({ complete: [late] });
      expect(await put(transport)).toEqual({ etag: 'etag-2' });
      expect(purposes(transport).filter((step) => step === 'complete')).toHaveLength(2);
    });

    test('leaves open whether the object is there when the store has closed the upload already', async () => {
      const closed: ScriptedReply = { status: 404, body: errorDocument('NoSuchUpload') };
      const lost = new ImbedError('network/timeout');
      const error = await failureOf(put(scripted({ complete: [lost, closed] })));
      expect(error).toMatchObject({
        code: 'network/interrupted',
        facts: { status: 404, serviceCode: 'NoSuchUpload', key: 'img/large.png' },
        cause: { code: 'store/upload-ended' },
      });
    });

    test('is the only one of which that says so', async () => {
      const closed: ScriptedReply = { status: 404, body: errorDocument('NoSuchUpload') };
      expect((await failureOf(put(scripted({ 'part 1': closed })))).code).toBe('store/upload-ended');
    });

    test('that fails for good removes the parts', async () => {
      const transport = scripted({ complete: refused });
      expect((await failureOf(put(transport))).code).toBe('store/access-denied');
      expect(purposes(transport).at(-1)).toBe('abort');
    });
  });

  describe('cancelling', () => {
    test('stops the parts under way, removes those that are there, and asks nothing more', async () => {
      const abort = new AbortController();
      const answering = scripted();
      const transport: HttpTransport = {
        ...answering,
        send(request, options) {
          if (!purpose(request).startsWith('part')) return answering.send(request, options);
          if (purpose(request) === 'part 3') abort.abort();
          return untilAborted(options);
        },
      };
      const error = await failureOf(put(transport, {}, {}, { signal: abort.signal }));
      expect(error).toMatchObject({ code: 'cancelled', facts: { outcome: 'unknown' } });
      expect(purposes(answering)).toEqual(['create', 'abort']);
    });

    test('before the start sends nothing', async () => {
      const transport = scripted();
      const error = await failureOf(put(transport, {}, {}, { signal: AbortSignal.abort() }));
      expect(error).toMatchObject({ code: 'cancelled', facts: { outcome: 'not-sent' } });
      expect(transport.requests).toEqual([]);
    });
  });
});

function untilAborted({ signal }: SendOptions = {}): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted === true) reject(cancelled('unknown'));
    signal?.addEventListener('abort', () => reject(cancelled('unknown')));
  });
}
