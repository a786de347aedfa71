import { sameBytes } from '../../bytes.ts';
import { toImbedError } from '../../errors.ts';
import type { HttpResponse } from '../../http/transport.ts';
import { storeErrorFrom } from '../../store/error-table.ts';
import { objectUrl } from '../../store/request-url.ts';
import type { Bench } from '../bench.ts';
import { type Check, type Finding, fail, pass, skipped, thrown, warn } from '../check.ts';
import { probeImage } from '../probe-object.ts';

/** What a put carries that a browser asks for beforehand: https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
const askedHeaders = {
  s3: ['authorization', 'cache-control', 'content-type', 'x-amz-content-sha256', 'x-amz-date'],
  oss: [
    'authorization',
    'cache-control',
    'content-md5',
    'content-type',
    'x-oss-content-sha256',
    'x-oss-date',
  ],
} as const;

/** Where a browser sends, the requests before this one have passed already; without one, its question is asked. */
export const corsCheck: Check = async (bench) => {
  const { origin, inBrowser } = bench.host;
  if (origin === undefined) return skipped('doctor/not-needed');
  return inBrowser === true ? seenByPage(bench) : preflight(bench, origin);
};

async function seenByPage({ objects, probe, options }: Bench): Promise<Finding> {
  const head = await objects.head((await probe()).key, options);
  return head?.etag === undefined ? warn('doctor/etag-hidden') : pass();
}

async function preflight({ connection, store, probe, options }: Bench, origin: string): Promise<Finding> {
  const asked = askedHeaders[store.dialect];
  const headers = {
    origin,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': asked.join(','),
  };
  const url = objectUrl(store, (await probe()).key);
  const response = await connection.transport.send({ method: 'OPTIONS', url, headers }, options);
  const facts = { host: new URL(url).host, status: response.status, detail: origin };
  return allows(response, origin, asked) ? pass(facts) : fail('doctor/cors-missing', facts);
}

function allows({ status, headers }: HttpResponse, origin: string, asked: readonly string[]): boolean {
  const includes = (name: string, wanted: string) => {
    const allowed = (headers[name] ?? '').toLowerCase().split(/\s*,\s*/);
    // A star does not stand for `authorization`: https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name
    return allowed.includes(wanted.toLowerCase()) || (allowed.includes('*') && wanted !== 'authorization');
  };
  return (
    status >= 200 &&
    status < 300 &&
    includes('access-control-allow-origin', origin) &&
    includes('access-control-allow-methods', 'PUT') &&
    asked.every((name) => includes('access-control-allow-headers', name))
  );
}

/** Large images are sent in parts; begun and given up at once, an upload leaves nothing behind. */
export const multipartCheck: Check = async ({ sessions, probe, options, traces }) => {
  const { key } = await probe();
  try {
    const upload = await sessions.begin({ key, contentType: 'image/png' }, options);
    await traces.leave(upload);
    await sessions.abort(upload, options);
    return pass();
  } catch (error) {
    const { code, facts } = toImbedError(error);
    if (code === 'store/access-denied') return warn('doctor/may-not-send-parts', facts);
    return code.startsWith('store/') ? warn('doctor/multipart-refused', facts) : thrown(error, 'warn');
  }
};

/** Links that carry a signature are an extra, unless all links of the profile do. */
export const presignCheck: Check = async (bench) => {
  const { bucket, probe, connection, options, profile, store, host } = bench;
  const url = await (await bucket()).presignGet((await probe()).key, 60);
  const response = await connection.transport.send({ method: 'GET', url, headers: {} }, options);
  if (response.status === 200 && sameBytes(response.body, probeImage())) return pass();
  const { facts } = storeErrorFrom(response, { store, method: 'GET', now: host.clock.now() });
  return profile.access === 'signed'
    ? fail('doctor/presign-refused', facts)
    : warn('doctor/presign-refused', facts);
};
