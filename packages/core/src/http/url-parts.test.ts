import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { splitUrl } from './url-parts.ts';

describe('an address is taken apart without being rewritten', () => {
  it.each([
    ['https://b.s3.example/a/../b', { secure: true, host: 'b.s3.example', port: 443, path: '/a/../b' }],
    [
      'http://b.s3.example:9000/%2e%2e/x',
      { secure: false, host: 'b.s3.example:9000', port: 9000, path: '/%2e%2e/x' },
    ],
    ["http://h/a?x='y'&z", { host: 'h', port: 80, path: "/a?x='y'&z", pathname: '/a', query: "x='y'&z" }],
    ['http://h', { path: '/', pathname: '/', query: '' }],
    ['http://h?list-type=2', { path: '/?list-type=2', pathname: '/', query: 'list-type=2' }],
    ['http://h?a=/b', { path: '/?a=/b', pathname: '/', query: 'a=/b' }],
    ['http://h/a%3Fb?c=d?e', { path: '/a%3Fb?c=d?e', pathname: '/a%3Fb', query: 'c=d?e' }],
    ['http://h/a#fragment', { path: '/a', pathname: '/a', query: '' }],
    ['https://H.Example:443/a', { host: 'h.example', hostname: 'h.example', port: 443 }],
    ['http://[::1]:8080/a', { host: '[::1]:8080', hostname: '::1', port: 8080 }],
    ['http://图.example/a', { host: 'xn--wcs.example' }],
    ['http://h//a//b/', { path: '//a//b/' }],
  ])('%s', (url, parts) => {
    expect(splitUrl(url)).toMatchObject(parts);
  });

  it('for every path in printable ASCII', () => {
    const character = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
    const path = fc.string({ unit: character.filter((text) => text !== '#') });
    fc.assert(
      fc.property(path, (text) => {
        expect(splitUrl(`https://h/${text}`).path).toBe(`/${text}`);
      }),
    );
  });
});

it('needs nothing that the web views of phones lack', () => {
  vi.stubGlobal(
    'URL',
    class extends URL {
      static override parse = undefined as never;
    },
  );
  try {
    expect(splitUrl('http://h/a').host).toBe('h');
  } finally {
    vi.unstubAllGlobals();
  }
});

it.each([
  '',
  '/a',
  'ftp://h/a',
  'http://',
  'http://h/a b',
  'http://h/图',
  'http://h:99999/',
  'http://h/a\r\nx: y',
])('refuses %j, which no signer makes, without repeating it', (url) => {
  expect(() => splitUrl(url)).toThrow('internal (malformed request URL)');
});
