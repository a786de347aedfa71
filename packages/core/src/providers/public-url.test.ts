import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseObjectKey } from '../naming/object-key.ts';
import { problems, resolved } from '../testing/resolve-in-tests.ts';
import { told } from '../testing/told-issues.ts';
import type { StoreSettings } from './provider.ts';
import { publicUrl } from './public-url.ts';

const settings: StoreSettings = {
  provider: 'custom',
  bucket: 'my-notes',
  endpoint: 'https://s3.example.com',
};

function link(key: string, changes: Partial<StoreSettings> = {}): string {
  const parsed = parseObjectKey(key);
  if (!parsed.ok) throw new Error(told(parsed.issues)[0]?.problem);
  return publicUrl(resolved({ ...settings, ...changes }), parsed.value);
}

test('a link is the public base URL, the encoded key and the suffix as it stands', () => {
  expect(link('img/a b.png')).toBe('https://s3.example.com/my-notes/img/a%20b.png');
  expect(link('img/图.png', { publicBaseUrl: 'https://img.example.com/', urlSuffix: '!web' })).toBe(
    'https://img.example.com/img/%E5%9B%BE.png!web',
  );
  expect(link('a.png', { urlSuffix: '?x-oss-process=style/web' })).toBe(
    'https://s3.example.com/my-notes/a.png?x-oss-process=style/web',
  );
});

test('nothing in a key can end a Markdown link, an attribute or the path', () => {
  expect(link(`(it's) <a>"!"*?#&%.png`)).toBe(
    'https://s3.example.com/my-notes/%28it%27s%29%20%3Ca%3E%22%21%22%2A%3F%23%26%25.png',
  );
});

test('whatever the key, decoding the path of its link gives the key back', () => {
  const keys = fc.string({ unit: 'grapheme', minLength: 1 }).filter((key) => parseObjectKey(key).ok);
  fc.assert(
    fc.property(keys, (key) => {
      const { pathname, search, hash } = new URL(link(key));
      expect(decodeURIComponent(pathname)).toBe(`/my-notes/${key}`);
      expect(search + hash).toBe('');
    }),
  );
});

describe('the public base URL', () => {
  const oss: StoreSettings = { provider: 'aliyun-oss', bucket: 'my-notes', region: 'cn-hongkong' };

  test('that was set wins, and may lack its scheme', () => {
    expect(resolved({ ...oss, publicBaseUrl: 'img.example.com/notes/' }).publicBaseUrl).toBe(
      'https://img.example.com/notes',
    );
  });

  test.each([
    ['qingcloud-qingstor', 'Notes', 'https://s3.pek3b.qsstor.com/Notes'],
    ['aws-s3', 'My_Notes', 'https://s3.us-east-1.amazonaws.com/My_Notes'],
  ] as const)(
    'of %s puts the bucket %s, which no host can be called, into the path',
    (provider, bucket, base) => {
      expect(resolved({ provider, bucket, addressing: 'path' }).publicBaseUrl).toBe(base);
    },
  );

  test('must be an address without a query', () => {
    expect(problems({ ...oss, publicBaseUrl: 'https://img.example.com?x=1' })).toEqual([
      'publicBaseUrl must end before any "?" or "#"',
    ]);
  });

  test.each([
    ['cloudflare-r2', 'https://abc.r2.cloudflarestorage.com'],
    ['qiniu-kodo', ''],
    ['garage', 'http://10.0.0.5:3900'],
  ] as const)('must be set for %s, which serves nobody at its S3 address', (provider, endpoint) => {
    const [problem] = problems({ provider, bucket: 'my-notes', endpoint });
    expect(problem).toMatch(/^publicBaseUrl must be set: .* enter .*https:\/\//);
  });

  test('is followed by a suffix without spaces', () => {
    expect(resolved({ ...oss, urlSuffix: '!web' }).urlSuffix).toBe('!web');
    expect(problems({ ...oss, urlSuffix: '? x' })).toEqual([
      'urlSuffix must be of plain ASCII without spaces',
    ]);
  });
});
