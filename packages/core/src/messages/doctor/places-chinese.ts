import type { StorePlaces } from './places.ts';

/*
 * Steps through a console stand only where the page that is linked shows them; elsewhere the console and what to look
 * for in it are named, and the page about the store is linked.
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
  acl: {
    where: {
      en: 'OSS console > Buckets > the bucket > Permission Control > Block Public Access',
      zh: 'OSS 控制台 > Bucket 列表 > 该 Bucket > 权限控制 > 阻止公共访问',
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
      en: 'the API keys in the CAM console',
      zh: '访问管理控制台中的 API 密钥',
    },
  },
  permissions: {
    fix: {
      en: 'Give the sub-user these actions on BUCKET-APPID/PREFIX/*: name/cos:PutObject, HeadObject, GetObject, InitiateMultipartUpload, UploadPart, CompleteMultipartUpload, AbortMultipartUpload; for lists GetBucket, to delete DeleteObject.',
      zh: '请授予子用户对 BUCKET-APPID/前缀/* 的操作：name/cos:PutObject、HeadObject、GetObject、InitiateMultipartUpload、UploadPart、CompleteMultipartUpload、AbortMultipartUpload；列举需要 GetBucket，删除需要 DeleteObject。',
    },
    where: {
      en: 'a custom policy in the CAM console',
      zh: '访问管理控制台中的自定义策略',
    },
    link: 'https://cloud.tencent.com/document/product/436/30580',
  },
  bucket: {
    where: {
      en: 'the bucket list of the COS console; the full name of a bucket ends in the APPID',
      zh: '对象存储控制台的存储桶列表；存储桶的完整名称以 APPID 结尾',
    },
  },
  domain: {
    where: {
      en: 'the custom domain of the bucket, in the COS console',
      zh: '对象存储控制台中该存储桶的自定义源站域名',
    },
    link: 'https://www.tencentcloud.com/document/product/436/57456',
  },
  public: {
    where: {
      en: 'the access permission of the bucket in the COS console: Public Read/Private Write',
      zh: '对象存储控制台中该存储桶的“存储桶访问权限”：公有读私有写',
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
      en: 'the CORS rules of the bucket, in the COS console',
      zh: '对象存储控制台中该存储桶的跨域访问（CORS）设置',
    },
    link: 'https://www.tencentcloud.com/document/product/436/8279',
  },
};

/** Its templates for bucket policies: https://huaweicloud.com/guide/productsdesc-bms_964ad122e0f44dfd8290be7591bb105csupport0 */
const huawei: StorePlaces = {
  keys: { where: { en: 'the access keys of your account', zh: '账号的访问密钥（AK/SK）' } },
  permissions: {
    where: { en: 'the bucket policies in the OBS console', zh: 'OBS 控制台中的桶策略' },
    link: 'https://support.huaweicloud.com/usermanual-obs/obs_03_0123.html',
  },
  bucket: { where: { en: 'the list of buckets in the OBS console', zh: 'OBS 控制台中的桶列表' } },
  domain: {
    where: {
      en: 'the custom domain name of the bucket, in the OBS console',
      zh: 'OBS 控制台中该桶的自定义域名',
    },
  },
  public: {
    where: {
      en: 'the bucket policies in the OBS console: the template "Public Read"',
      zh: 'OBS 控制台中的桶策略：“公共读”模板',
    },
    link: 'https://support.huaweicloud.com/usermanual-obs/obs_03_0123.html',
  },
  hotlink: {
    where: { en: 'the hotlink protection of the bucket, in the OBS console', zh: 'OBS 控制台中该桶的防盗链' },
  },
  cors: {
    where: { en: 'the CORS rules of the bucket, in the OBS console', zh: 'OBS 控制台中该桶的 CORS 规则' },
  },
};

const kodoDomain: StorePlaces['domain'] = {
  fix: {
    en: 'Bind a domain to the bucket and set it as publicBaseUrl. Test domains (clouddn.com and the like) are taken back after 30 days.',
    zh: '请为空间绑定自定义域名，并填入 publicBaseUrl。测试域名（clouddn.com 等）30 天后会被回收。',
  },
  where: {
    en: 'the domains of the bucket, in the Kodo console',
    zh: 'Kodo 控制台中该空间绑定的域名',
  },
};

const qiniu: StorePlaces = {
  keys: { where: { en: 'the keys (AK/SK) of your account', zh: '账号的密钥（AK/SK）' } },
  bucket: {
    fix: {
      en: 'S3 wants the "S3 bucket name" of the bucket, which may differ from the name in the console; take bucket and region from its overview.',
      zh: 'S3 使用的是“S3 空间名”，可能与控制台中的空间名不同；请从空间概览中复制空间名和区域。',
    },
    where: {
      en: 'the overview of the bucket, in the Kodo console',
      zh: 'Kodo 控制台中该空间的概览',
    },
  },
  domain: kodoDomain,
  lifecycle: {
    where: {
      en: 'the lifecycle rules of the bucket, in the Kodo console',
      zh: 'Kodo 控制台中该空间的生命周期规则',
    },
  },
  public: {
    where: {
      en: 'Kodo console > Bucket Management > the bucket > Bucket Settings: make it public',
      zh: 'Kodo 控制台 > 空间管理 > 该空间 > 空间设置：设为公开空间',
    },
    link: 'https://developer.qiniu.com/kodo/8452/kodo-console-guide',
  },
};

/** Stores of which little more is known than where their consoles begin. */
const others = {
  'ksyun-ks3': {
    bucket: {
      where: { en: 'the settings of the bucket, in the KS3 console', zh: '对象存储控制台中该空间的设置' },
    },
    public: {
      where: {
        en: 'the access control of the bucket, in the KS3 console: public-read',
        zh: '对象存储控制台中该空间的访问控制：公开读（public-read）',
      },
      link: 'https://docs.ksyun.com/documents/42968',
    },
  },
  'baidu-bos': {
    public: {
      where: {
        en: 'the permissions of the bucket, in the BOS console: public read',
        zh: 'BOS 控制台中该 Bucket 的权限：公共读',
      },
      link: 'https://cloud.baidu.com/doc/BOS/s/Njwvyq8ho',
    },
  },
  'jdcloud-oss': {
    public: {
      where: {
        en: 'the permissions of the bucket, in the console: public read, private write',
        zh: '对象存储控制台中该空间的读写权限：公有读私有写',
      },
      link: 'https://docs.jdcloud.com/en/object-storage-service/access-control-base-on-acl',
    },
  },
  'qingcloud-qingstor': {},
  'ucloud-us3': {
    public: {
      where: {
        en: 'the type of the bucket, in the US3 console: public',
        zh: 'US3 控制台中该存储空间的类型：公开',
      },
    },
  },
  'volcengine-tos': {
    public: {
      where: {
        en: 'TOS console > Buckets > the bucket > Permissions > Bucket ACLs > All users > Edit: read',
        zh: 'TOS 控制台 > 桶列表 > 该桶 > 权限管理 > 桶ACLs > 公共访问权限中“所有用户”的编辑 > 读取权限',
      },
      link: 'https://www.volcengine.com/docs/6349/1183390',
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
