import { issue, type ParseResult } from '../parse-result.ts';
import { closedProviders } from './closed.ts';
import { aliyunOss } from './presets/aliyun-oss.ts';
import { awsS3 } from './presets/aws-s3.ts';
import { backblazeB2 } from './presets/backblaze-b2.ts';
import { baiduBos } from './presets/baidu-bos.ts';
import { bitiful } from './presets/bitiful.ts';
import { cephRgw } from './presets/ceph-rgw.ts';
import { cloudflareR2 } from './presets/cloudflare-r2.ts';
import { custom } from './presets/custom.ts';
import { digitaloceanSpaces } from './presets/digitalocean-spaces.ts';
import { garage } from './presets/garage.ts';
import { gcsS3 } from './presets/gcs-s3.ts';
import { huaweiObs } from './presets/huawei-obs.ts';
import { jdcloudOss } from './presets/jdcloud-oss.ts';
import { ksyunKs3 } from './presets/ksyun-ks3.ts';
import { minio } from './presets/minio.ts';
import { qingcloudQingstor } from './presets/qingcloud-qingstor.ts';
import { qiniuKodo } from './presets/qiniu-kodo.ts';
import { rustfs } from './presets/rustfs.ts';
import { scaleway } from './presets/scaleway.ts';
import { seaweedfs } from './presets/seaweedfs.ts';
import { synologyC2 } from './presets/synology-c2.ts';
import { tencentCos } from './presets/tencent-cos.ts';
import { tigris } from './presets/tigris.ts';
import { ucloudUs3 } from './presets/ucloud-us3.ts';
import { volcengineTos } from './presets/volcengine-tos.ts';
import { wasabi } from './presets/wasabi.ts';
import type { ClosedProvider, ProviderPreset, ResolvedStore, StoreSettings } from './provider.ts';
import type { OpenProviderId, ProviderId } from './provider-id.ts';

/** Every store that can be chosen; the compiler notices a missing one. */
export const providers: Record<OpenProviderId, ProviderPreset> = {
  'aliyun-oss': aliyunOss,
  'tencent-cos': tencentCos,
  'huawei-obs': huaweiObs,
  'qiniu-kodo': qiniuKodo,
  'ksyun-ks3': ksyunKs3,
  'baidu-bos': baiduBos,
  'jdcloud-oss': jdcloudOss,
  'qingcloud-qingstor': qingcloudQingstor,
  'synology-c2': synologyC2,
  'cloudflare-r2': cloudflareR2,
  'aws-s3': awsS3,
  minio,
  'backblaze-b2': backblazeB2,
  'ceph-rgw': cephRgw,
  wasabi,
  'digitalocean-spaces': digitaloceanSpaces,
  'ucloud-us3': ucloudUs3,
  'volcengine-tos': volcengineTos,
  garage,
  seaweedfs,
  rustfs,
  'gcs-s3': gcsS3,
  scaleway,
  tigris,
  bitiful,
  custom,
};

/** The store that a profile means, or what is wrong with it, by setting. */
export function resolveStore(settings: StoreSettings): ParseResult<ResolvedStore> {
  const { provider } = settings;
  return isClosed(provider) ? closedIssue(closedProviders[provider]) : providers[provider].resolve(settings);
}

function isClosed(id: ProviderId): id is keyof typeof closedProviders {
  return Object.hasOwn(closedProviders, id);
}

function closedIssue({ name, closed, alternatives }: ClosedProvider): ParseResult<never> {
  return issue('provider', 'store-closed', { store: name, date: closed, others: alternatives });
}
