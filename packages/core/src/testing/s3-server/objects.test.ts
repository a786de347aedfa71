import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { S3Server } from './server.ts';
import { alice, bob, refusalOf, sdkClient, startStore } from './test-setup.ts';

let server: S3Server;
let client: S3Client;
const Bucket = 'notes';

beforeAll(async () => {
  server = await startStore();
  client = sdkClient(server);
});

afterAll(async () => {
  client.destroy();
  await server.close();
});

function put(Key: string, Body: string | Uint8Array, more = {}) {
  return client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
}

async function read(Key: string, more = {}) {
  const { Body, ...rest } = await client.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...rest, text: await Body?.transformToString() };
}

describe('PutObject and GetObject', () => {
  it('gives back bytes, type, cache and disposition headers, metadata and the MD5 as ETag', async () => {
    await put('img/a.png', 'hello', {
      ContentType: 'image/png',
      CacheControl: 'max-age=5',
      ContentDisposition: 'inline',
      Metadata: { by: 'me' },
    });
    expect(await read('img/a.png')).toMatchObject({
      text: 'hello',
      ContentType: 'image/png',
      CacheControl: 'max-age=5',
      ContentDisposition: 'inline',
      Metadata: { by: 'me' },
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      ContentLength: 5,
    });
  });

  it('finds every key of valid UTF-8 again, decoded exactly once', async () => {
    const key = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .filter((text) => text.isWellFormed() && !/^\/|\/$|(^|\/)\.{1,2}(\/|$)|\/\//.test(text));
    await fc.assert(
      fc.asyncProperty(key, async (Key) => {
        await put(Key, Key);
        expect((await read(Key)).text).toBe(Key);
        expect(server.storage.findObject(Bucket, Key)?.size).toBe(Buffer.byteLength(Key));
      }),
      { numRuns: 200, examples: [['a+b c%2B%20.png'], ['汉字/é😀.png'], ["!'()*&=?#;@,$"]] },
    );
  });
});
