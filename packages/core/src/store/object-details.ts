import type { HttpResponse } from '../http/transport.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { headOrAbsent } from './absence.ts';
import { objectHead } from './light-store.ts';
import type { ObjectHead, RequestOptions } from './object-store.ts';
import { objectUrl } from './request-url.ts';
import type { TransferWire } from './transfer-wire.ts';

/** All that a store says of an object. */
export interface ObjectDetails extends ObjectHead {
  /** As the store calls it, e.g. `STANDARD_IA`; of the usual one most stores say nothing. */
  readonly storageClass?: string;
  /** When a rule of the bucket removes it, where the store says so. */
  readonly expiresAt?: Date;
  /** What its owner wrote beside it, by lower-case name. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface ObjectDetailsReader {
  /** `undefined` when there is no such object. */
  details(key: ObjectKey, options?: RequestOptions): Promise<ObjectDetails | undefined>;
}

export function createObjectDetailsReader(wire: TransferWire): ObjectDetailsReader {
  return {
    details(key, options) {
      const url = objectUrl(wire.store, key);
      const ask = (method: 'HEAD' | 'GET', headers = {}) => wire.send({ method, url, headers, key }, options);
      return headOrAbsent(
        async () => detailsIn(key, await ask('HEAD')),
        () => ask('GET', { range: 'bytes=0-0' }),
      );
    },
  };
}

function detailsIn(key: ObjectKey, answer: HttpResponse): ObjectDetails {
  const { headers } = answer;
  const named = (end: string) => headers[`x-amz-${end}`] ?? headers[`x-oss-${end}`];
  const storageClass = named('storage-class');
  const expiresAt = expiryIn(named('expiration'));
  const metadata = metadataIn(headers);
  return {
    ...objectHead(key, answer),
    ...(storageClass !== undefined && { storageClass }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  };
}

/** `expiry-date="Fri, 23 Dec 2012 00:00:00 GMT", rule-id="..."`: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
function expiryIn(header = ''): Date | undefined {
  const date = new Date(/expiry-date="([^"]*)"/.exec(header)?.[1] ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function metadataIn(headers: HttpResponse['headers']): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const own = /^x-(?:amz|oss)-meta-(.+)$/.exec(name)?.[1];
    if (own !== undefined) found[own] = value;
  }
  return found;
}
