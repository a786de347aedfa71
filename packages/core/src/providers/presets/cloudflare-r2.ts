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
  customDomainRefusal:
    'must be https://<account id>.r2.cloudflarestorage.com: R2 speaks S3 nowhere else; enter your domain as public base URL',
  defaultRegion: 'auto',
  regions: ['auto'],
  regionsComplete: true,
  addressing: 'path',
  contentMd5Commands: ['PutBucketCors', 'PutBucketLifecycleConfiguration'],
  // https://developers.cloudflare.com/r2/api/s3/conditional-operations/
  noOverwrite: { s3: ifNoneMatch },
  acceptsAcl: false,
  publicUrlNeeded:
    'must be set: R2 serves nobody at its S3 address; enter the custom domain or r2.dev address of the bucket, e.g. https://img.example.com',
  // On a custom domain whose zone has image transformations switched on.
  resize: { by: 'path-prefix', text: '/cdn-cgi/image/width={w},format=auto' },
  credentialVariables: [{ accessKeyId: 'R2_ACCESS_KEY_ID', secretAccessKey: 'R2_SECRET_ACCESS_KEY' }],
  examples: { endpoint: 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com' },
});
