import { ImbedError, isImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { encodeKey } from '../percent-encoding.ts';
import { unquoted } from './etag.ts';
import { type MultipartUpload, uploadUrl } from './multipart-sessions.ts';
import { aclHeaders, noOverwriteHeaders } from './object-headers.ts';
import type { CopyOptions, ObjectDescription, RequestOptions } from './object-store.ts';
import { objectUrl } from './request-url.ts';
import { refuseErrorDocument, type TransferWire } from './transfer-wire.ts';
import { xmlField } from './xml.ts';

/** An object that the same store has, in whichever bucket. */
export interface CopySource {
  readonly bucket: string;
  readonly key: ObjectKey;
}

/** Copies inside the store: the bytes do not come here. Both reject with `store/no-such-key` when there is no source. */
export interface ServerCopy {
  /**
   * Headers included, up to 5 GiB (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html). Answers with
   * the ETag of the copy. `noOverwrite` is asked of stores that are known to heed it; others replace.
   */
  copy(
    from: CopySource,
    to: ObjectKey,
    options?: CopyOptions & Pick<ObjectDescription, 'noOverwrite'>,
  ): Promise<string | undefined>;
  /** The bytes from `start` to `end`, the end excluded, become a part of an upload; answers with its ETag. */
  copyPart(
    from: CopySource & { readonly start: number; readonly end: number },
    upload: MultipartUpload,
    number: number,
    options?: RequestOptions,
  ): Promise<string>;
}

export function createServerCopy(wire: TransferWire): ServerCopy {
  const { store } = wire;
  const prefix = store.dialect === 'oss' ? 'x-oss-copy-source' : 'x-amz-copy-source';
  const send = async (url: string, from: CopySource, more: object, { signal }: RequestOptions = {}) => {
    const headers = { [prefix]: `/${from.bucket}/${encodeKey(from.key)}`, ...more };
    const attempt = async () => {
      const options = { key: from.key, ...(signal && { signal }) };
      const answer = await wire.stream({ method: 'PUT', url, headers }, options);
      await refuseErrorDocument(wire, answer, 'PUT', from.key);
      return unquoted(xmlField(new TextDecoder().decode(answer.body), 'ETag'));
    };
    return wire.retrying(attempt, signal).catch((error: unknown) => Promise.reject(ofSource(error)));
  };
  return {
    copy(from, to, options = {}) {
      const condition = noOverwriteHeaders({ noOverwriteHeader: store.noOverwriteCopyHeader }, options);
      return send(objectUrl(store, to), from, { ...aclHeaders(store, options), ...condition }, options);
    },
    async copyPart({ start, end, ...from }, upload, number, options) {
      const range = { [`${prefix}-range`]: `bytes=${start}-${end - 1}` };
      const url = uploadUrl(store, upload, `partNumber=${number}&`);
      const etag = await send(url, from, range, options);
      if (etag !== undefined) return etag;
      throw new ImbedError('store/verification-failed', { key: upload.key, detail: 'no etag for a part' });
    },
  };
}

/** A put of bytes misses no key but for a wrong address; a copy misses its source. */
export function ofSource(error: unknown): unknown {
  if (!isImbedError(error) || error.facts.serviceCode !== 'NoSuchKey') return error;
  return new ImbedError('store/no-such-key', error.facts, { cause: error });
}
