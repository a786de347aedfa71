import {
  ListObjectsCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listPage } from './operations/list-page.ts';
import type { S3Server } from './server.ts';
import type { ObjectRecord } from './storage/storage.ts';
import { refusalOf, sdkClient, startStore } from './test-setup.ts';

let server: S3Server;
let client: S3Client;
const Bucket = 'notes';
const keys = ['a/1', 'a/2', 'a/b/3', 'c', 'd & <e>', '\u{ff5e}', '😀'];

function record(key: string): ObjectRecord {
  return {
    key,
    size: 0,
    etag: 'd41d8cd98f00b204e9800998ecf8427e',
    lastModified: '2026-11-22T00:00:00.000Z',
    acl: 'default',
    headers: {},
    metadata: {},
    checksums: {},
  };
}

beforeAll(async () => {
  server = await startStore();
  client = sdkClient(server);
  for (const key of keys.toReversed())
    await server.storage.saveObject(Bucket, { record: record(key), bytes: new Uint8Array() });
});

afterAll(async () => {
  client.destroy();
  await server.close();
});

describe('ListObjectsV2', () => {
  it('lists in the order of UTF-8 bytes, with size, ETag and date', async () => {
    const { Contents, KeyCount } = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(keys);
    expect(KeyCount).toBe(keys.length);
    expect(Contents?.[0]).toMatchObject({ Size: 0, ETag: '"d41d8cd98f00b204e9800998ecf8427e"' });
    expect(Contents?.[0]?.LastModified).toEqual(new Date('2026-11-22T00:00:00Z'));
  });

  it('folds what has the delimiter behind the prefix', async () => {
    const asked = { Bucket, Prefix: 'a/', Delimiter: '/' };
    const { Contents, CommonPrefixes } = await client.send(new ListObjectsV2Command(asked));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['a/1', 'a/2']);
    expect(CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['a/b/']);
  });

  it('gives every entry exactly once over pages of one', async () => {
    const seen: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2({ client, pageSize: 1 }, { Bucket, Delimiter: '/' })) {
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
      seen.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix));
    }
    expect(seen).toEqual(['a/', 'c', 'd & <e>', '\u{ff5e}', '😀']);
  });

  it('starts after the key it is told', async () => {
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket, StartAfter: 'c', MaxKeys: 1 }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['d & <e>']);
  });

  it('tells whose the objects are to who asks', async () => {
    const ownerOf = async (FetchOwner: boolean) =>
      (await client.send(new ListObjectsV2Command({ Bucket, FetchOwner }))).Contents?.[0]?.Owner?.ID;
    expect([await ownerOf(true), await ownerOf(false)]).toEqual(['alice', undefined]);
  });

  it('percent-encodes keys on request', async () => {
    const asked = { Bucket, Prefix: 'd', EncodingType: 'url' } as const;
    const { Contents } = await client.send(new ListObjectsV2Command(asked));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['d%20%26%20%3Ce%3E']);
  });

  it('refuses a continuation token that it did not give', async () => {
    const asked = new ListObjectsV2Command({ Bucket, ContinuationToken: 'bm9uc2Vuc2U=' });
    expect(await refusalOf(client.send(asked))).toEqual({ code: 'InvalidArgument', status: 400 });
  });
});

describe('ListObjects, first version', () => {
  it('goes on from the marker, and names the next one only under a delimiter', async () => {
    const first = await client.send(new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys: 1 }));
    expect(first).toMatchObject({ IsTruncated: true, NextMarker: 'a/' });
    const asked = { Bucket, Delimiter: '/', MaxKeys: 1, Marker: first.NextMarker };
    const second = await client.send(new ListObjectsCommand(asked));
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(['c']);
    const plain = await client.send(new ListObjectsCommand({ Bucket, MaxKeys: 1 }));
    expect([plain.IsTruncated, plain.NextMarker]).toEqual([true, undefined]);
  });
});

describe('a page', () => {
  const key = fc.array(fc.constantFrom('a', 'b', '/', 'é'), { minLength: 1, maxLength: 6 });
  const records = fc
    .uniqueArray(key.map((letters) => letters.join('')))
    .map((all) => all.map(record).sort((x, y) => Buffer.compare(Buffer.from(x.key), Buffer.from(y.key))));

  it('chained with the next ones says the same as one page of everything', () => {
    fc.assert(
      fc.property(
        records,
        fc.constantFrom('', '/'),
        fc.constantFrom('', 'a', 'a/'),
        fc.integer({ min: 1, max: 4 }),
        (all, delimiter, prefix, limit) => {
          const whole = listPage(all, { prefix, delimiter, after: '', limit: 1000 });
          const entries: string[] = [];
          let after: string | undefined = '';
          while (after !== undefined) {
            const page = listPage(all, { prefix, delimiter, after, limit });
            entries.push(...page.objects.map((object) => object.key), ...page.prefixes);
            after = page.next;
          }
          expect(entries.sort()).toEqual(
            [...whole.objects.map((object) => object.key), ...whole.prefixes].sort(),
          );
        },
      ),
    );
  });
});
