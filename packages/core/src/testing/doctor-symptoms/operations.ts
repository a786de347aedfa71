import { probeImage } from '../../doctor/probe-object.ts';
import type { RecordedRequest, RequestHook } from '../s3-server/faults.ts';
import { ceph, listing, looking, putting, refuse, respond, type Symptom, when } from './symptom.ts';

const sessions = ({ method, query }: RecordedRequest) => method === 'POST' && query.has('uploads');

/** After the first put: what can be done with an object and with its bucket. */
export const operationSymptoms: readonly Symptom[] = [
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
  {
    name: 'a bucket that keeps versions',
    changes: { hook: keepingVersions() },
    found: [
      ['head', 'warn', 'doctor/etag-not-md5'],
      ['delete', 'warn', 'doctor/keeps-versions'],
    ],
  },
];

/** Names a version as long as the picture is there. */
function keepingVersions(): RequestHook {
  let isThere = false;
  const versioned = { 'content-type': 'image/png', etag: '"0"', 'x-oss-version-id': 'CAEQMhiBgIDXiaaB0BYi' };
  return (request) => {
    if (request.method === 'PUT') isThere = true;
    if (request.method === 'DELETE' && !request.query.has('uploadId')) isThere = false;
    return isThere && looking(request) ? respond(200, versioned, probeImage()) : undefined;
  };
}
