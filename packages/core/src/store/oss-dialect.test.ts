import { expect, test } from 'vitest';
import { inOssDialect } from './oss-dialect.ts';

test("AWS's headers get OSS's prefix, all else stays as it is", () => {
  const request = {
    method: 'POST',
    url: 'https://img.example.com/a.png?uploads=',
    headers: { 'x-amz-storage-class': 'IA', 'x-oss-object-acl': 'private', 'content-type': 'x-amz-a' },
    body: new Uint8Array([1]),
  } as const;
  expect(inOssDialect(request)).toEqual({
    ...request,
    headers: { 'x-oss-storage-class': 'IA', 'x-oss-object-acl': 'private', 'content-type': 'x-amz-a' },
  });
});
