import type { StorePlaces } from './places.ts';

/*
 * Paths as the consoles have them. Sources: the pages that are linked; those of Huawei, Qiniu, Baidu, JD, Kingsoft,
 * QingCloud, UCloud, Volcengine and Bitiful without a link are from memory of the consoles.
 */

const aliyun: StorePlaces = {
  keys: {
    where: {
      en: 'RAM console > Identities > Users > the user > Create AccessKey',
      zh: 'RAM 控制台 > 身份管理 > 用户 > 该用户 > 创建 AccessKey',
    },
    link: 'https://help.aliyun.com/zh/ram/user-guide/create-an-accesskey-pair',
  },
  permissions: {
    where: {
      en: 'RAM console > Identities > Users > the user > Add Permissions',
      zh: 'RAM 控制台 > 身份管理 > 用户 > 该用户 > 添加权限',
    },
    link: 'https://help.aliyun.com/en/oss/user-guide/authorization-syntax-and-elements',
  },
  bucket: {
    where: {
      en: 'OSS console > Buckets > the bucket > Overview > Region and Endpoint',
      zh: 'OSS 控制台 > Bucket 列表 > 该 Bucket > 概览 > 访问端口',
    },
    link: 'https://help.aliyun.com/en/oss/user-guide/regions-and-endpoints',
  },
  domain: {
    where: {
      en: 'OSS console > Buckets > the bucket > Bucket Settings > Domain Names > Map Custom Domain Name',
      zh: 'OSS 控制台 > Bucket 列表 > 该 Bucket > Bucket 配置 > 域名管理 > 绑定域名',
    },
    link: 'https://help.aliyun.com/en/oss/user-guide/access-buckets-via-custom-domain-names',
  },
  public: {
    fix: {
      en: 'New buckets block public access: switch off Block Public Access first, then set the ACL of the bucket to public-read. If it is private on purpose, set access to "signed" in the profile.',
      zh: '新建的 Bucket 默认阻止公共访问：请先关闭“阻止公共访问”，再把读写权限设为“公共读”。如果有意设为私有，请把配置中的 access 设为 "signed"。',
    },
    where: {
      en: 'OSS console > Buckets > the bucket > Permission Control > Block Public Access, then Bucket ACL',
      zh: 'OSS 控制台 > Bucket 列表 > 该 Bucket > 权限控制 > 阻止公共访问，然后是“读写权限”',
    },
    link: 'https://help.aliyun.com/en/oss/user-guide/oss-bucket-acl',
  },
  hotlink: {
    where: {
      en: 'OSS console > Buckets > the bucket > Data Security > Hotlink Protection',
      zh: 'OSS 控制台 > Bucket 列表 > 该 Bucket > 数据安全 > 防盗链',
    },
    link: 'https://help.aliyun.com/zh/oss/user-guide/hotlink-protection',
  },
  cors: {
    where: {
      en: 'OSS console > Buckets > the bucket > Data Security > CORS',
      zh: 'OSS 控制台 > Bucket 列表 > 该 Bucket > 数据安全 > 跨域设置',
    },
    link: 'https://help.aliyun.com/zh/oss/user-guide/cors-12',
  },
};

const tencent: StorePlaces = {
  keys: {
    where: {
      en: 'CAM console > Access Key > Manage API Key',
      zh: '访问管理控制台 > 访问密钥 > API 密钥管理',
    },
  },
  permissions: {
    fix: {
      en: 'Give the sub-user these actions on BUCKET-APPID/PREFIX/*: name/cos:PutObject, HeadObject, GetObject, InitiateMultipartUpload, UploadPart, CompleteMultipartUpload, AbortMultipartUpload; for lists GetBucket, to delete DeleteObject.',
      zh: '请授予子用户对 BUCKET-APPID/前缀/* 的操作：name/cos:PutObject、HeadObject、GetObject、InitiateMultipartUpload、UploadPart、CompleteMultipartUpload、AbortMultipartUpload；列举需要 GetBucket，删除需要 DeleteObject。',
    },
    where: {
      en: 'CAM console > Policies > Create Custom Policy',
      zh: '访问管理控制台 > 策略 > 新建自定义策略',
    },
    link: 'https://cloud.tencent.com/document/product/436/30580',
  },
  bucket: {
    where: {
      en: 'COS console > Bucket List > the bucket > Overview; its name ends in the APPID',
      zh: '对象存储控制台 > 存储桶列表 > 该存储桶 > 概览；存储桶名称以 APPID 结尾',
    },
  },
  domain: {
    where: {
      en: 'COS console > Bucket List > the bucket > Domains and Transfer > Custom Endpoint',
      zh: '对象存储控制台 > 存储桶列表 > 该存储桶 > 域名与传输管理 > 自定义源站域名',
    },
    link: 'https://www.tencentcloud.com/document/product/436/57456',
  },
  public: {
    where: {
      en: 'COS console > Bucket List > the bucket > Permission Management > Bucket ACL > Public Read/Private Write',
      zh: '对象存储控制台 > 存储桶列表 > 该存储桶 > 权限管理 > 存储桶访问权限 > 公有读私有写',
    },
  },
  hotlink: {
    where: {
      en: 'COS console > Bucket List > the bucket > Security Management > Hotlink Protection',
      zh: '对象存储控制台 > 存储桶列表 > 该存储桶 > 安全管理 > 防盗链设置',
    },
    link: 'https://www.tencentcloud.com/document/product/436/13319',
  },
  cors: {
    where: {
      en: 'COS console > Bucket List > the bucket > Security Management > CORS',
      zh: '对象存储控制台 > 存储桶列表 > 该存储桶 > 安全管理 > 跨域访问 CORS 设置',
    },
    link: 'https://www.tencentcloud.com/document/product/436/8279',
  },
};

const huawei: StorePlaces = {
  keys: { where: { en: 'My Credentials > Access Keys', zh: '我的凭证 > 访问密钥' } },
  permissions: {
    where: {
      en: 'OBS console > the bucket > Permissions > Bucket Policies',
      zh: 'OBS 管理控制台 > 该桶 > 访问权限控制 > 桶策略',
    },
  },
  bucket: { where: { en: 'OBS console > the bucket > Overview', zh: 'OBS 管理控制台 > 该桶 > 概览' } },
  domain: {
    where: {
      en: 'OBS console > the bucket > Domain Name Mgmt',
      zh: 'OBS 管理控制台 > 该桶 > 域名管理',
    },
  },
  public: {
    where: {
      en: 'OBS console > the bucket > Permissions > Bucket Policies > Public Read',
      zh: 'OBS 管理控制台 > 该桶 > 访问权限控制 > 桶策略 > 公共读',
    },
  },
  hotlink: {
    where: {
      en: 'OBS console > the bucket > Data Security > URL Validation',
      zh: 'OBS 管理控制台 > 该桶 > 数据安全 > 防盗链',
    },
  },
  cors: {
    where: {
      en: 'OBS console > the bucket > Data Security > CORS Rules',
      zh: 'OBS 管理控制台 > 该桶 > 数据安全 > CORS 规则',
    },
  },
};

const kodoDomain: StorePlaces['domain'] = {
  fix: {
    en: 'Bind a domain to the bucket and set it as publicBaseUrl. Test domains (clouddn.com and the like) are taken back after 30 days.',
    zh: '请为空间绑定自定义域名，并填入 publicBaseUrl。测试域名（clouddn.com 等）30 天后会被回收。',
  },
  where: {
    en: 'Kodo console > Bucket > the bucket > Domain Management',
    zh: '对象存储控制台 > 空间管理 > 该空间 > 域名管理',
  },
};

const qiniu: StorePlaces = {
  keys: { where: { en: 'Personal Center > Key Management', zh: '个人中心 > 密钥管理' } },
  bucket: {
    fix: {
      en: 'S3 wants the "S3 bucket name" of the bucket, which may differ from the name in the console; take bucket and region from its overview.',
      zh: 'S3 使用的是“S3 空间名”，可能与控制台中的空间名不同；请从空间概览中复制空间名和区域。',
    },
    where: {
      en: 'Kodo console > Bucket > the bucket > Overview > S3 domain',
      zh: '对象存储控制台 > 空间管理 > 该空间 > 空间概览 > S3 域名',
    },
  },
  domain: kodoDomain,
  lifecycle: {
    where: {
      en: 'Kodo console > Bucket Management > the bucket > Bucket Settings > Lifecycle',
      zh: '对象存储控制台 > 空间管理 > 该空间 > 空间设置 > 生命周期',
    },
  },
  public: {
    where: {
      en: 'Kodo console > Bucket > the bucket > Settings > Access Control > Public',
      zh: '对象存储控制台 > 空间管理 > 该空间 > 空间设置 > 访问控制 > 公开',
    },
  },
};

/** Stores of which little more is known than where their consoles begin. */
const others = {
  'ksyun-ks3': {
    bucket: {
      where: {
        en: 'KS3 console > Bucket > the bucket > Settings',
        zh: '对象存储控制台 > 空间列表 > 该空间 > 空间设置',
      },
    },
    public: {
      where: {
        en: 'KS3 console > Bucket > the bucket > Settings > ACL > public-read',
        zh: '对象存储控制台 > 空间列表 > 该空间 > 空间设置 > 访问控制 > 公开读',
      },
    },
  },
  'baidu-bos': {
    public: {
      where: {
        en: 'BOS console > the bucket > Configuration > Bucket Permissions > Public Read',
        zh: 'BOS 控制台 > 该 Bucket > 配置管理 > Bucket 权限配置 > 公共读',
      },
    },
  },
  'jdcloud-oss': {
    public: {
      where: {
        en: 'Object Storage console > the bucket > Permissions > Public Read and Private Write',
        zh: '对象存储控制台 > 该空间 > 空间设置 > 读写权限 > 公有读私有写',
      },
      link: 'https://docs.jdcloud.com/en/object-storage-service/access-control-base-on-acl',
    },
  },
  'qingcloud-qingstor': {},
  'ucloud-us3': {
    public: {
      where: {
        en: 'US3 console > the bucket > Type: public',
        zh: 'US3 控制台 > 该存储空间 > 空间类型：公开空间',
      },
    },
  },
  'volcengine-tos': {
    public: {
      where: {
        en: 'TOS console > the bucket > Permissions > Bucket ACL > public-read',
        zh: 'TOS 控制台 > 该桶 > 权限管理 > 桶读写权限 > 公共读',
      },
    },
    lifecycle: {
      where: {
        en: 'TOS console > Buckets > the bucket > Basic Settings > Lifecycle > Create rule',
        zh: 'TOS 控制台 > 桶列表 > 该桶 > 基础设置 > 生命周期 > 创建规则',
      },
      link: 'https://docs.byteplus.com/en/docs/tos/docs-setting-lifecycle-rules',
    },
  },
  bitiful: {
    permissions: {
      fix: {
        en: 'A sub-account sees no bucket until it is allowed to: give it this bucket.',
        zh: '子账户默认没有任何 Bucket 的权限：请为它授权该 Bucket。',
      },
    },
    lifecycle: {
      fix: {
        en: 'Bitiful deletes nothing by itself: delete it with "imbed rm --prefix tmp/" when its time has come.',
        zh: '缤纷云不会自动删除文件：到期后请用“imbed rm --prefix tmp/”删除。',
      },
    },
  },
} as const satisfies Readonly<Record<string, StorePlaces>>;

export const chinesePlaces = {
  'aliyun-oss': aliyun,
  'tencent-cos': tencent,
  'huawei-obs': huawei,
  'qiniu-kodo': qiniu,
  ...others,
} as const;
