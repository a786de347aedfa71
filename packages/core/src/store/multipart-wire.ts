import { utf8 } from '../bytes.ts';
import { ImbedError } from '../errors.ts';
import { unquoted } from './etag.ts';
import { refuseToReplace } from './keep-others.ts';
import {
  isNoSuchUpload,
  type MultipartSessions,
  type MultipartUpload,
  sessionsOn,
  textOf,
  uploadUrl,
} from './multipart-sessions.ts';
import { completeHeaders } from './object-headers.ts';
import type { ObjectDescription, RequestOptions } from './object-store.ts';
import { objectUrl } from './request-url.ts';
import type { HashableBody, TransferOptions, TransferWire } from './transfer-wire.ts';
import { refuseErrorDocument } from './transfer-wire.ts';
import { escapeXml, xmlElements, xmlField } from './xml.ts';

/** A part that the store has. */
export interface StoredPart {
  /** From 1. */
  readonly number: number;
  /** Without quotes. */
  readonly etag: string;
  readonly size: number;
}

/** The requests of an upload in parts; who sends which when is up to others. */
export interface MultipartWire extends MultipartSessions {
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
   * Makes the object appear, where `noOverwrite` is asked for only if there is none, and answers with its ETag, which is no MD5; `undefined` where the store gave none. When
   * the reply to a first try was lost, it may reject although the object is there.
   */
  complete(
    upload: MultipartUpload,
    object: ObjectDescription,
    parts: readonly Omit<StoredPart, 'size'>[],
    options?: RequestOptions,
  ): Promise<string | undefined>;
}

export function createMultipartWire(wire: TransferWire): MultipartWire {
  const { store } = wire;
  const urlOf = (upload: MultipartUpload, more = '') => uploadUrl(store, upload, more);
  return {
    ...sessionsOn(wire),
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
      const ask = (method: 'HEAD' | 'GET', headers = {}) =>
        wire.send({ method, url: objectUrl(store, key), headers, key }, signal && { signal });
      await refuseToReplace(
        store,
        object,
        () => ask('HEAD'),
        () => ask('GET', { range: 'bytes=0-0' }),
      );
      return wire.retrying(async () => {
        const answer = await wire.stream(request, { key, ...(signal && { signal }) });
        await refuseErrorDocument(wire, answer, 'POST', key);
        return unquoted(xmlField(textOf(answer), 'ETag'));
      }, signal);
    },
  };
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
