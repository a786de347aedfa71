import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ImbedError, isImbedError } from '../errors.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { createScriptedTransport, type ScriptedReply } from '../testing/scripted-transport.ts';
import { errorDocument } from '../testing/store-answers.ts';
import { anyCase, anyStore, initOf, perform, type WireCase } from '../testing/wire-cases.ts';
import { createLightStore } from './light-store.ts';
import type { ObjectStore, PutRequest } from './object-store.ts';
import { createSdkStore } from './sdk-store.ts';
import { fineCodes, serviceCodes } from './service-errors.ts';
import type { StoreInit } from './store-init.ts';

const success: ScriptedReply = {
  status: 200,
  headers: { 'content-length': '3', etag: '"abc"' },
  body: 'abc',
};

describe('both wires send the same', () => {
  test.each([
    ['S3', anyStore],
    ['OSS', anyStore.map((store): ResolvedStore => ({ ...store, dialect: 'oss' }))],
    [
      'S3 on a custom domain',
      anyStore.map((store): ResolvedStore => ({ ...store, addressing: 'bucket-bound' })),
    ],
    [
      'S3 without overwriting',
      anyStore.map((store) => ({ ...store, noOverwriteHeader: ['if-none-match', '*'] as const })),
    ],
  ])('requests in %s, signature included', async (_, store) => {
    await fc.assert(
      fc.asyncProperty(anyCase(store), async (sample) => {
        expect(await sentBy(createSdkStore, sample)).toEqual(await sentBy(createLightStore, sample));
      }),
    );
  });
});

describe('both wires understand the same', () => {
  const codes = Object.values(serviceCodes).flat();
  const anyDocument = fc.oneof(
    fc.constantFrom(...codes).map((code) => errorDocument(code)),
    fc.constantFrom(...Object.keys(fineCodes)).map((ec) => errorDocument('AccessDenied', `<EC>${ec}</EC>`)),
    fc.constantFrom('', '<html><body>Log in</body></html>', '{"error":"no"}', '<Error><Code>', 'plain words'),
    fc.constant(errorDocument('AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>')),
  );
  const anyHeaders = fc.constantFrom<Record<string, string>>(
    {},
    { 'x-amz-request-id': 'R1' },
    { 'content-type': 'text/html' },
    { 'content-type': 'application/xml', 'x-oss-request-id': 'R2', 'x-oss-ec': '0002-00000227' },
    {
      'x-amz-bucket-region': 'eu-west-1',
      location: 'https://s3.eu-west-1.amazonaws.com/pics/a?X-Amz-Signature=1',
    },
    { location: 'http://login.example/?to=store' },
    { date: 'Sat, 22 Aug 2026 01:00:00 GMT', 'retry-after': '7' },
  );
  const anyReply = fc.record({
    status: fc.constantFrom(
      301,
      302,
      307,
      400,
      401,
      403,
      404,
      405,
      409,
      411,
      412,
      413,
      416,
      429,
      500,
      501,
      503,
      507,
    ),
    headers: anyHeaders,
    body: anyDocument,
  });

  test('refusals', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase(anyStore), anyReply, async (sample, reply) => {
        const [light, sdk] = [createScriptedTransport(() => reply), createScriptedTransport(() => reply)];
        const atOnce = { sleep: async () => {}, random: () => 0 };
        const sdkStore = createSdkStore(initOf(sample, sdk), atOnce);
        const lightStore = createLightStore(initOf(sample, light));
        const { act, request } = sample;
        expect(await outcomeOf(perform(sdkStore, act, request))).toEqual(
          await outcomeOf(perform(lightStore, act, request)),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('a head without a size', async () => {
    const reply: ScriptedReply = { status: 200, headers: { etag: '"abc"' } };
    await fc.assert(
      fc.asyncProperty(anyCase(anyStore), async ({ request, ...sample }) => {
        const transport = createScriptedTransport(() => reply);
        const init = initOf({ ...sample, request }, transport);
        const told = await outcomeOf(createLightStore(init).head(request.key));
        expect(told).toEqual({
          code: 'store/verification-failed',
          facts: { key: request.key, detail: 'no content-length' },
        });
        expect(await outcomeOf(createSdkStore(init).head(request.key))).toEqual(told);
      }),
      { numRuns: 20 },
    );
  });

  test('how large an object may be, with room for an error document', async () => {
    const GIB = 2 ** 30;
    const sizes = [
      [GIB, GIB],
      [1, 64 * 1024],
      [undefined, undefined],
    ];
    for (const [maxBytes, expected] of sizes)
      for (const create of [createLightStore, createSdkStore]) {
        const transport = createScriptedTransport(() => success);
        const [sample] = fc.sample(anyCase(anyStore), 1);
        if (sample === undefined) throw new Error('no sample');
        const options = maxBytes === undefined ? {} : { maxBytes };
        await create(initOf(sample, transport)).get(sample.request.key, options);
        expect(transport.options[0]?.maxResponseBytes).toBe(expected);
      }
  });

  test('answers that never came', async () => {
    const failures = [
      'network/dns',
      'network/tls',
      'network/timeout',
      'network/interrupted',
      'cancelled',
    ] as const;
    const anyFailure = fc
      .constantFrom(...failures)
      .map((code) => new ImbedError(code, { host: 's3.example.com' }));
    await fc.assert(
      fc.asyncProperty(anyCase(anyStore), anyFailure, async (sample, failure) => {
        const transport = createScriptedTransport(() => failure);
        const sdkStore = createSdkStore(initOf(sample, transport), {
          sleep: async () => {},
          random: () => 0,
        });
        await expect(perform(sdkStore, sample.act, withoutHeaders(sample.request))).rejects.toBe(failure);
      }),
    );
  });
});

/** Some header values are refused before anything is sent. */
function withoutHeaders({ key, body, contentType }: PutRequest): PutRequest {
  return { key, body, contentType };
}

/** What was sent, and what came of it. */
async function sentBy(create: (init: StoreInit) => ObjectStore, sample: WireCase) {
  const transport = createScriptedTransport(() => success);
  const outcome = await outcomeOf(perform(create(initOf(sample, transport)), sample.act, sample.request));
  return { requests: transport.requests, outcome };
}

/** Results as they are; of an error what a person is told. */
async function outcomeOf(attempt: Promise<unknown>): Promise<unknown> {
  try {
    return await attempt;
  } catch (error) {
    if (!isImbedError(error)) throw error;
    return { code: error.code, facts: error.facts };
  }
}
