import type { StorePlaces } from './places.ts';

const anonymousPolicy = {
  en: 'Add a bucket policy that allows everyone (Principal "*") s3:GetObject on the objects, e.g. with "s3cmd setpolicy" or "aws s3api put-bucket-policy"; or set access to "signed" in the profile.',
  zh: '请添加允许所有人（Principal 为 "*"）s3:GetObject 的存储桶策略，例如用“s3cmd setpolicy”或“aws s3api put-bucket-policy”；或把配置中的 access 设为 "signed"。',
};

const corsByClient = {
  en: 'Set the rule with "s3cmd setcors" or "aws s3api put-bucket-cors": origin of the page, methods GET, HEAD, PUT, POST, DELETE, headers *, exposed header ETag.',
  zh: '请用“s3cmd setcors”或“aws s3api put-bucket-cors”设置规则：来源为该页面，Methods 为 GET、HEAD、PUT、POST、DELETE，Headers 为 *，暴露 ETag。',
};

const lifecycleByClient = {
  en: 'Set the rule with "aws s3api put-bucket-lifecycle-configuration", and look whether this version of the server keeps it.',
  zh: '请用“aws s3api put-bucket-lifecycle-configuration”设置规则，并确认该版本的服务器支持。',
};

const minioPolicies =
  'https://min.io/docs/minio/linux/administration/identity-access-management/policy-based-access-control.html';

const website = {
  en: 'Garage serves the public by its web endpoint: run "garage bucket website --allow BUCKET", and set the address of the web endpoint as publicBaseUrl.',
  zh: 'Garage 通过网站端口对外提供访问：请运行“garage bucket website --allow BUCKET”，并把网站端口的地址填入 publicBaseUrl。',
};

export const selfHostedPlaces = {
  minio: {
    permissions: { link: minioPolicies },
    domain: { link: 'https://min.io/docs/minio/linux/integrations/setup-nginx-proxy-with-minio.html' },
    bucket: { link: 'https://min.io/docs/minio/linux/reference/minio-mc/mc-mb.html' },
    api: { link: 'https://min.io/docs/minio/linux/reference/s3-api-compatibility.html' },
    public: {
      link: minioPolicies,
      fix: {
        en: 'Run "mc anonymous set download ALIAS/BUCKET"; or set access to "signed" in the profile.',
        zh: '请运行“mc anonymous set download ALIAS/BUCKET”；或把配置中的 access 设为 "signed"。',
      },
    },
    cors: {
      fix: {
        en: 'MinIO has no CORS rules for single buckets: set MINIO_API_CORS_ALLOW_ORIGIN on the server.',
        zh: 'MinIO 不支持按存储桶设置跨域规则：请在服务器上设置 MINIO_API_CORS_ALLOW_ORIGIN。',
      },
    },
  },
  'ceph-rgw': {
    permissions: { link: 'https://docs.ceph.com/en/latest/radosgw/bucketpolicy/' },
    bucket: { link: 'https://docs.ceph.com/en/latest/radosgw/s3/bucketops/' },
    public: { fix: anonymousPolicy, link: 'https://docs.ceph.com/en/latest/radosgw/bucketpolicy/' },
    cors: { fix: corsByClient },
  },
  garage: {
    public: { fix: website },
    domain: { fix: website },
    cors: { fix: corsByClient },
    lifecycle: { fix: lifecycleByClient },
  },
  seaweedfs: { cors: { fix: corsByClient } },
  rustfs: { public: { fix: anonymousPolicy }, lifecycle: { fix: lifecycleByClient } },
  custom: { public: { fix: anonymousPolicy }, cors: { fix: corsByClient } },
} as const satisfies Readonly<Record<string, StorePlaces>>;
