import { expect, it } from 'vitest';
import { thumbnailUrl } from './thumbnail.ts';

const photo = { url: 'https://img.example.com/a.jpg', contentType: 'image/jpeg', size: 3_000_000 };

it.each([
  ['aliyun-oss', '?x-oss-process=image/resize,w_480'],
  ['tencent-cos', '?imageMogr2/thumbnail/480x'],
  ['qiniu-kodo', '?imageView2/2/w/480'],
] as const)('%s is asked for a small one', (provider, query) => {
  expect(thumbnailUrl(provider, photo)).toBe(`${photo.url}${query}`);
});

it('nobody is asked who makes none, nor for what is small, moves, has no dots or is signed', () => {
  expect(thumbnailUrl('aws-s3', photo)).toBeUndefined();
  const others = [
    { size: 5000 },
    { contentType: 'image/gif' },
    { contentType: 'image/svg+xml' },
    { url: `${photo.url}?x-oss-signature=abc` },
  ];
  for (const other of others) expect(thumbnailUrl('aliyun-oss', { ...photo, ...other })).toBeUndefined();
});
