import { expect, it } from 'vitest';
import { resolved } from '../testing/resolve-in-tests.ts';
import { bucketUrl } from './bucket-url.ts';

it.each([
  ['virtual-hosted', 'https://s3.example.com', 'https://pics.s3.example.com'],
  ['virtual-hosted', 'https://example.com/storage', 'https://pics.example.com/storage'],
  ['path', 'http://127.0.0.1:9000', 'http://127.0.0.1:9000/pics'],
  ['path', 'https://example.com/storage', 'https://example.com/storage/pics'],
  ['bucket-bound', 'https://img.example.com', 'https://img.example.com'],
] as const)('a bucket is found %s at %s', (addressing, endpoint, expected) => {
  expect(bucketUrl({ endpoint, bucket: 'pics', addressing })).toBe(expected);
});

it.each(['path', 'virtual-hosted'] as const)(
  'links without a public address of their own lead where the bucket is (%s)',
  (addressing) => {
    const store = resolved({
      provider: 'custom',
      bucket: 'pics',
      endpoint: 'https://s3.example.com',
      addressing,
    });
    expect(store.publicBaseUrl).toBe(bucketUrl(store));
  },
);
