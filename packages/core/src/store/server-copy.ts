import { ImbedError, isImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { encodeKey } from '../percent-encoding.ts';
import { unquoted } from './etag.ts';
import type { RequestOptions } from './object-store.ts';
import { objectUrl } from './request-url.ts';
import { refuseErrorDocument, type TransferWire } from './transfer-wire.ts';
import { xmlField } from './xml.ts';

export interface ServerCopy {
  /**
   * Copies inside the store, headers included; the bytes do not come here. Up to 5 GiB
   * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html). Answers with the ETag of the copy.
   */
  copy(from: ObjectKey, to: ObjectKey, options?: RequestOptions): Promise<string | undefined>;
}

export function createServerCopy(wire: TransferWire): ServerCopy {
  const { store } = wire;
  return {
    copy(from, to, { signal } = {}) {
      const header = store.dialect === 'oss' ? 'x-oss-copy-source' : 'x-amz-copy-source';
      const headers = { [header]: `/${store.bucket}/${encodeKey(from)}` };
      const request = { method: 'PUT', url: objectUrl(store, to), headers } as const;
      const attempt = async () => {
        const answer = await wire.stream(request, { key: from, ...(signal && { signal }) });
        await refuseErrorDocument(wire, answer, 'PUT', from);
        return unquoted(xmlField(new TextDecoder().decode(answer.body), 'ETag'));
      };
      return wire.retrying(attempt, signal).catch((error: unknown) => Promise.reject(ofSource(error)));
    },
  };
}

/** A put of bytes misses no key but for a wrong address; a copy misses its source. */
export function ofSource(error: unknown): unknown {
  if (!isImbedError(error) || error.facts.serviceCode !== 'NoSuchKey') return error;
  return new ImbedError('store/no-such-key', error.facts, { cause: error });
}
