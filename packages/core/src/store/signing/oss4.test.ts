import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeDigests as digests } from '../../node/digests.ts';
import { encodeRfc3986 } from '../../percent-encoding.ts';
import { bucketUrl } from '../../providers/bucket-url.ts';
import { anyObjectKey } from '../../testing/arbitraries.ts';
import { objectUrl } from '../request-url.ts';
import { basicIsoDate } from './encoding.ts';
import { createOss4Signer, type Oss4Scope, oss4Authorization } from './oss4.ts';
import { createV4Signer } from './v4-signature.ts';

/** Alibaba's own signer, of npm `ali-oss`; keys and query arrive there without percent-encoding. */
interface AliOssSigner {
  authorizationV4(
    accessKeyId: string,
    accessKeySecret: string,
    region: string,
    method: string,
    request: {
      readonly headers: Readonly<Record<string, string>>;
      readonly queries?: Readonly<Record<string, string | null>>;
    },
    bucket: string,
    key: string | undefined,
    additionalHeaders?: readonly string[],
  ): string;
}
const aliOss: AliOssSigner = createRequire(import.meta.url)('ali-oss/lib/common/signUtils.js');

const credentials = { accessKeyId: 'LTAI5tExample', secretAccessKey: 'uGr+3/example=' };
const addressings = [
  { endpoint: 'https://oss-cn-hangzhou.aliyuncs.com', addressing: 'virtual-hosted' },
  { endpoint: 'https://img.example.com', addressing: 'bucket-bound' },
  { endpoint: 'http://127.0.0.1:8080', addressing: 'path' },
] as const;

/** Every sub-resource and parameter of the OSS requests that Imbed makes or may make. */
const queryNames = [
  ...['acl', 'append', 'continuation-token', 'cors', 'delete', 'delimiter', 'encoding-type', 'fetch-owner'],
  ...['lifecycle', 'list-type', 'location', 'max-keys', 'marker', 'max-parts', 'objectMeta', 'partNumber'],
  ...[
    'part-number-marker',
    'prefix',
    'start-after',
    'symlink',
    'tagging',
    'uploadId',
    'uploads',
    'versionId',
  ],
  ...['versions', 'response-content-disposition', 'x-oss-process', 'x-oss-traffic-limit'],
];
const signedNames = [
  ...['content-md5', 'content-type', 'x-oss-forbid-overwrite', 'x-oss-object-acl', 'x-oss-storage-class'],
  ...['x-oss-meta-note', 'x-oss-security-token'],
];
const otherNames = ['cache-control', 'content-disposition', 'host', 'range', 'user-agent'];

const headerValue = fc.oneof(
  fc.constantFrom('image/png', 'public-read', 'true', 'UNSIGNED-PAYLOAD', '  padded  ', 'a  b'),
  fc.string({ unit: 'grapheme-ascii', maxLength: 20 }),
);
const queryValue = fc.oneof(
  fc.constant(''),
  fc.constantFrom('img/截图 1+2.png', "it's (a)*!", 'a=b&c', 'image/resize,w_200', '100%'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

function someOf<T>(names: readonly string[], value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc
    .uniqueArray(fc.constantFrom(...names), { maxLength: 5 })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, value]))));
}

function encodedQuery(queries: Readonly<Record<string, string>>): string {
  return Object.entries(queries)
    .map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`)
    .join('&');
}

const anyCase = fc.record({
  at: fc.constantFrom(...addressings),
  method: fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE'),
  key: fc.option(anyObjectKey(), { nil: undefined }),
  region: fc.constantFrom('cn-hangzhou', 'cn-hongkong', 'ap-southeast-1'),
  bucket: fc.constantFrom('my-notes', 'pics2026'),
  signed: someOf(signedNames, headerValue),
  other: someOf(otherNames, headerValue),
  signOther: fc.boolean(),
  queries: someOf(queryNames, queryValue),
  instant: fc.date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
});

describe('oss4Authorization', () => {
  it("is what Alibaba's own SDK writes for the same request at the same instant", async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ at, method, key, region, bucket, queries, ...rest }) => {
        const store = { ...at, bucket, signingRegion: region };
        const headers = {
          ...rest.other,
          ...rest.signed,
          'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
          'x-oss-date': basicIsoDate(rest.instant),
        };
        const additionalHeaders = rest.signOther ? Object.keys(rest.other) : [];
        const base = key === undefined ? `${bucketUrl(store)}/` : objectUrl(store, key);
        const query = encodedQuery(queries);
        const url = query === '' ? base : `${base}?${query}`;

        const ours = await oss4Authorization(
          { method, url, headers },
          { store, credentials, sign: createV4Signer(digests), additionalHeaders },
        );
        const theirs = aliOss.authorizationV4(
          credentials.accessKeyId,
          credentials.secretAccessKey,
          region,
          method,
          { headers, queries: emptyAsNull(queries) },
          bucket,
          key,
          additionalHeaders,
        );
        expect(ours).toBe(theirs);
      }),
      { numRuns: 3000 },
    );
  }, 60_000);

  it('does not depend on the order of headers and query', async () => {
    const store = { ...addressings[0], bucket: 'my-notes', signingRegion: 'cn-hangzhou' };
    const sign = (query: string, headers: Readonly<Record<string, string>>) =>
      oss4Authorization(
        { method: 'GET', url: `https://my-notes.oss-cn-hangzhou.aliyuncs.com/?${query}`, headers },
        { store, credentials, sign: createV4Signer(digests) },
      );
    const date = { 'x-oss-date': '20260822T010203Z' };
    expect(await sign('uploads&prefix=a', { ...date, 'content-type': 'a/b' })).toBe(
      await sign('prefix=a&uploads=', { 'content-type': 'a/b', ...date }),
    );
  });
});

describe('createOss4Signer', () => {
  const store: Oss4Scope['store'] = { ...addressings[1], bucket: 'my-notes', signingRegion: 'cn-hangzhou' };
  const clock = { now: () => new Date('2026-08-22T01:02:03.456Z') };
  const request = {
    method: 'PUT',
    url: 'https://img.example.com/a.png',
    headers: { 'content-type': 'image/png', 'cache-control': 'no-cache' },
    body: new Uint8Array([1]),
  };

  it('adds the instant, the unsigned payload and the signature, and keeps what was there', async () => {
    const sign = createOss4Signer({ credentials: async () => credentials, digests, clock }, store);
    const headers = await sign(request);
    expect(headers).toEqual({
      'content-type': 'image/png',
      'cache-control': 'no-cache',
      'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
      'x-oss-date': '20260822T010203Z',
      authorization: expect.stringMatching(
        /^OSS4-HMAC-SHA256 Credential=LTAI5tExample\/20260822\/cn-hangzhou\/oss\/aliyun_v4_request,Signature=[0-9a-f]{64}$/,
      ),
    });
  });

  it('sends and signs the session token of temporary credentials', async () => {
    const temporary = { ...credentials, sessionToken: 'CAIS/token+' };
    const sign = createOss4Signer({ credentials: async () => temporary, digests, clock }, store);
    const headers = await sign(request);
    expect(headers['x-oss-security-token']).toBe('CAIS/token+');
    const { authorization, ...signed } = headers;
    const expected = aliOss.authorizationV4(
      credentials.accessKeyId,
      credentials.secretAccessKey,
      'cn-hangzhou',
      'PUT',
      { headers: signed },
      'my-notes',
      'a.png',
    );
    expect(authorization).toBe(expected);
  });
});

function emptyAsNull(queries: Readonly<Record<string, string>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(queries).map(([name, value]) => [name, value || null]));
}
