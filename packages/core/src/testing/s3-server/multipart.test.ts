import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { S3Server } from './server.ts';
import { refusalOf, sdkClient, startStore } from './test-setup.ts';

let server: S3Server;
let client: S3Client;
const Bucket = 'notes';

beforeAll(async () => {
  server = await startStore({ minPartBytes: 4 });
  client = sdkClient(server);
});

afterAll(async () => {
  client.destroy();
  await server.close();
});

async function begin(Key: string, parts: readonly string[], more = {}) {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
  const Parts = [];
  for (const [at, Body] of parts.entries()) {
    const PartNumber = at + 1;
    const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
  }
  return { upload: { Bucket, Key, UploadId }, Parts };
}

function complete(upload: object, Parts: object[]) {
  const input = { ...upload, MultipartUpload: { Parts } } as CompleteMultipartUploadCommand['input'];
  return client.send(new CompleteMultipartUploadCommand(input));
}

function md5(...data: readonly (string | Uint8Array)[]) {
  return data.reduce((hash, one) => hash.update(one), createHash('md5')).digest();
}

describe('multipart upload', () => {
  it('joins the parts in order, under an ETag of MD5s and their count', async () => {
    const { upload, Parts } = await begin('joined', ['aaaa', 'bbbb', 'c'], { ContentType: 'image/png' });
    const { ETag } = await complete(upload, Parts);
    const digest = md5(md5('aaaa'), md5('bbbb'), md5('c')).toString('hex');
    expect(ETag).toBe(`"${digest}-3"`);
    const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket, Key: 'joined' }));
    expect([await Body?.transformToString(), ContentType]).toEqual(['aaaabbbbc', 'image/png']);
  });

  it('stores nothing before it is complete, and ends with completion', async () => {
    const { upload, Parts } = await begin('pending', ['aaaa']);
    expect(server.storage.findObject(Bucket, 'pending')).toBeUndefined();
    await complete(upload, Parts);
    expect(await refusalOf(complete(upload, Parts))).toEqual({ code: 'NoSuchUpload', status: 404 });
  });

  it('refuses an unknown part, a wrong ETag, a wrong order and a small part', async () => {
    const { upload, Parts } = await begin('refused', ['aaaa', 'bbbb', 'c']);
    const [first = {}, second = {}, third = {}] = Parts;
    const code = async (parts: object[]) => (await refusalOf(complete(upload, parts))).code;
    expect(await code([first, { PartNumber: 9, ETag: '"x"' }])).toBe('InvalidPart');
    expect(await code([{ ...first, ETag: '"00000000000000000000000000000000"' }])).toBe('InvalidPart');
    expect(await code([second, first])).toBe('InvalidPartOrder');
    expect(await code([first, third, { ...second, PartNumber: 4 }])).toBe('InvalidPart');
    const { upload: small, Parts: tooSmall } = await begin('small', ['a', 'b']);
    expect((await refusalOf(complete(small, tooSmall))).code).toBe('EntityTooSmall');
  });

  it('forgets an upload that is aborted', async () => {
    const { upload, Parts } = await begin('aborted', ['aaaa']);
    await client.send(new AbortMultipartUploadCommand(upload));
    expect(await refusalOf(complete(upload, Parts))).toMatchObject({ code: 'NoSuchUpload' });
    expect(server.storage.findObject(Bucket, 'aborted')).toBeUndefined();
  });

  it('lists parts page by page, and uploads by prefix', async () => {
    const { upload } = await begin('listed/1', ['aaaa', 'bbbb', 'c']);
    const page = await client.send(new ListPartsCommand({ ...upload, MaxParts: 2 }));
    expect(page).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' });
    expect(page.Parts?.map(({ Size }) => Size)).toEqual([4, 4]);
    const rest = await client.send(new ListPartsCommand({ ...upload, PartNumberMarker: '2' }));
    expect(rest.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([3]);
    const listing = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'listed/' }));
    expect(listing.Uploads?.map(({ Key }) => Key)).toEqual(['listed/1']);
  });

  it('lists uploads page by page, by key and then by id, encoded if asked', async () => {
    const keys = ['pages/a b', 'pages/a b', 'pages/中', 'pages/c'];
    for (const key of keys) await begin(key, []);
    const seen: (string | undefined)[] = [];
    let markers = {};
    for (let pages = 1; ; pages += 1) {
      const asked = { Bucket, Prefix: 'pages/', MaxUploads: 1, EncodingType: 'url' as const, ...markers };
      const page = await client.send(new ListMultipartUploadsCommand(asked));
      seen.push(...(page.Uploads ?? []).map(({ Key = '' }) => decodeURIComponent(Key)));
      if (!page.IsTruncated) {
        expect(pages).toBe(4);
        break;
      }
      const KeyMarker = decodeURIComponent(page.NextKeyMarker ?? '');
      markers = { KeyMarker, UploadIdMarker: page.NextUploadIdMarker };
    }
    expect(seen).toEqual(['pages/a b', 'pages/a b', 'pages/c', 'pages/中']);
  });

  it('takes what lib-storage sends, with checksums and without', async () => {
    const Body = new Uint8Array(11 * 1024 * 1024).map((_, at) => at % 251);
    for (const mode of ['WHEN_REQUIRED', 'WHEN_SUPPORTED'] as const) {
      const uploader = sdkClient(server, { requestChecksumCalculation: mode });
      await new Upload({ client: uploader, params: { Bucket, Key: mode, Body } }).done();
      const stored = await server.storage.readObject(Bucket, mode);
      expect(Buffer.compare(stored?.bytes ?? Buffer.alloc(0), Body)).toBe(0);
      uploader.destroy();
    }
  });
});
