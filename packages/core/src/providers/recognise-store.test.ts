import { expect, test } from 'vitest';
import { recogniseStore } from './recognise-store.ts';

test.each([
  ['oss-cn-hangzhou.aliyuncs.com', { provider: 'aliyun-oss', region: 'cn-hangzhou' }],
  ['https://s3.oss-cn-hongkong.aliyuncs.com', { provider: 'aliyun-oss', region: 'cn-hongkong' }],
  [
    ' https://my-notes.oss-cn-hongkong.aliyuncs.com/img/a.png?x-oss-process=style/web ',
    { provider: 'aliyun-oss', region: 'cn-hongkong', bucket: 'my-notes' },
  ],
  [
    'my-notes.oss-cn-hangzhou-internal.aliyuncs.com',
    { provider: 'aliyun-oss', region: 'cn-hangzhou', bucket: 'my-notes' },
  ],
  [
    'my-notes.oss-accelerate.aliyuncs.com',
    { provider: 'aliyun-oss', bucket: 'my-notes', endpoint: 'accelerate' },
  ],
  [
    'https://oss.console.aliyun.com/bucket/oss-cn-beijing/my-notes/object?path=img%2F',
    { provider: 'aliyun-oss', region: 'cn-beijing', bucket: 'my-notes' },
  ],
  ['https://oss.console.aliyun.com/overview', { provider: 'aliyun-oss' }],
  ['oss://my-notes/img/a.png', { provider: 'aliyun-oss', bucket: 'my-notes' }],
  [
    'https://my-notes-1250000000.cos.ap-guangzhou.myqcloud.com/a.png',
    { provider: 'tencent-cos', region: 'ap-guangzhou', bucket: 'my-notes-1250000000' },
  ],
  [
    'https://console.cloud.tencent.com/cos/bucket?bucket=my-notes-1250000000&region=ap-shanghai',
    { provider: 'tencent-cos', region: 'ap-shanghai', bucket: 'my-notes-1250000000' },
  ],
  [
    'https://console.huaweicloud.com/console/?region=cn-north-4#/obs/manage/my-notes/object/list',
    { provider: 'huawei-obs', region: 'cn-north-4', bucket: 'my-notes' },
  ],
  [
    'https://us-west-2.console.aws.amazon.com/s3/buckets/my.notes?region=us-west-2&tab=objects',
    { provider: 'aws-s3', region: 'us-west-2', bucket: 'my.notes' },
  ],
  ['https://s3.console.aws.amazon.com/s3/buckets/my-notes', { provider: 'aws-s3', bucket: 'my-notes' }],
  [
    'https://s3.eu-west-1.amazonaws.com/my-notes/a.png',
    { provider: 'aws-s3', region: 'eu-west-1', bucket: 'my-notes' },
  ],
  ['my.notes.s3.eu-west-1.amazonaws.com', { provider: 'aws-s3', region: 'eu-west-1', bucket: 'my.notes' }],
  ['s3://my-notes', { provider: 'aws-s3', bucket: 'my-notes' }],
  [
    'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com/my-notes',
    {
      provider: 'cloudflare-r2',
      bucket: 'my-notes',
      endpoint: 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com',
    },
  ],
  [
    'https://dash.cloudflare.com/0123456789abcdef/r2/default/buckets/my-notes/settings',
    { provider: 'cloudflare-r2', bucket: 'my-notes' },
  ],
  [
    'https://portal.qiniu.com/kodo/bucket/overview?bucketName=my-notes',
    { provider: 'qiniu-kodo', bucket: 'my-notes' },
  ],
])('%s', (text, store) => {
  expect(recogniseStore(text)).toEqual(store);
});

test.each([
  'https://img.example.com/a.png',
  '127.0.0.1:9000',
  'aliyun',
  'my notes',
  '',
  'file:///etc',
  '%',
  'https://',
])('%j is of nobody in particular', (text) => {
  expect(recogniseStore(text)).toBeUndefined();
});
