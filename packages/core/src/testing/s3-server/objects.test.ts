import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { S3Server } from './server.ts';
import { rawRequest, refusalOf, sdkClient, startStore } from './test-setup.ts';

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
  it('gives back bytes, headers and metadata, and the MD5 as ETag', async () => {
    const headers = { ContentType: 'image/png', CacheControl: 'max-age=5', ContentDisposition: 'inline' };
    await put('img/a.png', 'hello', { ...headers, Metadata: { by: 'me' } });
    const ETag = '"5d41402abc4b2a76b9719d911017c592"';
    const expected = { text: 'hello', ...headers, Metadata: { by: 'me' }, ETag, ContentLength: 5 };
    expect(await read('img/a.png')).toMatchObject(expected);
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
      { numRuns: 60, examples: [['a+b c%2B%20.png'], ['汉字/é😀.png'], ["!'()*&=?#;@,$"]] },
    );
  });

  it('keeps the old object when If-None-Match forbids replacing it', async () => {
    await put('kept', 'old');
    const refused = await refusalOf(put('kept', 'new', { IfNoneMatch: '*' }));
    expect(refused).toEqual({ code: 'PreconditionFailed', status: 412 });
    expect((await read('kept')).text).toBe('old');
    await put('not-there-before', 'new', { IfNoneMatch: '*' });
    expect((await read('not-there-before')).text).toBe('new');
  });

  it('lets one alone of many win who all ask not to replace', async () => {
    const writers = Array.from({ length: 10 }, (_, n) => put('raced', `${n}`, { IfNoneMatch: '*' }));
    const outcomes = await Promise.allSettled(writers);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('stores a body that waited for 100-continue', async () => {
    const Body = new Uint8Array(3 * 1024 * 1024).fill(7);
    await put('large', Body);
    expect(server.requests.at(-1)).toMatchObject({ bodyBytes: Body.byteLength, status: 200 });
    expect(server.requests.at(-1)?.headers['expect']).toBe('100-continue');
  });

  it('refuses a body above the limit, and stores nothing', async () => {
    const small = await startStore({ maxBodyBytes: 1000 });
    const refused = sdkClient(small).send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x'.repeat(1001) }));
    expect(await refusalOf(refused)).toEqual({ code: 'EntityTooLarge', status: 400 });
    expect(small.storage.listObjects(Bucket)).toEqual([]);
    await small.close();
  });

  it('answers a missing key and a missing bucket with their own codes', async () => {
    expect(await refusalOf(read('missing'))).toEqual({ code: 'NoSuchKey', status: 404 });
    const nowhere = client.send(new GetObjectCommand({ Bucket: 'nowhere', Key: 'k' }));
    expect(await refusalOf(nowhere)).toEqual({ code: 'NoSuchBucket', status: 404 });
  });

  it('refuses a key above 1,024 bytes and a path that is not UTF-8', async () => {
    expect(await refusalOf(put('k'.repeat(1025), 'x'))).toEqual({ code: 'KeyTooLongError', status: 400 });
    expect(await rawRequest(server, { path: '/notes/%ff' })).toMatchObject({ code: 'InvalidURI' });
  });

  it('never takes a subresource it does not have for the object itself', async () => {
    await put('plain', 'x');
    const tagging = client.send(new GetObjectTaggingCommand({ Bucket, Key: 'plain' }));
    expect(await refusalOf(tagging)).toEqual({ code: 'NotImplemented', status: 501 });
  });
});

describe('ranges and conditions', () => {
  it.each([
    ['bytes=0-2', '012', 'bytes 0-2/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
  ])('serves %s of ten digits', async (Range, text, ContentRange) => {
    await put('digits', '0123456789');
    expect(await read('digits', { Range })).toMatchObject({ text, ContentRange });
  });

  it('refuses a range behind the end, and ignores one it cannot read', async () => {
    await put('digits', '0123456789');
    expect(await refusalOf(read('digits', { Range: 'bytes=10-' }))).toMatchObject({ status: 416 });
    expect(await read('digits', { Range: 'lines=1-2' })).toMatchObject({ text: '0123456789' });
  });

  it('answers 304 to whoever has the object already', async () => {
    const { ETag } = await put('cached', 'x');
    expect(await refusalOf(read('cached', { IfNoneMatch: ETag }))).toMatchObject({ status: 304 });
    const later = new Date(Date.now() + 60_000);
    expect(await refusalOf(read('cached', { IfModifiedSince: later }))).toMatchObject({ status: 304 });
    expect(await read('cached', { IfModifiedSince: new Date(0) })).toMatchObject({ text: 'x' });
  });

  it('answers 412 to whoever demands another object', async () => {
    await put('demanded', 'x');
    expect(await refusalOf(read('demanded', { IfMatch: '"other"' }))).toMatchObject({ status: 412 });
  });

  it('lets a signed request, and no other, say how the browser shall take the object', async () => {
    const asked = { Bucket: 'public', Key: 'typed', ResponseContentType: 'text/plain' };
    await client.send(new PutObjectCommand({ Bucket: 'public', Key: 'typed', Body: 'x' }));
    expect((await client.send(new GetObjectCommand(asked))).ContentType).toBe('text/plain');
    const anonymous = await rawRequest(server, { path: '/public/typed?response-content-type=text/html' });
    expect(anonymous).toMatchObject({ status: 400, code: 'InvalidRequest' });
  });
});

describe('HeadObject', () => {
  it('says what GetObject would, without a body', async () => {
    await put('head', 'hello', { ContentType: 'image/gif' });
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'head' }));
    expect(head).toMatchObject({ ContentLength: 5, ContentType: 'image/gif' });
  });

  it('answers a missing key with 404 and no XML', async () => {
    const missing = client.send(new HeadObjectCommand({ Bucket, Key: 'missing' }));
    expect(await refusalOf(missing)).toEqual({ code: 'NotFound', status: 404 });
  });
});

describe('DeleteObject and DeleteObjects', () => {
  it('removes an object, and is content when there is none', async () => {
    await put('gone', 'x');
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    expect(server.storage.findObject(Bucket, 'gone')).toBeUndefined();
  });

  it('removes many, keys that need escaping in XML among them', async () => {
    const keys = ['many/1', 'many/<&>"\'', 'many/汉字', 'many/ space '];
    for (const key of keys) await put(key, 'x');
    const Objects = keys.map((Key) => ({ Key }));
    const answer = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(answer.Deleted?.map(({ Key }) => Key)).toEqual(keys);
    expect(keys.filter((key) => server.storage.findObject(Bucket, key) !== undefined)).toEqual([]);
  });

  it('is silent about what it removed when asked to be', async () => {
    await put('quiet', 'x');
    const Delete = { Objects: [{ Key: 'quiet' }], Quiet: true };
    expect((await client.send(new DeleteObjectsCommand({ Bucket, Delete }))).Deleted).toBeUndefined();
    expect(server.storage.findObject(Bucket, 'quiet')).toBeUndefined();
  });

  it('demands Content-MD5 where the store is one that does', async () => {
    const strict = await startStore({ deleteObjectsMd5: 'required' });
    const Delete = { Objects: [{ Key: 'k' }] };
    const refused = sdkClient(strict).send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(await refusalOf(refused)).toEqual({ code: 'InvalidRequest', status: 400 });
    await strict.close();
  });
});

describe('CopyObject', () => {
  it('copies bytes and what is said of them, from a key with odd characters', async () => {
    await put('from/a+b 汉%20.png', 'hello', { ContentType: 'image/png', Metadata: { by: 'me' } });
    const CopySource = `/notes/${encodeURIComponent('from/a+b 汉%20.png')}`;
    await client.send(new CopyObjectCommand({ Bucket, Key: 'copied', CopySource }));
    const expected = { text: 'hello', ContentType: 'image/png', Metadata: { by: 'me' } };
    expect(await read('copied')).toMatchObject(expected);
  });

  it('says something new of the copy when told to replace', async () => {
    await put('original', 'x', { ContentType: 'image/png' });
    const replace = { MetadataDirective: 'REPLACE', ContentType: 'image/webp' } as const;
    const CopySource = 'notes/original';
    await client.send(new CopyObjectCommand({ Bucket, Key: 'retyped', CopySource, ...replace }));
    expect((await read('retyped')).ContentType).toBe('image/webp');
  });

  it('refuses a source that is not there', async () => {
    const missing = { Bucket, Key: 'copy-of-nothing', CopySource: 'notes/missing' };
    expect(await refusalOf(client.send(new CopyObjectCommand(missing)))).toMatchObject({ code: 'NoSuchKey' });
  });
});
