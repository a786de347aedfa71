import { isImbedError } from '../errors.ts';
import type { HttpResponse } from '../http/transport.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { unquoted } from './etag.ts';
import { isEncryptedWithManagedKey } from './object-headers.ts';
import type { RequestOptions } from './object-store.ts';
import { objectUrl } from './request-url.ts';
import type { TransferWire } from './transfer-wire.ts';

/** An object as a head or a listing found it. */
interface Found {
  readonly key: ObjectKey;
  readonly etag: string | undefined;
}

export interface PartLengths {
  /**
   * How many bytes part `number` (from 1) of an object has that was stored in parts. `undefined` where the store does
   * not say, or where the object's ETag is not made of MD5s, or is another one by now.
   */
  partLength(object: Found, number: number, options?: RequestOptions): Promise<number | undefined>;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html (partNumber); what knows nothing of it answers as ever. */
export function createPartLengths(wire: TransferWire): PartLengths {
  return {
    async partLength({ key, etag }, number, options) {
      const url = `${objectUrl(wire.store, key)}?partNumber=${number}`;
      try {
        const answer = await wire.send({ method: 'HEAD', url, key }, options);
        return unquoted(answer.headers['etag']) === etag ? lengthIn(answer) : undefined;
      } catch (error) {
        if (isImbedError(error) && error.code.startsWith('store/') && !error.retryable) return undefined;
        throw error;
      }
    },
  };
}

function lengthIn({ status, headers }: HttpResponse): number | undefined {
  const isOfPart = status === 206 || headers['x-amz-mp-parts-count'] !== undefined;
  if (!isOfPart || isEncryptedWithManagedKey(headers)) return undefined;
  const length = headers['content-length'] ?? '';
  return /^\d+$/.test(length) ? Number(length) : undefined;
}
