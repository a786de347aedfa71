import { definePreset } from '../define-preset.ts';
import { ifNoneMatch } from '../preset-data.ts';

/**
 * Headers and regions: https://developers.cloudflare.com/r2/api/s3/api/; no anonymous reads at the API host:
 * https://developers.cloudflare.com/r2/buckets/public-buckets/; path style:
 * https://github.com/rclone/rclone/blob/master/backend/s3/provider/Cloudflare.yaml. Resizing and variable names
 * are believed.
 */
export const cloudflareR2 = definePreset({
  id: 'cloudflare-r2',
  name: { en: 'Cloudflare R2', zh: 'Cloudflare R2' },
  docsUrl: 'https://developers.cloudflare.com/r2/api/s3/api/',
  ownDomains: ['r2.cloudflarestorage.com'],
  // Those of jurisdictions are believed.
  knownHosts: [
    ['{account}.r2.cloudflarestorage.com', 'own'],
    ['{account}.eu.r2.cloudflarestorage.com', 'own'],
    ['{account}.fedramp.r2.cloudflarestorage.com', 'own'],
  ],
  customDomainRefusal: {
    en: 'must be https://<account id>.r2.cloudflarestorage.com: R2 speaks S3 nowhere else; enter your domain as public base URL',
    zh: '必须是 https://<账户 ID>.r2.cloudflarestorage.com：R2 的 S3 接口只在这里；请把自定义域名填为 publicBaseUrl',
  },
  defaultRegion: 'auto',
  regions: ['auto'],
  regionsComplete: true,
  addressing: 'path',
  contentMd5Commands: ['PutBucketCors', 'PutBucketLifecycleConfiguration'],
  // Both requests: https://developers.cloudflare.com/r2/api/s3/conditional-operations/
  noOverwrite: { s3: ifNoneMatch },
  noOverwriteParts: true,
  // https://developers.cloudflare.com/r2/api/s3/extensions/
  noOverwriteCopy: { s3: ['cf-copy-destination-if-none-match', '*'] },
  acceptsAcl: false,
  publicUrlNeeded: {
    en: 'must be set: R2 serves nobody at its S3 address; enter the custom domain or r2.dev address of the bucket, e.g. https://img.example.com',
    zh: '必须填写：R2 的 S3 地址不能公开访问；请填写存储桶的自定义域名或 r2.dev 地址，例如 https://img.example.com',
  },
  // On a custom domain whose zone has image transformations switched on.
  resize: { by: 'path-prefix', text: '/cdn-cgi/image/width={w},format=auto' },
  credentialVariables: [{ accessKeyId: 'R2_ACCESS_KEY_ID', secretAccessKey: 'R2_SECRET_ACCESS_KEY' }],
  examples: { endpoint: 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com' },
});
