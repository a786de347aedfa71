import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeKey, encodeRfc3986, percentDecode } from './percent-encoding.ts';
import { anyObjectKey } from './testing/arbitraries.ts';

describe('percent-encoding', () => {
  it('is undone where it is whole, and UTF-8', () => {
    expect(percentDecode('%E5%9B%BE%20 %FF %4 100%')).toBe('图  %FF %4 100%');
  });

  it('encodes everything but unreserved characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const encoded = encodeRfc3986(text);
        expect(encoded).toMatch(/^([A-Za-z0-9._~-]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encoded)).toBe(text);
      }),
    );
  });

  it('keeps the slashes of a key, and only those', () => {
    expect(encodeKey("截图 1+2%/it's (a)*!~_-.png")).toBe(
      '%E6%88%AA%E5%9B%BE%201%2B2%25/it%27s%20%28a%29%2A%21~_-.png',
    );
  });

  it('gives every key a path of its own, whatever form its accents have', () => {
    fc.assert(
      fc.property(anyObjectKey(), (key) => {
        expect(decodeURIComponent(encodeKey(key))).toBe(key);
      }),
    );
  });
});
