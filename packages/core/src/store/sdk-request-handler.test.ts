import type { HttpRequest as SdkRequest } from '@smithy/types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { httpRequestFrom } from './sdk-request-handler.ts';

function sdkRequest(changes: Partial<SdkRequest> = {}): SdkRequest {
  return {
    method: 'GET',
    protocol: 'https:',
    hostname: 's3.example.com',
    path: '/',
    headers: {},
    ...changes,
  };
}

describe("the SDK's request, written out", () => {
  test('keeps the path as the SDK wrote it', () => {
    const path = '/pics/%E6%88%AA%20%2B/a%2Fb';
    expect(httpRequestFrom(sdkRequest({ path, port: 9000 })).url).toBe(`https://s3.example.com:9000${path}`);
  });

  test('has a query that any server reads back as it was meant', () => {
    const query = fc.dictionary(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(query, (meant) => {
        const { url } = httpRequestFrom(sdkRequest({ query: meant }));
        const sent = url.split('?')[1] ?? '';
        expect(Object.fromEntries(new URLSearchParams(sent))).toEqual(
          Object.fromEntries(Object.entries(meant)),
        );
        expect(sent).toMatch(/^[A-Za-z0-9\-._~%=&]*$/);
      }),
    );
  });

  test('writes a parameter without value with its equals sign, and a repeated one twice', () => {
    const { url } = httpRequestFrom(sdkRequest({ query: { uploads: '', tag: ['a', 'b'], none: null } }));
    expect(url).toBe('https://s3.example.com/?uploads=&tag=a&tag=b&none=');
  });

  test('leaves to the transport the headers that follow from the rest', () => {
    const headers = { Host: 's3.example.com', 'Content-Length': '3', 'Content-Type': 'image/png' };
    expect(httpRequestFrom(sdkRequest({ headers })).headers).toEqual({ 'content-type': 'image/png' });
  });

  test('has text as UTF-8, bytes as they are, and nothing for nothing', () => {
    const bytes = new Uint8Array([1, 2]);
    expect(httpRequestFrom(sdkRequest({ body: 'é' })).body).toEqual(new Uint8Array([0xc3, 0xa9]));
    expect(httpRequestFrom(sdkRequest({ body: bytes })).body).toBe(bytes);
    for (const body of [undefined, null, ''])
      expect(httpRequestFrom(sdkRequest({ body }))).not.toHaveProperty('body');
  });

  test('is never a stream, which could be sent only once', () => {
    const body = new Blob(['a']).stream();
    expect(() => httpRequestFrom(sdkRequest({ body }))).toThrow(TypeError);
  });
});
