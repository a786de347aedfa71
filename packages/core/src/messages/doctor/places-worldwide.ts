import type { StorePlaces } from './places.ts';

/* As in `places-chinese.ts`: steps through a console stand beside the page that shows them. */

const aws: StorePlaces = {
  keys: {
    where: {
      en: 'IAM console > Users > the user > Security credentials > Access keys',
      zh: 'IAM 控制台 > 用户 > 该用户 > 安全凭证 > 访问密钥',
    },
    link: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  },
  permissions: {
    where: {
      en: 'IAM console > Users > the user > Permissions > Add permissions',
      zh: 'IAM 控制台 > 用户 > 该用户 > 权限 > 添加权限',
    },
    link: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html',
  },
  bucket: {
    where: {
      en: 'the list of buckets in the S3 console, with the AWS Region of each',
      zh: 'S3 控制台的存储桶列表，其中有各存储桶的 AWS 区域',
    },
  },
  public: {
    fix: {
      en: 'Switch off "Block all public access" for the bucket, then add a bucket policy that allows everyone s3:GetObject on it; or put CloudFront in front. If it is private on purpose, set access to "signed" in the profile.',
      zh: '请关闭该存储桶的“阻止所有公开访问”，再添加允许所有人 s3:GetObject 的存储桶策略；或在前面使用 CloudFront。如果有意设为私有，请把配置中的 access 设为 "signed"。',
    },
    where: {
      en: 'S3 console > Buckets > the bucket > Permissions > Block public access, then Bucket policy',
      zh: 'S3 控制台 > 存储桶 > 该存储桶 > 权限 > 阻止公开访问，然后是“存储桶策略”',
    },
    link: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  },
  acl: {
    where: {
      en: 'Object Ownership, among the permissions of the bucket in the S3 console',
      zh: 'S3 控制台中该存储桶“权限”里的“对象所有权”',
    },
    link: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
  },
  cors: {
    where: {
      en: 'S3 console > Buckets > the bucket > Permissions > Cross-origin resource sharing (CORS)',
      zh: 'S3 控制台 > 存储桶 > 该存储桶 > 权限 > 跨源资源共享（CORS）',
    },
    link: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enabling-cors-examples.html',
  },
};

const r2Domain: StorePlaces['domain'] = {
  fix: {
    en: 'R2 serves the public on a custom domain or its r2.dev address only: connect one, and set it as publicBaseUrl without the name of the bucket.',
    zh: 'R2 只通过自定义域名或 r2.dev 地址对外提供访问：请连接一个，并填入 publicBaseUrl（不带存储桶名称）。',
  },
  where: {
    en: 'Cloudflare dashboard > R2 > the bucket > Settings > Custom Domains > Connect Domain',
    zh: 'Cloudflare 控制台 > R2 > 该存储桶 > 设置 > 自定义域 > 连接域',
  },
  link: 'https://developers.cloudflare.com/r2/buckets/public-buckets/',
};

const r2: StorePlaces = {
  keys: {
    where: {
      en: 'Cloudflare dashboard > R2 > Manage API Tokens',
      zh: 'Cloudflare 控制台 > R2 > 管理 API 令牌',
    },
    link: 'https://developers.cloudflare.com/r2/api/tokens/',
  },
  permissions: {
    fix: {
      en: 'Make an API token with "Object Read & Write" for this bucket.',
      zh: '请为该存储桶创建权限为“对象读和写”的 API 令牌。',
    },
    where: {
      en: 'Cloudflare dashboard > R2 > Manage API Tokens',
      zh: 'Cloudflare 控制台 > R2 > 管理 API 令牌',
    },
    link: 'https://developers.cloudflare.com/r2/api/tokens/',
  },
  domain: r2Domain,
  public: r2Domain,
  cors: {
    where: {
      en: 'Cloudflare dashboard > R2 > the bucket > Settings > CORS Policy',
      zh: 'Cloudflare 控制台 > R2 > 该存储桶 > 设置 > CORS 策略',
    },
    link: 'https://developers.cloudflare.com/r2/buckets/cors/',
  },
};

const b2: StorePlaces = {
  keys: {
    fix: {
      en: 'Use an application key, not the master key, which does not work over S3; keyID is the access key and applicationKey the secret.',
      zh: '请使用应用密钥（Application Key）；主密钥不能用于 S3。keyID 是 access key，applicationKey 是 secret。',
    },
    where: {
      en: 'the application keys of your Backblaze account',
      zh: 'Backblaze 账号的 Application Keys',
    },
  },
  permissions: {
    fix: {
      en: 'Make an application key for this bucket with readFiles, writeFiles, listFiles and deleteFiles; one that is restricted to a bucket also needs listAllBucketNames.',
      zh: '请为该存储桶创建有 readFiles、writeFiles、listFiles、deleteFiles 权限的应用密钥；限定存储桶的密钥还需要 listAllBucketNames。',
    },
    where: {
      en: 'the application keys of your Backblaze account',
      zh: 'Backblaze 账号的 Application Keys',
    },
  },
  public: {
    where: {
      en: 'the settings of the bucket in your Backblaze account: public',
      zh: 'Backblaze 账号中该 Bucket 的设置：设为公开',
    },
  },
};

export const worldwidePlaces = {
  'aws-s3': aws,
  'cloudflare-r2': r2,
  'backblaze-b2': b2,
  wasabi: {
    public: {
      fix: {
        en: 'Wasabi allows public buckets to some paid accounts only: ask its support, then add a bucket policy that allows everyone s3:GetObject; or set access to "signed" in the profile.',
        zh: 'Wasabi 只允许部分付费账号公开存储桶：请联系其客服，再添加允许所有人 s3:GetObject 的策略；或把配置中的 access 设为 "signed"。',
      },
    },
  },
  'digitalocean-spaces': {
    public: {
      fix: {
        en: 'Set acl to "public-read" in the profile: Spaces makes each object public by itself.',
        zh: '请把配置中的 acl 设为 "public-read"：Spaces 按文件设置公开。',
      },
    },
    cors: {
      where: {
        en: 'the settings of the bucket, in the DigitalOcean control panel',
        zh: 'DigitalOcean 控制面板中该存储桶的设置',
      },
    },
  },
  'gcs-s3': {
    keys: {
      where: {
        en: 'Google Cloud console > Cloud Storage > Settings > Interoperability > HMAC keys',
        zh: 'Google Cloud 控制台 > Cloud Storage > 设置 > 互操作性 > HMAC 密钥',
      },
      link: 'https://cloud.google.com/storage/docs/authentication/hmackeys',
    },
    lifecycle: {
      where: {
        en: 'Google Cloud console > Cloud Storage > Buckets > the bucket > Lifecycle > Add a rule',
        zh: 'Google Cloud 控制台 > Cloud Storage > 存储桶 > 该存储桶 > 生命周期 > 添加规则',
      },
      link: 'https://cloud.google.com/storage/docs/managing-lifecycles',
    },
    public: {
      where: {
        en: 'Cloud Storage > the bucket > Permissions > Grant access: allUsers, Storage Object Viewer',
        zh: 'Cloud Storage > 该存储桶 > 权限 > 授予访问权限：allUsers，Storage Object Viewer',
      },
      link: 'https://cloud.google.com/storage/docs/access-control/making-data-public',
    },
  },
  scaleway: {},
  tigris: {},
  'synology-c2': {},
} as const satisfies Readonly<Record<string, StorePlaces>>;
