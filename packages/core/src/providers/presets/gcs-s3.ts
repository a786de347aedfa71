import { definePreset } from '../define-preset.ts';

/**
 * Needs HMAC keys. Checksums and bulk deletes: https://github.com/milvus-io/milvus-storage/pull/480; no `x-id`, no
 * signed `accept-encoding` (none is signed anywhere): https://github.com/siyuan-note/siyuan/issues/16199 and
 * https://github.com/rclone/rclone/blob/master/backend/s3/provider/GCS.yaml. Addressing, public address and
 * variable names are believed.
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
  acceptsAcl: true,
  stripXId: true,
  publicUrl: 'https://{host}/{bucket}',
  credentialVariables: [{ accessKeyId: 'GOOG_ACCESS_KEY', secretAccessKey: 'GOOG_SECRET' }],
});
