import { describe, expect, it } from 'vitest';
import { nodeDigests } from '../node/digests.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { objectKey } from '../testing/odd-keys.ts';
import { plainStore } from '../testing/plain-store.ts';
import { putHeaders, safeDisposition } from './object-headers.ts';
import type { PutRequest } from './object-store.ts';

function headersOf(request: Partial<PutRequest>, changes: Partial<ResolvedStore> = {}) {
  const put = {
    key: objectKey('a.png'),
    body: new Uint8Array([1, 2, 3]),
    contentType: 'image/png',
    ...request,
  };
  return putHeaders(plainStore(changes), put, nodeDigests);
}

describe('putHeaders', () => {
  it('sends what was asked for and nothing else', async () => {
    expect(await headersOf({})).toEqual({ 'content-type': 'image/png' });
    expect(await headersOf({ cacheControl: 'public, max-age=60', contentDisposition: 'inline' })).toEqual({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=60',
      'content-disposition': 'inline',
    });
  });

  it('names the ACL as the dialect does, and never sends one to a store that has none', async () => {
    const acl = { acl: 'public-read' };
    expect(await headersOf(acl)).toMatchObject({ 'x-amz-acl': 'public-read' });
    expect(await headersOf(acl, { dialect: 'oss' })).toMatchObject({ 'x-oss-object-acl': 'public-read' });
    expect(await headersOf(acl, { acceptsAcl: false })).toEqual({ 'content-type': 'image/png' });
  });

  it('asks not to overwrite by the header of the store, where it has one', async () => {
    const noOverwriteHeader = ['if-none-match', '*'] as const;
    expect(await headersOf({ noOverwrite: true }, { noOverwriteHeader })).toMatchObject({
      'if-none-match': '*',
    });
    expect(await headersOf({ noOverwrite: false }, { noOverwriteHeader })).toEqual({
      'content-type': 'image/png',
    });
    expect(await headersOf({ noOverwrite: true })).toEqual({ 'content-type': 'image/png' });
  });

  it('guards the body by its MD5 where the signature does not', async () => {
    expect(await headersOf({}, { dialect: 'oss' })).toEqual({
      'content-type': 'image/png',
      'content-md5': 'Uonfc331cyb83SJZevsfrA==',
    });
  });

  it.each(['a\r\nx-amz-acl: public-read', 'größer', 'tab\tbed', '截图'])(
    'refuses a header that HTTP cannot carry (%j), naming it',
    async (cacheControl) => {
      await expect(headersOf({ cacheControl })).rejects.toMatchObject({
        code: 'config/invalid',
        facts: { issues: [{ field: 'cache-control' }] },
      });
    },
  );

  it('trims, because HTTP does so after signing', async () => {
    expect(await headersOf({ cacheControl: ' no-cache ' })).toMatchObject({ 'cache-control': 'no-cache' });
  });
});

describe('safeDisposition', () => {
  it.each([
    ['inline', 'inline'],
    ['attachment; filename="a b.png"', 'attachment; filename="a b.png"'],
    ['inline; filename="截图.png"', `inline; filename="__.png"; filename*=UTF-8''%E6%88%AA%E5%9B%BE.png`],
    ['inline; filename=é.png; x=y', `inline; filename="_.png"; filename*=UTF-8''%C3%A9.png; x=y`],
    [
      'inline; filename="🎉 \\"é\\".png"',
      `inline; filename="_ ___.png"; filename*=UTF-8''%F0%9F%8E%89%20%22%C3%A9%22.png`,
    ],
    ["inline; filename*=UTF-8''%C3%A9.png", "inline; filename*=UTF-8''%C3%A9.png"],
  ])('%s becomes %s', (given, expected) => {
    expect(safeDisposition(given)).toBe(expected);
  });

  it('leaves what it cannot mend to be refused', async () => {
    await expect(headersOf({ contentDisposition: 'ínline' })).rejects.toMatchObject({
      code: 'config/invalid',
      facts: { issues: [{ field: 'content-disposition' }] },
    });
  });
});
