import { ImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { configIssue } from '../parse-result.ts';
import { objectUrl } from './request-url.ts';
import { basicIsoDate } from './signing/encoding.ts';
import { oss4PresignedQuery } from './signing/oss4.ts';
import { sigV4PresignedQuery } from './signing/sigv4.ts';
import { createV4Signer } from './signing/v4-signature.ts';
import type { StoreInit } from './store-init.ts';

/** A week: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html */
const MAX_SECONDS = 604_800;

/** Nothing is sent. */
export type SigningInit = Omit<StoreInit, 'transport'>;

/** A link to `key` that works without credentials for `seconds`; `config/invalid` when that is out of range. */
export async function presignedGetUrl(init: SigningInit, key: ObjectKey, seconds: number): Promise<string> {
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_SECONDS) {
    const issue = configIssue('seconds', 'out-of-range', { min: 1, max: MAX_SECONDS });
    throw new ImbedError('config/invalid', { issues: [issue] });
  }
  const url = objectUrl(init.store, key);
  return `${url}?${await signedQuery(init, url, seconds)}`;
}

async function signedQuery(init: SigningInit, url: string, seconds: number): Promise<string> {
  const { store, clock } = init;
  const sign = createV4Signer(init.digests);
  const credentials = await init.credentials();
  const instant = basicIsoDate(clock.now());
  if (store.dialect === 's3') {
    const scope = { region: store.signingRegion, credentials, sign, instant };
    return sigV4PresignedQuery(url, scope, seconds);
  }
  const request = { method: 'GET', url, headers: {} };
  return oss4PresignedQuery(request, { store, credentials, sign }, { instant, seconds });
}
