import { definePreset } from '../define-preset.ts';

/** Documents read at https://github.com/rustfs/rustfs (release candidate). */
export const rustfs = definePreset({
  id: 'rustfs',
  name: { en: 'RustFS', zh: 'RustFS' },
  docsUrl: 'https://github.com/rustfs/rustfs',
  defaultRegion: 'us-east-1',
  regions: ['us-east-1'],
  addressing: 'path',
  acceptsAcl: false,
  credentialVariables: [{ accessKeyId: 'RUSTFS_ACCESS_KEY', secretAccessKey: 'RUSTFS_SECRET_KEY' }],
  examples: { endpoint: 'http://rustfs.example.com:9000' },
});
