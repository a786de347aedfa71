import { definePreset } from '../define-preset.ts';
import { allMd5Commands, awsVariables, ifNoneMatch } from '../preset-data.ts';

/**
 * ACL: https://docs.ceph.com/en/latest/radosgw/s3/; addressing and list:
 * https://github.com/rclone/rclone/blob/master/backend/s3/provider/Ceph.yaml. `If-None-Match` was
 * measured on version 16.2.15: it holds for a put, and is ignored where parts are completed or an object is
 * copied.
 */
export const cephRgw = definePreset({
  id: 'ceph-rgw',
  name: { en: 'Ceph RGW (self-hosted / Cellar etc.)', zh: 'Ceph RGW' },
  docsUrl: 'https://docs.ceph.com/en/latest/radosgw/s3/',
  defaultRegion: 'us-east-1',
  regions: ['us-east-1'],
  addressing: 'path',
  contentMd5Commands: allMd5Commands,
  list: { version: 1, urlEncode: false },
  noOverwrite: { s3: ifNoneMatch },
  acceptsAcl: true,
  credentialVariables: [awsVariables],
  examples: { endpoint: 'https://rgw.example.com' },
});
