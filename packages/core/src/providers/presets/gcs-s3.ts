import { definePreset } from '../define-preset.ts';

/**
 * Needs HMAC keys. Checksums and bulk deletes: https://github.com/milvus-io/milvus-storage/pull/480; `x-id` and
 * `accept-encoding`: https://github.com/rclone/rclone/blob/master/backend/s3/provider/GCS.yaml and
 * https://github.com/siyuan-note/siyuan/issues/16199. Addressing, public address and variable names are believed.
 */
export const gcsS3 = definePreset({
  id: 'gcs-s3',
  name: { en: 'Google Cloud Storage (S3 interop)', zh: '谷歌云存储 GCS' },
  docsUrl: 'https://cloud.google.com/storage/docs/interoperability',
  endpoints: { public: 'https://storage.googleapis.com' },
  ownDomains: ['storage.googleapis.com'],
  defaultRegion: 'auto',
  regions: ['auto'],
  regionsComplete: true,
  addressing: 'path',
  contentMd5Commands: ['DeleteObjects'],
  etagIsMd5: false,
  acceptsAcl: true,
  stripXId: true,
  signAcceptEncoding: false,
  publicUrl: 'https://{host}/{bucket}',
  credentialVariables: [{ accessKeyId: 'GOOG_ACCESS_KEY', secretAccessKey: 'GOOG_SECRET' }],
});
