import { definePreset } from '../define-preset.ts';
import { allMd5Commands, awsVariables } from '../preset-data.ts';

/**
 * Hosts and regions: https://github.com/rclone/rclone/blob/master/backend/s3/provider/Synology.yaml. MD5 commands
 * are believed; whether an ACL header is understood, and anonymous reads offered, is unknown.
 */
export const synologyC2 = definePreset({
  id: 'synology-c2',
  name: { en: 'Synology C2 Object Storage', zh: '群晖 C2 对象存储' },
  docsUrl: 'https://c2.synology.com/en-global/object-storage/overview',
  endpoints: { public: 'https://{region}.s3.synologyc2.net' },
  ownDomains: ['synologyc2.net'],
  defaultRegion: 'eu-001',
  regions: ['eu-001', 'eu-002', 'us-001', 'us-002', 'tw-001', 'us-003', 'eu-005'],
  addressing: 'virtual-hosted',
  contentMd5Commands: allMd5Commands,
  acceptsAcl: false,
  publicUrl: 'https://{bucket}.{host}',
  credentialVariables: [awsVariables],
});
