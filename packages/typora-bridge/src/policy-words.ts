import type { MessageLocale, OpenProviderId, PolicyLanguage } from '@imbed/core';

/** What `imbed policy` says beside the policy. */
export interface PolicyWords {
  /** Where to put it. */
  readonly place: Readonly<Record<PolicyLanguage, string>>;
  /** Without the right to list. */
  readonly blind: string;
  /** What narrows the keys of stores that have no policies. */
  readonly otherwise: Partial<Readonly<Record<OpenProviderId, string>>>;
  /** Of stores whose policies nothing is known of. */
  readonly unknown: string;
}

const en: PolicyWords = {
  place: {
    ram: 'Make it a custom policy in the RAM console, attach that to a RAM user made for Imbed, and use the AccessKey of that user.',
    cam: 'Make it a custom policy in the CAM console, attach that to a sub-user made for Imbed, and use the API key of that user.',
    iam: 'Amazon and Wasabi: make it a policy in the IAM console, attach that to a user made for Imbed, and use an access key of that user. MinIO: mc admin policy create, mc admin policy attach.',
    's3-bucket':
      'Put the name of the user in the place of USER, and set it as the owner of the bucket: s3cmd setpolicy FILE s3://BUCKET. This replaces the policy that the bucket has: carry over other statements of it (s3cmd info s3://BUCKET shows them). A statement ImbedPublicRead… lets everybody read your images; take it out if the bucket is to be private, for example behind a CDN.',
    'obs-bucket':
      'Put the IDs of the account and of the user in the place of ACCOUNT-ID and USER-ID, and set it as a policy of the bucket in the OBS console.',
  },
  blind:
    'Without the right to list, some stores answer 403 in place of 404 where there is no object; uploads cope with that.',
  otherwise: {
    'cloudflare-r2':
      'R2 has no policies: make an API token "Object Read & Write" that is limited to this bucket.',
    'backblaze-b2':
      'B2 has no policies: make an application key that is limited to this bucket and to the prefix, with read and write access.',
  },
  unknown:
    'how this store limits keys is not known here; look for sub-accounts or keys that are limited to one bucket in its console.',
};

const zhCn: PolicyWords = {
  place: {
    ram: '在 RAM 控制台把它建成自定义权限策略，授权给专为 Imbed 创建的 RAM 用户，并使用该用户的 AccessKey。',
    cam: '在访问管理 (CAM) 控制台把它建成自定义策略，关联到专为 Imbed 创建的子用户，并使用该用户的 API 密钥。',
    iam: 'Amazon 和 Wasabi：在 IAM 控制台把它建成策略，附加到专为 Imbed 创建的用户，并使用该用户的访问密钥。MinIO：mc admin policy create，mc admin policy attach。',
    's3-bucket':
      '把 USER 换成用户名，并以存储桶所有者的身份设置它：s3cmd setpolicy 文件 s3://存储桶。这会替换存储桶现有的策略：请保留其中的其他声明（用 s3cmd info s3://存储桶 查看）。名为 ImbedPublicRead… 的声明允许所有人读取图片；如果存储桶应保持私有（例如在 CDN 之后），请删去它。',
    'obs-bucket': '把 ACCOUNT-ID 和 USER-ID 换成账号 ID 和用户 ID，并在 OBS 控制台把它设为桶策略。',
  },
  blind: '没有列举权限时，有些存储服务对不存在的对象回答 403 而不是 404；上传不受影响。',
  otherwise: {
    'cloudflare-r2':
      'R2 没有权限策略：请创建只限于这个存储桶的 API 令牌，权限选“对象读和写”(Object Read & Write)。',
    'backblaze-b2': 'B2 没有权限策略：请创建只限于这个存储桶和前缀、可读可写的应用密钥 (application key)。',
  },
  unknown: '这里不知道该存储服务怎样限制密钥；请在它的控制台里查找子账号，或只限于一个存储桶的密钥。',
};

export function policyWords(locale: MessageLocale): PolicyWords {
  return locale === 'zh-CN' ? zhCn : en;
}
