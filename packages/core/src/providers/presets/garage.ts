import { definePreset } from '../define-preset.ts';
import { awsVariables } from '../preset-data.ts';

/**
 * No ACL, no anonymous S3 reads, a region that must match the server's `s3_region`:
 * https://garagehq.deuxfleurs.fr/documentation/reference-manual/s3-compatibility/.
 */
export const garage = definePreset({
  id: 'garage',
  name: { en: 'Garage', zh: 'Garage' },
  docsUrl: 'https://garagehq.deuxfleurs.fr/documentation/reference-manual/s3-compatibility/',
  defaultRegion: 'garage',
  regions: ['garage'],
  addressing: 'path',
  acceptsAcl: false,
  publicUrlNeeded: {
    en: 'must be set: Garage serves nobody at its S3 address; enter the web address of the bucket, e.g. https://my-notes.web.example.com',
    zh: '必须填写：Garage 的 S3 地址不能公开访问；请填写存储桶的网站地址，例如 https://my-notes.web.example.com',
  },
  credentialVariables: [awsVariables],
  examples: { endpoint: 'http://garage.example.com:3900' },
});
