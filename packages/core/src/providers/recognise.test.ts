import { expect, test } from 'vitest';
import { providers } from './index.ts';
import { providerOfAddress } from './recognise.ts';

test.each([
  ['oss-cn-hangzhou.aliyuncs.com', 'aliyun-oss'],
  [' https://my-notes.s3.oss-cn-hongkong.aliyuncs.com/ ', 'aliyun-oss'],
  ['https://my-notes-1250000000.cos.ap-guangzhou.myqcloud.com', 'tencent-cos'],
  ['s3.us-west-004.backblazeb2.com', 'backblaze-b2'],
  ['https://s3.amazonaws.com/my-notes', 'aws-s3'],
  ['http://S3.Bitiful.Net:443', 'bitiful'],
] as const)('%s is of %s', (address, provider) => {
  expect(providerOfAddress(address)).toBe(provider);
});

test.each([
  'https://img.example.com',
  'http://127.0.0.1:9000',
  'notaliyuncs.com',
  'aliyuncs.com.example.com',
  '',
  'https;//oss-cn-hangzhou.aliyuncs.com',
])('%j is of nobody in particular', (address) => {
  expect(providerOfAddress(address)).toBeUndefined();
});

test.each(Object.values(providers).map((preset) => [preset.id, preset] as const))(
  'no domain of %s is claimed by another provider',
  (id, { ownDomains }) => {
    expect(ownDomains.map((domain) => providerOfAddress(`s3.${domain}`))).toEqual(ownDomains.map(() => id));
  },
);
