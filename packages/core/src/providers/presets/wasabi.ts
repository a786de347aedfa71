import { definePreset } from '../define-preset.ts';

/**
 * Hosts and regions: https://github.com/rclone/rclone/blob/master/backend/s3/provider/Wasabi.yaml; path style:
 * https://docs.wasabi.com/. Variable names and the public address are believed.
 */
export const wasabi = definePreset({
  id: 'wasabi',
  name: { en: 'Wasabi', zh: 'Wasabi' },
  docsUrl: 'https://docs.wasabi.com/',
  endpoints: { public: 'https://s3.{region}.wasabisys.com' },
  regionEndpoints: { 'us-east-1': 'https://s3.wasabisys.com' },
  ownDomains: ['wasabisys.com'],
  defaultRegion: 'us-east-1',
  regions: [
    'us-east-1',
    'us-east-2',
    'us-central-1',
    'us-west-1',
    'ca-central-1',
    'eu-central-1',
    'eu-central-2',
    'eu-west-1',
    'eu-west-2',
    'eu-south-1',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-southeast-1',
    'ap-southeast-2',
  ],
  regionsComplete: true,
  addressing: 'path',
  acceptsAcl: true,
  publicUrl: 'https://{host}/{bucket}',
  credentialVariables: [{ accessKeyId: 'WASABI_ACCESS_KEY_ID', secretAccessKey: 'WASABI_SECRET_ACCESS_KEY' }],
});
