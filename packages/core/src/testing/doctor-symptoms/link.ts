import { ImbedError } from '../../errors.ts';
import type { RecordedRequest } from '../s3-server/faults.ts';
import { ceph, following, picture, refuse, respond, type Symptom, when } from './symptom.ts';

const cos = { provider: 'tencent-cos', bucket: 'my-notes-1250000000', region: 'ap-guangzhou' } as const;
const r2 = {
  provider: 'cloudflare-r2',
  region: '',
  endpoint: 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com',
  publicBaseUrl: 'https://img.example.com',
} as const;
const ownDomain = { publicBaseUrl: 'https://img.example.com' } as const;
const bothHosts = { 'img.example.com': 'my-notes', 'my-notes.oss-cn-hongkong.aliyuncs.com': 'my-notes' };
const isOwnDomain = ({ host }: RecordedRequest) => host === 'img.example.com';

/** The smallest WebP that there is. */
const webp = Uint8Array.from(atob('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA='), (char) =>
  char.charCodeAt(0),
);

export const linkSymptoms: readonly Symptom[] = [
  {
    name: 'a private bucket of OSS',
    changes: { server: { buckets: [{ name: 'my-notes', owner: 'owner' }] } },
    found: [['public', 'fail', 'doctor/not-public']],
  },
  {
    name: 'a private bucket of COS',
    changes: { profile: cos, hook: when(following, refuse('AccessDenied')) },
    found: [['public', 'fail', 'doctor/not-public']],
  },
  {
    name: 'a private bucket of Ceph',
    changes: { profile: ceph, hook: when(following, refuse('AccessDenied')) },
    found: [['public', 'fail', 'doctor/not-public']],
  },
  {
    name: 'a domain in front of a private bucket',
    changes: {
      profile: ownDomain,
      server: { buckets: [{ name: 'my-notes', owner: 'owner' }], boundDomains: bothHosts },
    },
    found: [['public', 'fail', 'doctor/not-public']],
  },
  {
    name: 'the domain of another bucket, which says of what it has not that it may not be seen',
    changes: {
      profile: ownDomain,
      server: { boundDomains: bothHosts },
      hook: when((request) => following(request) && isOwnDomain(request), refuse('AccessDenied')),
    },
    found: [['public', 'fail', 'doctor/public-address-refuses']],
  },
  {
    name: 'a CDN that lets nobody in',
    changes: {
      profile: ownDomain,
      server: { boundDomains: bothHosts },
      hook: when(
        (request) => following(request) && isOwnDomain(request),
        respond(403, { 'content-type': 'text/html' }, '<html>'),
      ),
    },
    found: [['public', 'fail', 'doctor/public-address-refuses']],
  },
  {
    name: 'a CDN that lets nobody in, in front of a bucket whose own address is closed to new accounts',
    changes: {
      profile: ownDomain,
      hook: (request) => {
        if (!following(request)) return undefined;
        return isOwnDomain(request)
          ? respond(403, { 'content-type': 'text/html' }, '<html>')
          : refuse('PublicEndpointForbidden', 403, { ec: '0048-00000401' });
      },
    },
    found: [['public', 'fail', 'doctor/public-refused']],
  },
  {
    name: 'an ACL in the profile that closes each image of a public bucket',
    changes: { profile: { acl: 'private' } },
    found: [['public', 'fail', 'doctor/acl-not-public']],
  },
  {
    name: 'a domain of R2 that is not connected',
    changes: {
      profile: r2,
      hook: when(following, respond(404, { 'content-type': 'text/plain' }, 'Not found')),
    },
    found: [['public', 'fail', 'doctor/public-not-found']],
  },
  {
    name: 'a public bucket where the profile says that it is private',
    changes: { profile: { access: 'signed' } },
    found: [['public', 'warn', 'doctor/public-though-signed']],
  },
  {
    name: 'a private bucket, as the profile says',
    changes: {
      profile: { access: 'signed' },
      server: { buckets: [{ name: 'my-notes', owner: 'owner' }] },
    },
    found: [],
  },
  {
    name: 'a domain that leads to a CDN in trouble',
    changes: {
      profile: ownDomain,
      hook: when(following, respond(502, { 'content-type': 'text/html' }, '<html>')),
    },
    found: [['public', 'fail', 'store/unavailable']],
  },
  {
    name: 'a domain whose answer nobody expects',
    changes: { profile: ownDomain, hook: when(following, respond(410, { 'x-oss-request-id': 'ABC123' })) },
    found: [['public', 'fail', 'doctor/public-refused']],
  },
  {
    name: 'a new account of OSS whose uploads take the internal endpoint',
    changes: { hook: when(following, refuse('PublicEndpointForbidden', 400, { ec: '0048-00000401' })) },
    found: [['public', 'fail', 'store/public-endpoint-forbidden']],
  },
  {
    name: 'a public address whose certificate only this computer takes',
    changes: {
      profile: { tlsVerify: false },
      onTheWay: (transport) => ({
        ...transport,
        send: (request, options) =>
          new URL(request.url).hostname === 'my-notes.oss-cn-hongkong.aliyuncs.com'
            ? Promise.reject(new ImbedError('network/tls', { serviceCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }))
            : transport.send(request, options),
      }),
    },
    found: [
      ['tls', 'warn', 'doctor/tls-not-verified'],
      ['public', 'warn', 'network/tls'],
    ],
  },
  {
    name: 'a website at the public address',
    changes: {
      profile: ownDomain,
      hook: when(
        following,
        respond(200, { 'content-type': 'text/html' }, '<!doctype html><title>My site</title>'),
      ),
    },
    found: [['public', 'fail', 'doctor/public-page']],
  },
  {
    name: 'other bytes at the link',
    changes: {
      profile: ownDomain,
      hook: when(following, respond(200, { 'content-type': 'image/png' }, 'x')),
    },
    found: [['public', 'fail', 'doctor/public-other-bytes']],
  },
  {
    name: 'a CDN that converts images',
    changes: {
      profile: ownDomain,
      hook: when(
        following,
        respond(200, { 'content-type': 'image/webp', 'cache-control': 'public, max-age=1' }, webp),
      ),
    },
    found: [['public', 'warn', 'doctor/public-converted']],
  },
  {
    name: 'hotlink protection that lets in its own site alone',
    changes: {
      hook: (request) =>
        following(request) && request.headers['referer'] !== 'https://my-notes.oss-cn-hongkong.aliyuncs.com/'
          ? refuse('AccessDenied', 403, { message: 'You are denied by bucket referer policy.' })
          : undefined,
    },
    found: [['public', 'fail', 'doctor/empty-referer-refused']],
  },
  {
    name: 'a link served as text',
    changes: { hook: when(following, picture({ 'content-type': 'text/plain' })) },
    found: [['type', 'fail', 'doctor/public-wrong-type']],
  },
  {
    name: 'a link served as bytes',
    changes: { hook: when(following, picture({ 'content-type': 'application/octet-stream' })) },
    found: [['type', 'warn', 'doctor/public-wrong-type']],
  },
  {
    name: 'a link served as bytes to browsers that must not guess',
    changes: {
      hook: when(
        following,
        picture({ 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' }),
      ),
    },
    found: [['type', 'fail', 'doctor/public-wrong-type']],
  },
  {
    name: 'a default domain of OSS that forces downloads',
    changes: {
      hook: when(following, picture({ 'x-oss-force-download': 'true', 'content-disposition': 'attachment' })),
    },
    found: [['inline', 'warn', 'doctor/forced-download']],
  },
  {
    name: 'a default domain of COS that forces downloads',
    changes: { profile: cos, hook: when(following, picture({ 'x-cos-force-download': 'true' })) },
    found: [['inline', 'warn', 'doctor/forced-download']],
  },
  {
    name: 'a default domain of OBS that sends everything as attachment',
    changes: {
      profile: { provider: 'huawei-obs', region: 'cn-north-4' },
      hook: when(following, picture({ 'content-disposition': 'attachment; filename="x.png"' })),
    },
    found: [['inline', 'warn', 'doctor/forced-download']],
  },
  {
    name: 'a CDN that drops Cache-Control',
    changes: { profile: ownDomain, hook: when(following, picture({ 'cache-control': undefined })) },
    found: [['cache', 'warn', 'doctor/cache-changed']],
  },
  {
    name: 'a CDN that forbids caching',
    changes: { profile: ownDomain, hook: when(following, picture({ 'cache-control': 'no-store' })) },
    found: [['cache', 'warn', 'doctor/cache-changed']],
  },
  {
    name: 'a public address without encryption',
    changes: { profile: { publicBaseUrl: 'http://img.example.com' } },
    found: [['https', 'warn', 'doctor/public-http']],
  },
  {
    name: 'a public address that moved',
    changes: {
      profile: { publicBaseUrl: 'https://old.example.com' },
      server: { boundDomains: { 'img.example.com': 'my-notes' } },
      hook: (request) =>
        following(request) && request.host === 'old.example.com'
          ? respond(301, { location: `https://img.example.com${request.path}` })
          : undefined,
    },
    found: [['redirects', 'warn', 'doctor/public-redirects']],
  },
  {
    name: 'a public address that turns in circles',
    changes: {
      profile: ownDomain,
      hook: (request) => (following(request) ? respond(302, { location: request.path }) : undefined),
    },
    found: [['public', 'fail', 'doctor/public-refused']],
  },
  {
    name: 'hotlink protection',
    changes: {
      hook: (request) =>
        following(request) && request.headers['referer'] !== undefined
          ? refuse('AccessDenied', 403, { message: 'You are denied by bucket referer policy.' })
          : undefined,
    },
    found: [['hotlink', 'warn', 'doctor/hotlink-refused']],
  },
  {
    name: 'hotlink protection of COS',
    changes: {
      profile: cos,
      hook: (request) =>
        following(request) && request.headers['referer'] !== undefined ? refuse('AccessDenied') : undefined,
    },
    found: [['hotlink', 'warn', 'doctor/hotlink-refused']],
  },
];
