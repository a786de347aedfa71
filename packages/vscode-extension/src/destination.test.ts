import { defaultProfile, type Profile } from '@imbed/core';
import { describe, expect, it } from 'vitest';
import { destinationOf } from './destination.ts';

const oss = { provider: 'aliyun-oss', bucket: 'my-notes', region: 'cn-hongkong' } as const;
const of = (settings: Partial<Profile> & Pick<Profile, 'provider' | 'bucket'>) =>
  destinationOf({ ...defaultProfile, ...settings });

describe('keys are for', () => {
  it.each(['', ' ', 'internal', 'accelerate'])(
    'the provider, in whatever region, while its own endpoint "%s" is used',
    (endpoint) => {
      for (const region of ['cn-hongkong', 'cn-beijing'])
        expect(of({ ...oss, region, endpoint })).toEqual({ ok: true, value: 'aliyun-oss' });
    },
  );

  it.each([
    ['https://s3.example', 'https://s3.example'],
    ['HTTPS://S3.example:443/store/', 'https://s3.example'],
    ['http://s3.example:9000/store', 'http://s3.example:9000'],
    ['s3.example', 'https://s3.example'],
    ['[::1]:9000', 'http://[::1]:9000'],
  ])('the origin of the address "%s"', (endpoint, value) => {
    expect(of({ provider: 'custom', bucket: 'my-notes', endpoint })).toEqual({ ok: true, value });
  });

  it('a store that lacks where links lead, all the same', () => {
    expect(of({ provider: 'qiniu-kodo', bucket: 'my-notes' })).toEqual({ ok: true, value: 'qiniu-kodo' });
  });

  it.each(['', 'https://me:hunter2@s3.example', 'http://'])('nothing with the endpoint "%s"', (endpoint) => {
    expect(of({ provider: 'custom', bucket: 'my-notes', endpoint }).ok).toBe(false);
  });
});
