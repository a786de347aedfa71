import { definePreset } from '../define-preset.ts';
import { allMd5Commands } from '../preset-data.ts';

/**
 * Host and resizing: https://docs.bitiful.com/. Addressing, MD5 commands, ACL, the public address and variable
 * names are believed.
 */
export const bitiful = definePreset({
  id: 'bitiful',
  name: { en: 'Bitiful S4', zh: '缤纷云 S4' },
  docsUrl: 'https://docs.bitiful.com/',
  endpoints: { public: 'https://s3.bitiful.net' },
  ownDomains: ['s3.bitiful.net'],
  defaultRegion: 'cn-east-1',
  regions: ['cn-east-1'],
  regionsComplete: true,
  addressing: 'virtual-hosted',
  contentMd5Commands: allMd5Commands,
  acceptsAcl: true,
  publicUrl: 'https://{bucket}.{host}',
  resize: { by: 'query', text: 'w={w}' },
  credentialVariables: [{ accessKeyId: 'BITIFUL_ACCESS_KEY', secretAccessKey: 'BITIFUL_SECRET_KEY' }],
});
