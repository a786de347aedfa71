import { ImbedError, isImbedError } from '../errors.ts';
import type { HttpResponse } from '../http/transport.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { encodeRfc3986 } from '../percent-encoding.ts';
import { bucketUrl } from '../providers/bucket-url.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { decoderOf } from './list-answer.ts';
import { beginHeaders } from './object-headers.ts';
import type { ObjectDescription, RequestOptions } from './object-store.ts';
import { objectUrl } from './request-url.ts';
import { type RetryPorts, withRetry } from './retry.ts';
import { createSignedSend } from './signed-send.ts';
import type { StoreInit } from './store-init.ts';
import type { TransferWire } from './transfer-wire.ts';
import { xmlElements, xmlField } from './xml.ts';

/** An upload in parts that was begun. */
export interface MultipartUpload {
  readonly key: ObjectKey;
  /** As the store calls it. */
  readonly uploadId: string;
}

/** One that was neither completed nor aborted. */
export interface UnfinishedUpload extends MultipartUpload {
  /** `undefined` where the store does not tell. */
  readonly startedAt: Date | undefined;
}

/** What can be done with an upload without sending a part of it. Every rejection is an `ImbedError`. */
export interface MultipartSessions {
  begin(object: ObjectDescription, options?: RequestOptions): Promise<MultipartUpload>;
  /** Frees what the parts take; resolves also when there was no such upload. */
  abort(upload: MultipartUpload, options?: RequestOptions): Promise<void>;
  /** In the order of their keys. */
  unfinished(prefix: string, options?: RequestOptions): AsyncIterable<UnfinishedUpload>;
}

type SendingWire = Pick<TransferWire, 'store' | 'send'>;

/** For hosts whose transport streams nothing. */
export function createMultipartSessions(init: StoreInit, ports?: RetryPorts): MultipartSessions {
  const send = createSignedSend(init);
  return sessionsOn({
    store: init.store,
    send: ({ key, headers = {}, ...request }, { signal } = {}) =>
      withRetry(() => send({ ...request, headers }, { ...(key && { key }), ...(signal && { signal }) }), {
        ...(signal && { signal }),
        ...(ports && { ports }),
      }),
  });
}

/** As {@link createMultipartSessions}, by a wire that is there already. */
export function sessionsOn(wire: SendingWire): MultipartSessions {
  const { store } = wire;
  return {
    async begin(object, options) {
      const { key } = object;
      const url = `${objectUrl(store, key)}?uploads=`;
      const request = { method: 'POST', url, headers: beginHeaders(store, object), key } as const;
      const uploadId = xmlField(textOf(await wire.send(request, options)), 'UploadId');
      if (uploadId === undefined)
        throw new ImbedError('store/rejected', { key, detail: 'no id for an upload in parts' });
      return { key, uploadId };
    },
    async abort(upload, options) {
      try {
        const url = uploadUrl(store, upload);
        await wire.send({ method: 'DELETE', url, key: upload.key }, options);
      } catch (error) {
        if (!isNoSuchUpload(error)) throw error;
      }
    },
    unfinished: (prefix, options) => listUploads(wire, prefix, options),
  };
}

/** @param more parameters in front of the id, each with its `&` */
export function uploadUrl(store: ResolvedStore, { key, uploadId }: MultipartUpload, more = ''): string {
  return `${objectUrl(store, key)}?${more}uploadId=${encodeRfc3986(uploadId)}`;
}

/**
 * Of a refusal: the store knows no such upload, because it was completed, aborted, or never begun. Ceph RGW misses a
 * key when it is asked for the parts.
 */
export function isNoSuchUpload(error: unknown): boolean {
  if (!isImbedError(error)) return false;
  return error.facts.serviceCode === 'NoSuchUpload' || error.code === 'store/no-such-key';
}

/** As UTF-8; what is none becomes U+FFFD. */
export function textOf({ body }: HttpResponse): string {
  return new TextDecoder().decode(body);
}

async function* listUploads(
  wire: SendingWire,
  prefix: string,
  options: RequestOptions | undefined,
): AsyncGenerator<UnfinishedUpload, void, undefined> {
  const encoding = wire.store.list.urlEncode ? '&encoding-type=url' : '';
  let from = '';
  for (;;) {
    const url = `${bucketUrl(wire.store)}?uploads=&prefix=${encodeRfc3986(prefix)}${encoding}${from}`;
    const page = textOf(await wire.send({ method: 'GET', url }, options));
    const decode = decoderOf(xmlField(page, 'EncodingType'));
    for (const upload of xmlElements(page, 'Upload')) {
      const [key = '', uploadId = ''] = [xmlField(upload, 'Key'), xmlField(upload, 'UploadId')];
      const started = new Date(xmlField(upload, 'Initiated') ?? '');
      const startedAt = Number.isNaN(started.getTime()) ? undefined : started;
      // As the store lists it: it need not be a key that we would have made.
      yield { key: decode(key) as ObjectKey, uploadId, startedAt };
    }
    if (xmlField(page, 'IsTruncated') !== 'true') return;
    const [key, id] = [xmlField(page, 'NextKeyMarker'), xmlField(page, 'NextUploadIdMarker')];
    const next = `&key-marker=${encodeRfc3986(decode(key ?? ''))}&upload-id-marker=${encodeRfc3986(id ?? '')}`;
    if (next === from) return;
    from = next;
  }
}
