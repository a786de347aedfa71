import { describe, expect, test } from 'vitest';
import { providers } from './index.ts';
import type { OpenProviderId } from './provider-id.ts';

const link = 'https://img.example.com/img/a%20b.png';

describe('resizedUrl', () => {
  test.each<[OpenProviderId, string]>([
    ['aliyun-oss', `${link}?x-oss-process=image/resize,w_300`],
    ['tencent-cos', `${link}?imageMogr2/thumbnail/300x`],
    ['huawei-obs', `${link}?x-image-process=image/resize,w_300`],
    ['qiniu-kodo', `${link}?imageView2/2/w/300`],
    ['ksyun-ks3', `${link}@base@tag=imgScale&w=300`],
    ['baidu-bos', `${link}?x-bce-process=image/resize,w_300`],
    ['jdcloud-oss', `${link}?x-oss-process=img/s/300/300`],
    ['qingcloud-qingstor', `${link}?image&action=resize:w_300`],
    ['cloudflare-r2', 'https://img.example.com/cdn-cgi/image/width=300,format=auto/img/a%20b.png'],
    ['ucloud-us3', `${link}?iopcmd=thumbnail&type=4&width=300`],
    ['volcengine-tos', `${link}?x-tos-process=image/resize,w_300`],
    ['bitiful', `${link}?w=300`],
  ])('%s makes smaller copies its own way', (id, smaller) => {
    expect(providers[id].resizedUrl(link, 300)).toBe(smaller);
  });

  test.each<OpenProviderId>(['aws-s3', 'minio', 'ceph-rgw', 'backblaze-b2', 'gcs-s3', 'custom'])(
    '%s has none to offer',
    (id) => {
      expect(providers[id].resizedUrl(link, 300)).toBeUndefined();
    },
  );

  test('a link with a query is left alone, since it may be signed or styled already', () => {
    expect(providers['aliyun-oss'].resizedUrl(`${link}?x-oss-process=style/web`, 300)).toBeUndefined();
    expect(providers['cloudflare-r2'].resizedUrl(`${link}?sig=1`, 300)).toBeUndefined();
  });
});
