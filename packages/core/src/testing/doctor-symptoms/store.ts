import { ImbedError } from '../../errors.ts';
import { configIssue } from '../../parse-result.ts';
import { always, ceph, putting, refuse, respond, type Symptom, signed, when } from './symptom.ts';

const aws = { provider: 'aws-s3', region: 'eu-west-1' } as const;

/** Up to the first put: keys, region, address, bucket. */
export const storeSymptoms: readonly Symptom[] = [
  {
    name: 'no keys at all',
    changes: {
      host: {
        credentials: () =>
          Promise.reject(
            new ImbedError('config/missing-secret', {
              issues: [
                configIssue('credentials.source', 'variables-needed', {
                  pairs: [['OSS_ACCESS_KEY_ID', 'OSS_ACCESS_KEY_SECRET']],
                }),
              ],
            }),
          ),
      },
    },
    found: [['credentials', 'fail', 'config/missing-secret']],
  },
  {
    name: 'a wrong secret',
    changes: { host: { credentials: async () => ({ accessKeyId: 'AKIDDOCTOR', secretAccessKey: 'wrong' }) } },
    found: [['credentials', 'fail', 'store/bad-signature']],
  },
  {
    name: 'an unknown access key',
    changes: { host: { credentials: async () => ({ accessKeyId: 'NOBODY', secretAccessKey: 'x' }) } },
    found: [['credentials', 'fail', 'store/unknown-access-key']],
  },
  {
    name: 'a master key of Backblaze',
    changes: {
      profile: { provider: 'backblaze-b2', region: 'us-west-004' },
      hook: when(signed, refuse('InvalidAccessKeyId', 403, { message: 'Malformed Access Key Id' })),
    },
    found: [['credentials', 'fail', 'store/unknown-access-key']],
  },
  {
    name: 'temporary keys that have run out',
    changes: { hook: when(signed, refuse('SecurityTokenExpired')) },
    found: [['credentials', 'fail', 'store/expired-token']],
  },
  {
    name: 'an unpaid bill',
    changes: { hook: when(signed, refuse('UserDisable')) },
    found: [['credentials', 'fail', 'store/account-suspended']],
  },
  {
    name: 'a redirect to the region of the bucket',
    changes: {
      profile: aws,
      hook: when(always, {
        ...respond(301, {
          'x-amz-bucket-region': 'ap-southeast-1',
          'x-amz-request-id': 'ABC123',
          'content-type': 'application/xml',
        }),
      }),
    },
    found: [['region', 'fail', 'store/wrong-region']],
  },
  {
    name: 'a signature for the wrong region',
    changes: {
      profile: aws,
      hook: when(
        signed,
        refuse('AuthorizationHeaderMalformed', 400, {
          message: "the region 'eu-west-1' is wrong; expecting 'us-west-2'",
        }),
      ),
    },
    found: [['region', 'fail', 'store/wrong-region']],
  },
  {
    name: 'the endpoint of another region of OSS',
    changes: {
      hook: when(
        signed,
        refuse('AccessDenied', 403, {
          ec: '0003-00001403',
          message: 'The bucket you are attempting to access must be addressed using the specified endpoint.',
        }),
      ),
    },
    found: [['region', 'fail', 'store/wrong-region']],
  },
  {
    name: 'a redirect to another city of KS3',
    changes: {
      profile: { provider: 'ksyun-ks3', region: 'cn-beijing' },
      hook: when(always, {
        ...respond(307, {
          location: 'https://my-notes.ks3-cn-shanghai.ksyuncs.com/',
          'x-kss-request-id': 'ABC123',
        }),
      }),
    },
    found: [['region', 'fail', 'store/wrong-region']],
  },
  {
    name: 'Garage under another name of its region',
    changes: {
      profile: {
        ...{ provider: 'garage', region: 'garage', endpoint: 'https://garage.example.com:3900' },
        ...{ publicBaseUrl: 'https://notes.web.example.com' },
      },
      hook: when(
        signed,
        refuse('AuthorizationHeaderMalformed', 400, {
          message: 'Authorization header malformed, unexpected scope: 20260101/garage/s3/aws4_request',
        }),
      ),
    },
    found: [['region', 'fail', 'store/wrong-region']],
  },
  {
    name: 'a new account on a bucket in mainland China',
    changes: {
      profile: { region: 'cn-hangzhou' },
      hook: when(signed, refuse('PublicEndpointForbidden', 400, { ec: '0048-00000401' })),
    },
    found: [['addressing', 'fail', 'store/public-endpoint-forbidden']],
  },
  {
    name: 'OSS addressed in path style',
    changes: {
      profile: { provider: 'custom', endpoint: 'https://oss-cn-hongkong.aliyuncs.com', addressing: 'path' },
      hook: when(signed, refuse('SecondLevelDomainForbidden')),
    },
    found: [['addressing', 'fail', 'store/path-style-forbidden']],
  },
  {
    name: 'COS addressed in path style',
    changes: {
      profile: { provider: 'custom', endpoint: 'https://cos.ap-guangzhou.myqcloud.com', addressing: 'path' },
      hook: when(signed, refuse('PathStyleDomainForbidden')),
    },
    found: [['addressing', 'fail', 'store/path-style-forbidden']],
  },
  {
    name: 'a bucket that does not exist',
    changes: { server: { buckets: [{ name: 'another', owner: 'owner' }] } },
    found: [['bucket', 'fail', 'store/no-such-bucket']],
  },
  {
    name: 'a bucket of COS without its APPID in the account',
    changes: {
      profile: { provider: 'tencent-cos', bucket: 'my-notes-1250000000', region: 'ap-guangzhou' },
      hook: when(signed, refuse('NoSuchBucket', 404)),
    },
    found: [['bucket', 'fail', 'store/no-such-bucket']],
  },
  {
    name: 'a bucket of Kodo by its name in the console',
    changes: {
      profile: { provider: 'qiniu-kodo', region: 'cn-east-1', publicBaseUrl: 'https://img.example.com' },
      hook: when(signed, refuse('NoSuchBucket', 404)),
    },
    found: [['bucket', 'fail', 'store/no-such-bucket']],
  },
  {
    name: 'a store that is down',
    changes: { hook: when(signed, refuse('ServiceUnavailable', 503)) },
    found: [['bucket', 'fail', 'store/unavailable']],
  },
  {
    name: 'keys that may not put',
    changes: {
      hook: when(
        putting,
        refuse('AccessDenied', 403, { message: 'You have no right to access this object.' }),
      ),
    },
    found: [['put', 'fail', 'store/access-denied']],
  },
  {
    name: 'keys that may not put to COS',
    changes: {
      profile: { provider: 'tencent-cos', bucket: 'my-notes-1250000000', region: 'ap-guangzhou' },
      hook: when(putting, refuse('AccessDenied')),
    },
    found: [['put', 'fail', 'store/access-denied']],
  },
  {
    name: 'an ACL that the bucket does not take',
    changes: {
      profile: { ...aws, acl: '' },
      hook: when(putting, refuse('AccessControlListNotSupported', 400)),
    },
    found: [['put', 'fail', 'store/acl-not-supported']],
  },
  {
    name: 'a public ACL on a bucket of OSS that blocks public access',
    changes: {
      profile: { acl: 'public-read' },
      hook: when(
        putting,
        refuse('AccessDenied', 403, {
          ec: '0016-00000901',
          message: 'Put public object acl is not allowed',
        }),
      ),
    },
    found: [['put', 'fail', 'store/acl-not-supported']],
  },
  {
    name: 'checksums that R2 does not take',
    changes: {
      profile: {
        ...{ provider: 'cloudflare-r2', region: '', publicBaseUrl: 'https://img.example.com' },
        endpoint: 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com',
      },
      hook: when(
        putting,
        refuse('NotImplemented', 501, {
          message: "Header 'x-amz-checksum-crc32' with value 'AAAAAA==' not implemented",
        }),
      ),
    },
    found: [['put', 'fail', 'store/checksum-not-supported']],
  },
  {
    name: 'checksums that OSS does not take',
    changes: {
      hook: when(
        putting,
        refuse('InvalidArgument', 400, {
          ec: '0017-00000804',
          message: 'aws-chunked encoding is not supported with the specified x-amz-content-sha256 value.',
        }),
      ),
    },
    found: [['put', 'fail', 'store/checksum-not-supported']],
  },
  {
    name: 'a header that B2 does not take',
    changes: {
      profile: { provider: 'backblaze-b2', region: 'us-west-004' },
      hook: when(
        putting,
        refuse('InvalidArgument', 400, { message: "Unsupported header 'x-amz-checksum-crc32'" }),
      ),
    },
    found: [['put', 'fail', 'store/checksum-not-supported']],
  },
  {
    name: 'a body that arrives changed',
    changes: { profile: ceph, hook: when(putting, refuse('XAmzContentSHA256Mismatch', 400)) },
    found: [['put', 'fail', 'store/body-mismatch']],
  },
  {
    name: 'a put to OBS in path style',
    changes: {
      profile: {
        provider: 'custom',
        endpoint: 'https://obs.cn-north-4.myhuaweicloud.com',
        addressing: 'path',
      },
      hook: when(putting, refuse('NoSuchKey', 404)),
    },
    found: [['put', 'fail', 'store/path-style-forbidden']],
  },
  {
    name: 'a full quota',
    changes: { hook: when(putting, refuse('QuotaExceeded')) },
    found: [['put', 'fail', 'store/quota-exceeded']],
  },
];
