import type { MessageLocale } from '@imbed/core';

/** The plugin's own words; those of errors live in core. */
const en = {
  uploadImage: 'Upload image to OSS',
  chooseImage: 'Choose an image of this vault',
  uploading: (name: string) => `Uploading ${name}…`,
  copied: 'Uploaded. The link is in the clipboard.',
  reused: 'The image was there already; its link is inserted.',
  provider: 'Store',
  bucket: 'Bucket',
  region: 'Region',
  regionHint: 'As the store writes it. Empty: the usual one.',
  endpoint: 'Endpoint',
  endpointHint: 'Empty: the public endpoint of the region. A custom domain of the bucket is possible.',
  publicBaseUrl: 'Public address',
  publicBaseUrlHint: 'CDN or custom domain in front of the links. Empty: the address of the bucket.',
  accessKeyId: 'Access key id',
  secretAccessKey: 'Access key secret',
  sessionToken: 'Session token (of temporary keys only)',
  secretHint: 'Kept in the secret storage of this device, never in a file of the vault.',
};

const zhCn: typeof en = {
  uploadImage: '上传图片到 OSS',
  chooseImage: '选择库中的一张图片',
  uploading: (name) => `正在上传 ${name}…`,
  copied: '上传完成，链接已复制到剪贴板。',
  reused: '图片已在存储桶中，已插入链接。',
  provider: '存储服务',
  bucket: '存储桶（Bucket）',
  region: '地域（Region）',
  regionHint: '按服务商的写法填写；留空则使用默认地域。',
  endpoint: '访问域名（Endpoint）',
  endpointHint: '留空则使用该地域的公网域名；也可以填写绑定到存储桶的自定义域名。',
  publicBaseUrl: '链接前缀',
  publicBaseUrlHint: '链接使用的 CDN 或自定义域名；留空则使用存储桶自身的地址。',
  accessKeyId: 'AccessKey ID',
  secretAccessKey: 'AccessKey Secret',
  sessionToken: 'Session Token（仅临时密钥需要）',
  secretHint: '保存在本设备的机密存储中，不会写入库中的文件。',
};

export type Words = typeof en;

export function wordsOf(locale: MessageLocale): Words {
  return locale === 'zh-CN' ? zhCn : en;
}
