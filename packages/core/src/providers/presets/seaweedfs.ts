import { definePreset } from '../define-preset.ts';
import { awsVariables } from '../preset-data.ts';

/**
 * Source read at https://github.com/seaweedfs/seaweedfs; list:
 * https://github.com/rclone/rclone/blob/master/backend/s3/provider/SeaweedFS.yaml.
 */
export const seaweedfs = definePreset({
  id: 'seaweedfs',
  name: { en: 'SeaweedFS S3', zh: 'SeaweedFS' },
  docsUrl: 'https://github.com/seaweedfs/seaweedfs',
  defaultRegion: 'us-east-1',
  regions: ['us-east-1'],
  addressing: 'path',
  list: { version: 1, urlEncode: false },
  acceptsAcl: true,
  credentialVariables: [awsVariables],
  examples: { endpoint: 'http://seaweedfs.example.com:8333' },
});
