import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeKey } from '../percent-encoding.ts';
import type { StoreAddress } from '../providers/bucket-url.ts';
import { anyObjectKey } from '../testing/arbitraries.ts';
import { objectKey } from '../testing/odd-keys.ts';
import { objectUrl, pathInBucket, queryParts } from './request-url.ts';

const endpoint = 'https://s3.example.com';
const addresses: readonly StoreAddress[] = [
  { endpoint, bucket: 'pics', addressing: 'virtual-hosted' },
  { endpoint, bucket: 'pics', addressing: 'path' },
  { endpoint: 'https://img.example.com', bucket: 'pics', addressing: 'bucket-bound' },
  { endpoint: 'https://example.com:8443/storage/s3', bucket: 'pics', addressing: 'path' },
  { endpoint: 'https://example.com/storage', bucket: 'pics', addressing: 'virtual-hosted' },
  { endpoint: 'https://example.com/pics', bucket: 'pics', addressing: 'bucket-bound' },
];

describe('objectUrl', () => {
  it.each([
    ['virtual-hosted', endpoint, 'https://pics.s3.example.com/img/a.png'],
    ['path', endpoint, 'https://s3.example.com/pics/img/a.png'],
    ['bucket-bound', 'https://img.example.com', 'https://img.example.com/img/a.png'],
    ['path', 'http://127.0.0.1:9000', 'http://127.0.0.1:9000/pics/img/a.png'],
    ['path', 'https://example.com/storage/s3', 'https://example.com/storage/s3/pics/img/a.png'],
    ['virtual-hosted', 'https://example.com/storage', 'https://pics.example.com/storage/img/a.png'],
  ] as const)('%s on %s', (addressing, at, expected) => {
    expect(objectUrl({ endpoint: at, bucket: 'pics', addressing }, objectKey('img/a.png'))).toBe(expected);
  });

  it('is left untouched by URL parsers, so that what is sent is what was signed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...addresses), anyObjectKey(), (address, anyKey) => {
        const url = objectUrl(address, anyKey);
        expect(new URL(url).href).toBe(url);
      }),
    );
  }, 60_000);
});

describe('pathInBucket', () => {
  it('is the encoded key, whichever way the bucket is addressed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...addresses), anyObjectKey(), (address, anyKey) => {
        expect(pathInBucket(address, objectUrl(address, anyKey))).toBe(`/${encodeKey(anyKey)}`);
      }),
    );
  });

  it.each([
    ['path', `${endpoint}/pics`],
    ['path', `${endpoint}/pics/?list-type=2`],
    ['virtual-hosted', `https://pics.s3.example.com/?uploads`],
    ['virtual-hosted', `https://pics.s3.example.com?uploads`],
  ] as const)('is a slash for the bucket itself (%s, %s)', (addressing, url) => {
    expect(pathInBucket({ endpoint, bucket: 'pics', addressing }, url)).toBe('/');
  });
});

describe('queryParts', () => {
  it('reads a bare name and an empty value alike', () => {
    expect(queryParts('uploads&prefix=&a=b=c')).toEqual([
      ['uploads', ''],
      ['prefix', ''],
      ['a', 'b=c'],
    ]);
    expect(queryParts('')).toEqual([]);
  });
});
