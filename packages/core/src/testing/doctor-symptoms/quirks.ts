import { ImbedError } from '../../errors.ts';
import { following, putting, refuse, respond, type Symptom, when } from './symptom.ts';

/** What single stores do in a way of their own. */
export const quirkSymptoms: readonly Symptom[] = [
  {
    name: 'a bucket of Spaces, where each image is to be made public by itself',
    changes: {
      profile: { provider: 'digitalocean-spaces', region: 'nyc3' },
      hook: when(following, refuse('AccessDenied')),
    },
    found: [['public', 'fail', 'doctor/not-public']],
  },
  {
    name: 'a bucket of Wasabi, which lets paid accounts alone open theirs',
    changes: {
      profile: { provider: 'wasabi', region: 'eu-central-1' },
      hook: when(following, refuse('AccessDenied')),
    },
    found: [['public', 'fail', 'doctor/not-public']],
  },
  {
    name: 'a bucket of Garage, which serves the public at its web endpoint only',
    changes: {
      profile: {
        ...{ provider: 'garage', region: 'garage', endpoint: 'https://garage.example.com' },
        publicBaseUrl: 'https://garage.example.com/my-notes',
      },
      hook: when(following, refuse('AccessDenied')),
    },
    found: [['public', 'fail', 'doctor/not-public']],
  },
  {
    name: 'an r2.dev address that is switched off, which says so in a page',
    changes: {
      profile: {
        ...{ provider: 'cloudflare-r2', region: '' },
        endpoint: 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com',
        publicBaseUrl: 'https://pub-0123456789abcdef.r2.dev',
      },
      hook: when(following, respond(401, { 'content-type': 'text/html' }, '<html>')),
    },
    found: [['public', 'fail', 'doctor/not-public']],
  },
  {
    name: 'a test domain of Kodo after its thirty days',
    changes: {
      profile: {
        ...{ provider: 'qiniu-kodo', region: 'cn-east-1' },
        publicBaseUrl: 'https://abc.bkt.clouddn.com',
      },
      onTheWay: (transport) => ({
        ...transport,
        send: (request, options) =>
          new URL(request.url).hostname === 'abc.bkt.clouddn.com'
            ? Promise.reject(
                new ImbedError('network/dns', { host: 'abc.bkt.clouddn.com', serviceCode: 'ENOTFOUND' }),
              )
            : transport.send(request, options),
      }),
    },
    found: [['public', 'fail', 'doctor/public-no-such-host']],
  },
  {
    name: 'a domain of a website that knows nothing of the bucket, and says so in a page',
    changes: {
      profile: { publicBaseUrl: 'https://img.example.com' },
      hook: when(following, respond(404, { 'content-type': 'text/html' }, '<html>')),
    },
    found: [['public', 'fail', 'doctor/public-not-found']],
  },
  {
    name: 'checksums that Google Cloud Storage does not take',
    changes: {
      profile: { provider: 'gcs-s3', region: '' },
      hook: when(putting, refuse('ExcessHeaderValues', 400)),
    },
    found: [['put', 'fail', 'store/checksum-not-supported']],
  },
  {
    name: 'a gateway of Ceph that gets the body in pieces',
    changes: {
      profile: { provider: 'ceph-rgw', region: '', endpoint: 'https://rgw.example.com', addressing: 'path' },
      hook: when(putting, refuse('MissingContentLength', 411)),
    },
    found: [['put', 'fail', 'store/body-mismatch']],
  },
  {
    name: 'MinIO that is asked for an ACL, which is seen before it is',
    changes: { profile: { provider: 'minio', endpoint: 'https://minio.example.com', acl: 'public-read' } },
    found: [['profile', 'fail', 'config/invalid']],
  },
];
