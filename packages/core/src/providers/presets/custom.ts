import { definePreset } from '../define-preset.ts';
import { allMd5Commands, awsVariables } from '../preset-data.ts';

/**
 * Any other store that speaks S3, with the choices that work almost everywhere, as rclone's "Other" makes them:
 * https://github.com/rclone/rclone/blob/master/backend/s3/provider/Other.yaml.
 */
export const custom = definePreset({
  id: 'custom',
  name: { en: 'Other S3-compatible', zh: '其他 S3 兼容存储' },
  docsUrl: 'https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html',
  defaultRegion: 'us-east-1',
  regions: ['us-east-1'],
  addressing: 'path',
  contentMd5Commands: allMd5Commands,
  list: { version: 1, urlEncode: false },
  // Unknown, so left to the person: nothing is sent unless the profile asks.
  acceptsAcl: true,
  credentialVariables: [awsVariables],
  examples: { endpoint: 'https://s3.example.com' },
});
