import { probeImage } from '../../doctor/probe-object.ts';
import { ImbedError } from '../../errors.ts';
import type { RecordedRequest } from '../s3-server/faults.ts';
import { always, listing, looking, putting, refuse, respond, type Symptom, signed, when } from './symptom.ts';

const aws = { provider: 'aws-s3', region: 'eu-west-1' } as const;
const ceph = {
  provider: 'ceph-rgw',
  region: '',
  endpoint: 'https://rgw.example.com',
  addressing: 'path',
} as const;

const sessions = ({ method, query }: RecordedRequest) => method === 'POST' && query.has('uploads');

export const storeSymptoms: readonly Symptom[] = [
  {
    name: 'no keys at all',
    changes: {
      host: {
        credentials: () =>
          Promise.reject(
            new ImbedError('config/missing-secret', {
              issues: [{ field: 'credentials.source', problem: 'set OSS_ACCESS_KEY_ID' }],
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
  {
    name: 'a store that confirms the put and has nothing',
    changes: { hook: when(putting, respond(200, { etag: '"0"', 'x-oss-request-id': 'ABC123' })) },
    found: [
      ['head', 'fail', 'store/verification-failed'],
      ['list', 'warn', 'doctor/list-misses'],
      ['public', 'fail', 'doctor/public-not-found'],
      ['presign', 'warn', 'doctor/presign-refused'],
    ],
  },
  {
    name: 'keys that may put but not look',
    changes: {
      hook: when(
        ({ method, headers, query }) =>
          (method === 'HEAD' || method === 'GET') &&
          headers['authorization'] !== undefined &&
          !query.has('prefix'),
        refuse('AccessDenied'),
      ),
    },
    found: [['head', 'warn', 'doctor/may-not-read']],
  },
  {
    name: 'a store that forgets content types',
    changes: {
      hook: when(
        looking,
        respond(
          200,
          { 'content-type': 'application/octet-stream', 'x-oss-request-id': 'ABC123' },
          probeImage(),
        ),
      ),
    },
    found: [
      ['head', 'warn', 'doctor/type-changed'],
      ['delete', 'fail', 'doctor/still-there'],
    ],
  },
  {
    name: 'a bucket that encrypts with a managed key',
    changes: {
      hook: when(
        looking,
        respond(
          200,
          { 'content-type': 'image/png', etag: '"0"', 'x-oss-request-id': 'ABC123' },
          probeImage(),
        ),
      ),
    },
    found: [
      ['head', 'warn', 'doctor/etag-not-md5'],
      ['delete', 'fail', 'doctor/still-there'],
    ],
  },
  {
    name: 'a store that overwrites all the same',
    changes: {
      profile: ceph,
      onTheWay: (transport) => ({
        ...transport,
        send: async (request, options) =>
          request.headers['if-none-match'] === undefined
            ? transport.send(request, options)
            : { status: 200, headers: { etag: '"0"' }, body: new Uint8Array() },
      }),
    },
    found: [['overwrite', 'warn', 'doctor/overwrites']],
  },
  {
    name: 'keys that may not list',
    changes: { hook: when(listing, refuse('AccessDenied')) },
    found: [['list', 'warn', 'doctor/may-not-list']],
  },
  {
    name: 'a list that lacks what was just put',
    changes: {
      hook: when(listing, respond(200, { 'content-type': 'application/xml' }, '<ListBucketResult/>')),
    },
    found: [['list', 'warn', 'doctor/list-misses']],
  },
  {
    name: 'a bucket that no page may use',
    changes: { host: { origin: 'https://vscode.dev' } },
    found: [['cors', 'fail', 'doctor/cors-missing']],
  },
  {
    name: 'CORS rules that hide the ETag from a browser',
    changes: {
      host: { origin: 'https://vscode.dev', inBrowser: true },
      onTheWay: (transport) => ({
        ...transport,
        async send(request, options) {
          const { headers, ...answer } = await transport.send(request, options);
          const { etag: _, ...seen } = headers;
          return { ...answer, headers: seen };
        },
      }),
    },
    found: [['cors', 'warn', 'doctor/etag-hidden']],
  },
  {
    name: 'keys that may not send parts',
    changes: { hook: when(sessions, refuse('AccessDenied')) },
    found: [['multipart', 'warn', 'doctor/may-not-send-parts']],
  },
  {
    name: 'a store that knows no parts',
    changes: { hook: when(sessions, refuse('NotImplemented', 501)) },
    found: [['multipart', 'warn', 'doctor/multipart-refused']],
  },
  {
    name: 'a store that takes no signed links',
    changes: { hook: when(({ query }) => query.has('X-Amz-Signature'), refuse('AccessDenied')) },
    found: [['presign', 'warn', 'doctor/presign-refused']],
  },
  {
    name: 'keys that may not delete',
    changes: {
      hook: when(
        ({ method, query }) => method === 'DELETE' && !query.has('uploadId'),
        refuse('AccessDenied'),
      ),
    },
    found: [['delete', 'warn', 'doctor/cannot-delete']],
  },
  {
    name: 'a store that confirms the deletion and keeps the object',
    changes: {
      hook: when(
        ({ method, query }) => method === 'DELETE' && !query.has('uploadId'),
        respond(204, {
          'x-oss-request-id': 'ABC123',
        }),
      ),
    },
    found: [['delete', 'fail', 'doctor/still-there']],
  },
];
