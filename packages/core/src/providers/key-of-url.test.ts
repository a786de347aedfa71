import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyObjectKey } from '../testing/arbitraries.ts';
import { objectKey, oddNames } from '../testing/odd-keys.ts';
import { chineseStores } from '../testing/provider-expectations/chinese-stores.ts';
import { selfHostedStores } from '../testing/provider-expectations/self-hosted-stores.ts';
import { worldwideStores } from '../testing/provider-expectations/worldwide-stores.ts';
import { resolved } from '../testing/resolve-in-tests.ts';
import { keyOfUrl } from './key-of-url.ts';
import type { StoreSettings } from './provider.ts';
import { publicUrl } from './public-url.ts';

const oss: StoreSettings = { provider: 'aliyun-oss', bucket: 'my-notes', region: 'cn-hongkong' };
const minio: StoreSettings = { provider: 'minio', bucket: 'my-notes', endpoint: 'http://nas.home:9000' };

function keyOf(url: string, settings: StoreSettings): string | undefined {
  return keyOfUrl(resolved(settings), url);
}

const stores = [...chineseStores, ...worldwideStores, ...selfHostedStores].map(({ id, settings }) =>
  resolved({ bucket: 'my-notes', ...settings, provider: id }),
);
const anySuffix = fc.constantFrom(
  '',
  '?x-oss-process=style/web',
  '!web',
  '@base@tag=imgScale&w=9',
  '-web#right',
);
const anyStore = fc
  .tuple(fc.constantFrom(...stores), fc.constantFrom('', 'https://图.example.com/相 册'), anySuffix)
  .map(([store, cdn, urlSuffix]) => ({
    ...store,
    urlSuffix,
    publicBaseUrl: cdn === '' ? store.publicBaseUrl : resolved({ ...oss, publicBaseUrl: cdn }).publicBaseUrl,
  }));

describe('the key of a link', () => {
  test('is the one that the link was made of, whatever key and store', () => {
    fc.assert(
      fc.property(anyStore, anyObjectKey(), (store, key) => {
        expect(keyOfUrl(store, publicUrl(store, key))).toBe(key);
      }),
    );
  });

  test.each(Object.entries(oddNames))('with %s survives', (_, name) => {
    for (const store of stores) expect(keyOfUrl(store, publicUrl(store, objectKey(name)))).toBe(name);
  });

  test('is the same at every address of the bucket, by http and https, with any query and fragment', () => {
    fc.assert(
      fc.property(
        anyStore,
        anyObjectKey(),
        fc.constantFrom('', '?imageView2/2/w/200', '?X-Amz-Signature=1&b=%2F', '#a/b'),
        fc.constantFrom('http:', 'https:', ''),
        (store, key, query, scheme) => {
          for (const base of store.ownAddresses) {
            // A port says by itself which of both it is.
            const address = /:\d+/.test(base) ? base : base.replace(/^https?:/, scheme);
            expect(keyOfUrl(store, publicUrl({ ...store, publicBaseUrl: address }, key) + query)).toBe(key);
          }
        },
      ),
    );
  });

  test.each([
    ['https://my-notes.oss-cn-hongkong.aliyuncs.com/img/a.png', 'the public address'],
    ['https://my-notes.oss-cn-hongkong-internal.aliyuncs.com/img/a.png', 'the internal one'],
    ['https://my-notes.oss-accelerate.aliyuncs.com/img/a.png', 'the accelerated one'],
    ['https://my-notes.s3.oss-cn-hongkong.aliyuncs.com/img/a.png', 'that of the S3 dialect'],
    ['HTTPS://MY-NOTES.OSS-CN-HONGKONG.ALIYUNCS.COM/img/a.png', 'capitals in the host'],
    ['https://my-notes.oss-cn-hongkong.aliyuncs.com:443/img/a.png', 'the default port'],
    ['https://img.example.com/img/a.png!web', 'a style'],
    ['https://img.example.com/img/a.png?x-oss-process=image/resize,w_200', 'another processing'],
    ['http://img.example.com/cdn-cgi/image/width=80,format=auto/img/a.png', 'a processing in front'],
    ['https://img.example.com/img/a.png@base@tag=imgScale&w=200', 'a processing behind'],
    ['//img.example.com/img/%61.png', 'needless encoding'],
  ])('is found in %s (%s)', (url) => {
    expect(keyOf(url, { ...oss, publicBaseUrl: 'https://img.example.com' })).toBe('img/a.png');
  });

  test('is found where a writer left letters and spaces unencoded, or encoded what need not be', () => {
    expect(keyOf('http://nas.home:9000/my-notes/图 (1)+é.png', minio)).toBe('图 (1)+é.png');
    expect(keyOf('http://nas.home:9000/my-notes/%E5%9B%BE%20(1)%2Bé.png', minio)).toBe('图 (1)+é.png');
    expect(keyOf('http://nas.home:9000/my%2Dnotes/100%.png', minio)).toBe('100%.png');
  });

  test('keeps what only looks like a style', () => {
    expect(keyOf('https://my-notes.oss-cn-hongkong.aliyuncs.com/wow!.png', oss)).toBe('wow!.png');
    expect(keyOf('https://my-notes.oss-cn-hongkong.aliyuncs.com/cat@2x.png', oss)).toBe('cat@2x.png');
  });

  test.each([
    ['https://other.oss-cn-hongkong.aliyuncs.com/a.png', 'another bucket'],
    ['https://my-notes.oss-cn-beijing.aliyuncs.com/a.png', 'another region'],
    ['https://img.example.com.evil.test/a.png', 'another host'],
    ['https://img.example.com/photos/a.png', 'another path'],
    ['https://img.example.com/note', 'the base itself'],
    ['https://img.example.com/notes/../a.png', 'a way out'],
    ['https://img.example.com/notes//a.png', 'an empty segment'],
    ['https://user:pw@img.example.com/notes/a.png', 'a password'],
    ['https://img.example.com:8443/notes/a.png', 'another port'],
    ['ftp://img.example.com/notes/a.png', 'another protocol'],
    ['assets/a.png', 'a path'],
    ['https://', 'no host'],
    ['https://[/notes/a.png', 'a host that is none'],
    ['', 'nothing'],
  ])('is not read out of %s (%s)', (url) => {
    expect(keyOf(url, { ...oss, publicBaseUrl: 'https://img.example.com/notes' })).toBeUndefined();
  });

  test('is not read out of a sub-domain that may be somebody else, where the store is addressed by path', () => {
    expect(keyOf('http://my-notes.nas.home:9000/a.png', minio)).toBeUndefined();
    expect(keyOf('http://nas.home:9000/my-notes/a.png', minio)).toBe('a.png');
  });

  test('any text at all is answered, never thrown at', () => {
    const store = resolved({ ...oss, publicBaseUrl: 'https://img.example.com' });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        keyOfUrl(store, text);
        keyOfUrl(store, `https://img.example.com/${text}`);
      }),
    );
  });
});
