import { definePreset } from '../define-preset.ts';
import { ifNoneMatch } from '../preset-data.ts';

/**
 * Calls and ACL: https://www.scaleway.com/en/docs/object-storage/api-cli/using-api-call-list/; regions and at
 * most 1,000 parts: https://github.com/rclone/rclone/blob/master/backend/s3/provider/Scaleway.yaml. Addressing
 * and the public address are believed.
 */
export const scaleway = definePreset({
  id: 'scaleway',
  name: { en: 'Scaleway Object Storage', zh: 'Scaleway' },
  docsUrl: 'https://www.scaleway.com/en/docs/object-storage/api-cli/using-api-call-list/',
  endpoints: { public: 'https://s3.{region}.scw.cloud' },
  ownDomains: ['scw.cloud'],
  defaultRegion: 'fr-par',
  // it-mil is believed.
  regions: ['nl-ams', 'fr-par', 'pl-waw', 'it-mil'],
  addressing: 'virtual-hosted',
  // https://www.scaleway.com/en/docs/object-storage/api-cli/using-conditional-writes/
  noOverwrite: { s3: ifNoneMatch },
  noOverwriteCopy: { s3: ifNoneMatch },
  multipart: { maxParts: 1000 },
  acceptsAcl: true,
  publicUrl: 'https://{bucket}.{host}',
  credentialVariables: [{ accessKeyId: 'SCW_ACCESS_KEY', secretAccessKey: 'SCW_SECRET_KEY' }],
});
