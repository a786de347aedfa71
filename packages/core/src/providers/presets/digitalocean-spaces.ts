import { definePreset } from '../define-preset.ts';

/**
 * ACL, variable names and the fixed signing region:
 * https://docs.digitalocean.com/products/spaces/how-to/use-aws-sdks/; regions and list:
 * https://github.com/rclone/rclone/blob/master/backend/s3/provider/DigitalOcean.yaml. Addressing and the public
 * address are believed.
 */
export const digitaloceanSpaces = definePreset({
  id: 'digitalocean-spaces',
  name: { en: 'DigitalOcean Spaces', zh: 'DigitalOcean Spaces' },
  docsUrl: 'https://docs.digitalocean.com/products/spaces/how-to/use-aws-sdks/',
  endpoints: { public: 'https://{region}.digitaloceanspaces.com' },
  ownDomains: ['digitaloceanspaces.com'],
  knownHosts: [['{region}.cdn.digitaloceanspaces.com', 'link']],
  defaultRegion: 'nyc3',
  regions: ['syd1', 'sfo3', 'sfo2', 'fra1', 'nyc3', 'ams3', 'sgp1', 'lon1', 'tor1', 'blr1'],
  signingRegion: 'us-east-1',
  addressing: 'virtual-hosted',
  list: { version: 2, urlEncode: false },
  acceptsAcl: true,
  publicUrl: 'https://{bucket}.{host}',
  credentialVariables: [
    { accessKeyId: 'SPACES_KEY', secretAccessKey: 'SPACES_SECRET' },
    { accessKeyId: 'SPACES_ACCESS_KEY_ID', secretAccessKey: 'SPACES_SECRET_ACCESS_KEY' },
  ],
});
