import { SignatureV4 } from '@smithy/signature-v4';
import { ImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { encodeRfc3986 } from '../percent-encoding.ts';
import { objectUrl, splitUrl } from './request-url.ts';
import { basicIsoDate } from './signing/encoding.ts';
import { oss4PresignedQuery } from './signing/oss4.ts';
import { sha256Constructor } from './signing/sigv4.ts';
import type { StoreInit } from './store-init.ts';

/** A week: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html */
const MAX_SECONDS = 604_800;

/** A link to `key` that works without credentials for `seconds`; `config/invalid` when that is out of range. */
export async function presignedGetUrl(init: StoreInit, key: ObjectKey, seconds: number): Promise<string> {
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_SECONDS) {
    const problem = `must be a whole number from 1 to ${MAX_SECONDS}`;
    throw new ImbedError('config/invalid', { issues: [{ field: 'seconds', problem }] });
  }
  const url = objectUrl(init.store, key);
  const query = await signedQuery(init, url, seconds);
  const parts = Object.entries(query).map(([name, value]) => `${name}=${encodeRfc3986(String(value))}`);
  return `${url}?${parts.join('&')}`;
}

async function signedQuery(init: StoreInit, url: string, seconds: number) {
  const { store, credentials, digests, clock } = init;
  if (store.dialect === 's3') return sigV4Query(init, url, seconds);
  const scope = { store, credentials: await credentials(), digests };
  const instant = basicIsoDate(clock.now());
  return oss4PresignedQuery({ method: 'GET', url, headers: {} }, scope, { instant, seconds });
}

/**
 * AWS Signature Version 4 in the query
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html). Only the host is signed with
 * it, so that any plain GET fits.
 */
async function sigV4Query(init: StoreInit, url: string, seconds: number) {
  const { store, credentials, digests, clock } = init;
  const signer = new SignatureV4({
    service: 's3',
    region: store.signingRegion,
    credentials: await credentials(),
    sha256: sha256Constructor(digests),
    uriEscapePath: false,
  });
  const { protocol, hostname } = new URL(url);
  const { host, path } = splitUrl(url);
  const headers = { host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' };
  const { query = {} } = await signer.presign(
    { method: 'GET', protocol, hostname, path, query: {}, headers },
    { expiresIn: seconds, signingDate: clock.now() },
  );
  return query;
}
