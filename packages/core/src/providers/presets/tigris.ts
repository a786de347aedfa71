import { definePreset } from '../define-preset.ts';
import { awsVariables } from '../preset-data.ts';

/**
 * Hosts, and links under another domain than the API: https://www.tigrisdata.com/docs/. Addressing, ACL and the
 * internal host (on Fly) are believed.
 */
export const tigris = definePreset({
  id: 'tigris',
  name: { en: 'Tigris', zh: 'Tigris' },
  docsUrl: 'https://www.tigrisdata.com/docs/',
  endpoints: {
    public: 'https://t3.storage.dev',
    internal: 'https://fly.storage.tigris.dev',
  },
  ownDomains: ['storage.dev', 'storage.tigris.dev'],
  defaultRegion: 'auto',
  regions: ['auto'],
  regionsComplete: true,
  addressing: 'virtual-hosted',
  acceptsAcl: true,
  publicUrl: 'https://{bucket}.t3.tigrisfiles.io',
  credentialVariables: [awsVariables],
});
