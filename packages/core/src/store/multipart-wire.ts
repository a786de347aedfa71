import { ImbedError, isImbedError } from '../errors.ts';
import type { HttpResponse } from '../http/transport.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { encodeRfc3986 } from '../percent-encoding.ts';
import { bucketUrl } from '../providers/bucket-url.ts';
import { unquoted } from './etag.ts';
import { beginHeaders, completeHeaders } from './object-headers.ts';
import type { ObjectDescription, RequestOptions } from './object-store.ts';
import { objectUrl } from './request-url.ts';
import { utf8 } from './signing/encoding.ts';
import type { HashableBody, TransferOptions, TransferWire } from './transfer-wire.ts';
import { refuseErrorDocument } from './transfer-wire.ts';
import { escapeXml, xmlElements, xmlField } from './xml.ts';

/** An upload in parts that was begun. */
export interface MultipartUpload {
  readonly key: ObjectKey;
  readonly uploadId: string;
}

/** A part that the store has. */
export interface StoredPart {
  /** From 1. */
  readonly number: number;
  /** Without quotes. */
  readonly etag: string;
  readonly size: number;
}

export interface UnfinishedUpload extends MultipartUpload {
  readonly startedAt: Date | undefined;
}

/** The requests of an upload in parts; who sends which when is up to others. */
export interface MultipartWire {
  begin(object: ObjectDescription, options?: RequestOptions): Promise<MultipartUpload>;
  /** Answers with the part's ETag, by which {@link complete} lists it. */
  putPart(
    upload: MultipartUpload,
    number: number,
    body: HashableBody,
    options?: TransferOptions,
  ): Promise<string>;
  /** In ascending order; `undefined` when the store knows no such upload (any more). */
  parts(upload: MultipartUpload, options?: RequestOptions): Promise<readonly StoredPart[] | undefined>;
  /**
   * Makes the object appear and answers with its ETag, which is no MD5; `undefined` where the store gave none. When
   * the reply to a first try was lost, it may reject although the object is there.
   */
  complete(
    upload: MultipartUpload,
    object: ObjectDescription,
    parts: readonly Omit<StoredPart, 'size'>[],
    options?: RequestOptions,
  ): Promise<string | undefined>;
  /** Frees what the parts take; resolves also when there was no such upload. */
  abort(upload: MultipartUpload, options?: RequestOptions): Promise<void>;
  /** Uploads that were neither completed nor aborted. */
  unfinished(prefix: string, options?: RequestOptions): AsyncIterable<UnfinishedUpload>;
}

/**
 * Of a refusal: the store knows no such upload, because it was completed, aborted, or never begun. Ceph RGW misses a
 * key when it is asked for the parts.
 */
function isNoSuchUpload(error: unknown): boolean {
  if (!isImbedError(error)) return false;
  return error.facts.serviceCode === 'NoSuchUpload' || error.code === 'store/no-such-key';
}

export function createMultipartWire(wire: TransferWire): MultipartWire {
  const { store } = wire;
  const urlOf = ({ key, uploadId }: MultipartUpload, more = '') =>
    `${objectUrl(store, key)}?${more}uploadId=${encodeRfc3986(uploadId)}`;

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
    async putPart(upload, number, body, options = {}) {
      const { key } = upload;
      const request = { method: 'PUT', url: urlOf(upload, `partNumber=${number}&`), key } as const;
      const etag = unquoted((await wire.sendBody(request, body, options)).headers['etag']);
      if (etag !== undefined) return etag;
      throw new ImbedError('store/verification-failed', { key, detail: 'no etag for a part' });
    },
    async parts(upload, options) {
      try {
        const found: StoredPart[] = [];
        for await (const part of listParts(wire, upload, urlOf, options)) found.push(part);
        return found;
      } catch (error) {
        if (isNoSuchUpload(error)) return undefined;
        throw error;
      }
    },
    async complete(upload, object, parts, { signal } = {}) {
      const { key } = upload;
      const headers = { ...completeHeaders(store, object), 'content-type': 'application/xml' };
      const request = {
        method: 'POST',
        url: urlOf(upload),
        headers,
        body: utf8(completeDocument(parts)),
      } as const;
      return wire.retrying(async () => {
        const answer = await wire.stream(request, { key, ...(signal && { signal }) });
        await refuseErrorDocument(wire, answer, 'POST', key);
        return unquoted(xmlField(textOf(answer), 'ETag'));
      }, signal);
    },
    async abort(upload, options) {
      try {
        await wire.send({ method: 'DELETE', url: urlOf(upload), key: upload.key }, options);
      } catch (error) {
        if (!isNoSuchUpload(error)) throw error;
      }
    },
    unfinished: (prefix, options) => listUploads(wire, prefix, options),
  };
}

function textOf({ body }: HttpResponse): string {
  return new TextDecoder().decode(body);
}

function completeDocument(parts: readonly Omit<StoredPart, 'size'>[]): string {
  const listed = parts.map(
    ({ number, etag }) =>
      `<Part><PartNumber>${number}</PartNumber><ETag>&quot;${escapeXml(etag)}&quot;</ETag></Part>`,
  );
  const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
  return `<CompleteMultipartUpload xmlns="${namespace}">${listed.join('')}</CompleteMultipartUpload>`;
}

async function* listParts(
  wire: TransferWire,
  upload: MultipartUpload,
  urlOf: (upload: MultipartUpload, more: string) => string,
  options: RequestOptions | undefined,
): AsyncGenerator<StoredPart, void, undefined> {
  let marker = '0';
  for (;;) {
    const url = urlOf(upload, `part-number-marker=${marker}&`);
    const page = textOf(await wire.send({ method: 'GET', url, key: upload.key }, options));
    for (const part of xmlElements(page, 'Part')) {
      const etag = unquoted(xmlField(part, 'ETag')) ?? '';
      yield { number: Number(xmlField(part, 'PartNumber')), etag, size: Number(xmlField(part, 'Size')) };
    }
    const next =
      xmlField(page, 'IsTruncated') === 'true' ? xmlField(page, 'NextPartNumberMarker') : undefined;
    if (next === undefined || Number(next) <= Number(marker)) return;
    marker = next;
  }
}

async function* listUploads(
  wire: TransferWire,
  prefix: string,
  options: RequestOptions | undefined,
): AsyncGenerator<UnfinishedUpload, void, undefined> {
  const encoding = wire.store.list.urlEncode ? '&encoding-type=url' : '';
  let from = '';
  for (;;) {
    const url = `${bucketUrl(wire.store)}?uploads=&prefix=${encodeRfc3986(prefix)}${encoding}${from}`;
    const page = textOf(await wire.send({ method: 'GET', url }, options));
    const decode = decoderOf(page);
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

/** Some stores write spaces as `+`. */
function decoderOf(page: string): (text: string) => string {
  if (xmlField(page, 'EncodingType') !== 'url') return (text) => text;
  return (text) => decodeURIComponent(text.replaceAll('+', '%20'));
}
