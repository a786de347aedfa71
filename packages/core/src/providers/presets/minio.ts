import { definePreset } from '../define-preset.ts';

/** Read in the source of the last version, https://github.com/minio/minio (archived 2026-02-12). */
export const minio = definePreset({
  id: 'minio',
  name: { en: 'MinIO (self-hosted)', zh: 'MinIO(自建)' },
  docsUrl: 'https://github.com/minio/minio',
  defaultRegion: 'us-east-1',
  regions: ['us-east-1'],
  addressing: 'path',
  // Builds before 2025-01-20: https://github.com/minio/minio/pull/20855.
  contentMd5Commands: ['DeleteObjects', 'PutBucketLifecycleConfiguration'],
  // It has taken `If-None-Match: *` for puts since 2024 (https://github.com/minio/minio/issues/20346), but servers of before
  // overwrite, and newer ones do when disks are missing (https://github.com/minio/minio/issues/21603): nothing to count on.
  acceptsAcl: false,
  credentialVariables: [
    { accessKeyId: 'MINIO_ROOT_USER', secretAccessKey: 'MINIO_ROOT_PASSWORD' },
    { accessKeyId: 'MINIO_ACCESS_KEY', secretAccessKey: 'MINIO_SECRET_KEY' },
  ],
  examples: { endpoint: 'https://minio.example.com:9000' },
});
