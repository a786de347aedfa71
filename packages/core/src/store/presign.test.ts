import { createRequire } from 'node:module';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nodeDigests } from '../node/digests.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { anyObjectKey } from '../testing/arbitraries.ts';
import { objectKey } from '../testing/odd-keys.ts';
import { createScriptedTransport } from '../testing/scripted-transport.ts';
import {
  anyCase,
  anyStore,
  initOf,
  stockSettings,
  type WireCase,
  wireCredentials,
} from '../testing/wire-cases.ts';
import { presignedGetUrl } from './presign.ts';

const noTransport = createScriptedTransport([]);
const anySeconds = fc.integer({ min: 1, max: 604_800 });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a presigned link', () => {
  test("is the one that AWS's presigner makes", async () => {
    await fc.assert(
      fc.asyncProperty(anyCase(anyStore), anySeconds, async (sample, seconds) => {
        vi.setSystemTime(sample.now);
        const ours = await presignedGetUrl(initOf(sample, noTransport), sample.request.key, seconds);
        expect(parsed(ours)).toEqual(parsed(await presignedByAws(sample, seconds)));
      }),
    );
  });

  test("in OSS's dialect is the one that Alibaba's SDK makes", async () => {
    const onCustomDomain = anyStore.map(
      (store): ResolvedStore => ({
        ...store,
        dialect: 'oss',
        addressing: 'bucket-bound',
        endpoint: 'https://img.example.com',
        signingRegion: 'cn-hongkong',
      }),
    );
    await fc.assert(
      fc.asyncProperty(anyCase(onCustomDomain), anySeconds, async (sample, seconds) => {
        vi.setSystemTime(sample.now);
        const ours = await presignedGetUrl(initOf(sample, noTransport), sample.request.key, seconds);
        const { searchParams } = new URL(await presignedByAlibaba(sample, seconds));
        expect(parsed(ours).query).toEqual(sorted(searchParams));
      }),
    );
  });

  test('signs nothing but the host, so that any plain GET fits', async () => {
    const [sample] = fc.sample(anyCase(anyStore), 1) as [WireCase];
    const url = await presignedGetUrl(initOf(sample, noTransport), objectKey('a.png'), 60);
    expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toBe('host');
  });

  test('begins with the address of the object, encoded as everywhere', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase(anyStore), anyObjectKey(), async (sample, key) => {
        const init = { ...initOf(sample, noTransport), digests: nodeDigests };
        const [address] = (await presignedGetUrl(init, key, 60)).split('?');
        expect(decodeURIComponent(address ?? '').endsWith(`/${key}`)).toBe(true);
      }),
    );
  });

  test.each([0, 604_801, 1.5, Number.POSITIVE_INFINITY])('cannot last %d seconds', async (seconds) => {
    const [sample] = fc.sample(anyCase(anyStore), 1) as [WireCase];
    const attempt = presignedGetUrl(initOf(sample, noTransport), objectKey('a.png'), seconds);
    await expect(attempt).rejects.toMatchObject({ code: 'config/invalid' });
  });
});

function parsed(url: string) {
  const { origin, pathname, searchParams } = new URL(url);
  return { origin, pathname, query: sorted(searchParams) };
}

function sorted(query: URLSearchParams): readonly (readonly [string, string])[] {
  return [...query].filter(([name]) => name !== 'x-id').sort(([a], [b]) => (a < b ? -1 : 1));
}

function presignedByAws(sample: WireCase, expiresIn: number): Promise<string> {
  const client = new S3Client(stockSettings(sample));
  client.middlewareStack.add(
    (next) => (args) => {
      const { query = {} } = (args as { request: { query?: Record<string, unknown> } }).request;
      delete query['x-id'];
      return next(args);
    },
    { step: 'build', name: 'withoutXId' },
  );
  return getSignedUrl(
    client,
    new GetObjectCommand({ Bucket: sample.store.bucket, Key: sample.request.key }),
    {
      expiresIn,
    },
  );
}

interface AliOss {
  signatureUrlV4(method: 'GET', seconds: number, request: undefined, key: string): Promise<string>;
}
const AliOssClient: new (options: object) => AliOss = createRequire(import.meta.url)('ali-oss');

function presignedByAlibaba({ store, request, sessionToken }: WireCase, seconds: number): Promise<string> {
  const { accessKeyId, secretAccessKey: accessKeySecret } = wireCredentials;
  const granted = { accessKeyId, accessKeySecret, stsToken: sessionToken };
  const client = new AliOssClient({
    ...granted,
    refreshSTSToken: async () => granted,
    region: 'oss-cn-hongkong',
    bucket: store.bucket,
    endpoint: store.endpoint,
    cname: true,
    authorizationV4: true,
  });
  return client.signatureUrlV4('GET', seconds, undefined, request.key);
}
