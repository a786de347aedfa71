import type { ClosedProvider } from './provider.ts';
import type { ClosedProviderId } from './provider-id.ts';

/** Still offered by name, so that people who move from an old setup are told instead of left guessing. */
export const closedProviders: Record<ClosedProviderId, ClosedProvider> = {
  // https://technode.com/2020/03/23/
  'meituan-mss': {
    id: 'meituan-mss',
    name: { en: 'Meituan MSS', zh: '美团云 MSS' },
    closed: '2020-05-31',
    alternatives: ['aliyun-oss', 'tencent-cos', 'qiniu-kodo'],
  },
  // No announcement was found; the date is believed.
  'didi-s3': {
    id: 'didi-s3',
    name: { en: 'DiDi Cloud S3', zh: '滴滴云 S3' },
    closed: '2021-03-31',
    alternatives: ['aliyun-oss', 'tencent-cos', 'qiniu-kodo'],
  },
  // Closed to the public; https://github.com/juicedata/juicefs/pull/3412.
  'netease-nos': {
    id: 'netease-nos',
    name: { en: 'NetEase NOS', zh: '网易云 NOS' },
    closed: '2023-03',
    alternatives: ['aliyun-oss', 'tencent-cos', 'qiniu-kodo'],
  },
};
