import type { OpenProviderId } from './provider-id.ts';

/** What of a bucket can be set up over the API that Imbed speaks; everything else is done in the store's console. */
export interface BucketAbilities {
  /**
   * What lets everybody read objects. `acl`: the ACL of the bucket, which holds for its objects here, and lets its
   * names be listed, too. `policy`: a policy of the bucket, for one folder. `object-acl`: the ACL that each object is
   * put with.
   */
  readonly publicRead?: 'acl' | 'policy' | 'object-acl';
  readonly cors: boolean;
  /** Rules that remove objects by age, with the prefix in the rule itself. */
  readonly expiry: boolean;
}

const all = { cors: true, expiry: true } as const;
const nothing = { cors: false, expiry: false } as const;

/**
 * From the compatibility pages that the presets name. A line that ends in `believed` says that no page was found: a
 * wrong `true` there costs a refusal, which is told together with where to look in the console.
 */
const abilities: Readonly<Record<OpenProviderId, BucketAbilities>> = {
  // https://help.aliyun.com/en/oss/developer-reference/compatibility-with-amazon-s3
  'aliyun-oss': { publicRead: 'acl', cors: false, expiry: true },
  'tencent-cos': { publicRead: 'acl', ...all }, // believed
  'huawei-obs': { publicRead: 'acl', ...all }, // believed
  // https://developer.qiniu.com/kodo/4087
  'qiniu-kodo': { cors: true, expiry: false },
  // https://docs.ksyun.com/documents/42968
  'ksyun-ks3': { publicRead: 'acl', ...nothing },
  // https://cloud.baidu.com/doc/BOS/s/Njwvyq8ho for all but the ACL of a bucket
  'baidu-bos': { publicRead: 'acl', ...all },
  'jdcloud-oss': { publicRead: 'acl', ...all }, // believed
  'qingcloud-qingstor': nothing,
  'synology-c2': nothing,
  // https://developers.cloudflare.com/r2/api/s3/api/, with a token for administration
  'cloudflare-r2': all,
  // ACLs are switched off on new buckets: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
  'aws-s3': { publicRead: 'policy', ...all },
  // https://min.io/docs/minio/linux/reference/s3-api-compatibility.html
  minio: { publicRead: 'policy', cors: false, expiry: true },
  // https://www.backblaze.com/docs/cloud-storage-s3-compatible-api
  'backblaze-b2': { publicRead: 'acl', ...all },
  // https://docs.ceph.com/en/latest/radosgw/bucketpolicy/
  'ceph-rgw': { publicRead: 'policy', ...all },
  wasabi: { publicRead: 'policy', ...all },
  // https://docs.digitalocean.com/reference/api/spaces/
  'digitalocean-spaces': { publicRead: 'object-acl', ...all },
  'ucloud-us3': { publicRead: 'acl', ...nothing },
  'volcengine-tos': { publicRead: 'acl', ...nothing }, // believed
  // https://garagehq.deuxfleurs.fr/documentation/reference-manual/s3-compatibility/
  garage: { cors: true, expiry: false },
  seaweedfs: all,
  rustfs: { publicRead: 'policy', ...nothing },
  'gcs-s3': nothing,
  scaleway: { publicRead: 'policy', ...all },
  tigris: { publicRead: 'acl', ...all },
  bitiful: { publicRead: 'acl', cors: true, expiry: false }, // believed
  // As Amazon has it; whether this one does shows when it is tried.
  custom: { publicRead: 'policy', ...all },
};

/** By documentation, not by asking the store: see the sources beside each line. */
export function bucketAbilities(provider: OpenProviderId): BucketAbilities {
  return abilities[provider];
}
