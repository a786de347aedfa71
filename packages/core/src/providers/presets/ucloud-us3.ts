import { definePreset } from '../define-preset.ts';

/**
 * Hosts, addressing, fixed part size and an ETag that is not an MD5: https://github.com/UCloudDoc-Team/ufile;
 * regions: https://github.com/rclone/rclone/blob/master/backend/s3/provider/us3.yaml. The name of the width
 * parameter and the variable names are believed.
 */
export const ucloudUs3 = definePreset({
  id: 'ucloud-us3',
  name: { en: 'UCloud US3', zh: 'UCloud US3 (优刻得)' },
  docsUrl: 'https://github.com/UCloudDoc-Team/ufile',
  endpoints: {
    public: 'https://s3-{region}.ufileos.com',
    // It has no HTTPS.
    internal: 'http://internal.s3-{region}.ufileos.com',
  },
  ownDomains: ['ufileos.com'],
  knownHosts: [['{region}.ufileos.com', 'link']],
  defaultRegion: 'cn-bj',
  regions: [
    'cn-bj',
    'cn-wlcb',
    'cn-sh2',
    'cn-gd',
    'hk',
    'us-ca',
    'sg',
    'idn-jakarta',
    'tw-tp',
    'afr-nigeria',
    'bra-saopaulo',
    'uae-dubai',
    'ge-fra',
    'vn-sng',
    'us-ws',
    'ind-mumbai',
    'kr-seoul',
    'jpn-tky',
    'th-bkk',
    'uk-london',
    'rus-mosc',
    'cn-guiyang1',
    'pk-khi',
  ],
  regionsComplete: true,
  addressing: 'path',
  list: { version: 1, urlEncode: true },
  etagIsMd5: false,
  // Every part but the last must be exactly this long.
  multipart: { minPartBytes: 8 * 1024 * 1024 },
  acceptsAcl: true,
  publicUrl: 'https://{bucket}.{region}.ufileos.com',
  resize: { by: 'query', text: 'iopcmd=thumbnail&type=4&width={w}' },
  credentialVariables: [{ accessKeyId: 'UCLOUD_PUBLIC_KEY', secretAccessKey: 'UCLOUD_PRIVATE_KEY' }],
});
