import { definePreset } from '../define-preset.ts';
import { allMd5Commands } from '../preset-data.ts';

/**
 * Hosts, ACL: https://www.backblaze.com/docs/cloud-storage-s3-compatible-api; every checksum header is refused:
 * https://github.com/nocobase/nocobase/issues/6872. MD5 commands and variable names are believed.
 */
export const backblazeB2 = definePreset({
  id: 'backblaze-b2',
  name: { en: 'Backblaze B2', zh: 'Backblaze B2' },
  docsUrl: 'https://www.backblaze.com/docs/cloud-storage-s3-compatible-api',
  endpoints: { public: 'https://s3.{region}.backblazeb2.com' },
  ownDomains: ['backblazeb2.com'],
  defaultRegion: 'us-west-004',
  // Those after eu-central-003 are believed.
  regions: [
    'us-west-004',
    'us-east-005',
    'eu-central-003',
    'us-west-000',
    'us-west-001',
    'us-west-002',
    'ca-east-006',
  ],
  addressing: 'virtual-hosted',
  contentMd5Commands: allMd5Commands,
  acceptsAcl: false,
  publicUrl: 'https://{bucket}.{host}',
  credentialVariables: [{ accessKeyId: 'B2_APPLICATION_KEY_ID', secretAccessKey: 'B2_APPLICATION_KEY' }],
});
