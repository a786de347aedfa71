import { definePreset } from '../define-preset.ts';
import { awsVariables, ifNoneMatch } from '../preset-data.ts';

/**
 * Regions: https://github.com/rclone/rclone/blob/master/backend/s3/provider/AWS.yaml. New buckets refuse ACLs
 * until their owner allows them, so the header is sent when a profile asks for it:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html.
 */
export const awsS3 = definePreset({
  id: 'aws-s3',
  name: { en: 'Amazon S3', zh: '亚马逊 S3' },
  docsUrl: 'https://docs.aws.amazon.com/general/latest/gr/s3.html',
  endpoints: {
    public: 'https://s3.{region}.amazonaws.com',
    accelerate: 'https://s3-accelerate.amazonaws.com',
  },
  regionEndpoints: {
    'cn-north-1': 'https://s3.cn-north-1.amazonaws.com.cn',
    'cn-northwest-1': 'https://s3.cn-northwest-1.amazonaws.com.cn',
  },
  ownDomains: ['amazonaws.com', 'amazonaws.com.cn'],
  // The first is in links of every region, and an endpoint of us-east-1 alone; websites show objects, and take none.
  knownHosts: [
    ['s3.amazonaws.com', 'link'],
    ['s3-external-1.amazonaws.com', 'link'],
    ['s3-{region}.amazonaws.com', 'public'],
    ['s3.dualstack.{region}.amazonaws.com', 'own'],
    ['s3-website-{region}.amazonaws.com', 'link'],
    ['s3-website.{region}.amazonaws.com', 'link'],
    ['s3-website.{region}.amazonaws.com.cn', 'link'],
  ],
  defaultRegion: 'us-east-1',
  regions: [
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'ca-central-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'eu-north-1',
    'eu-south-1',
    'eu-central-1',
    'ap-southeast-1',
    'ap-southeast-2',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-east-1',
    'sa-east-1',
    'il-central-1',
    'me-south-1',
    'af-south-1',
    'cn-north-1',
    'cn-northwest-1',
    'us-gov-east-1',
    'us-gov-west-1',
  ],
  addressing: 'virtual-hosted',
  checksums: 'when-supported',
  // All three requests: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
  noOverwrite: { s3: ifNoneMatch },
  noOverwriteParts: true,
  noOverwriteCopy: { s3: ifNoneMatch },
  acceptsAcl: true,
  publicUrl: 'https://{bucket}.{host}',
  credentialVariables: [awsVariables],
});
