import { ImbedError, isImbedError } from '../errors.ts';
import type { HttpResponse } from '../http/transport.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { publicUrl } from '../providers/public-url.ts';
import { unquoted } from './etag.ts';
import { putHeaders } from './object-headers.ts';
import type { ObjectHead, ObjectStore, RequestOptions } from './object-store.ts';
import { objectUrl } from './request-url.ts';
import { createSignedSend, type SignedSend } from './signed-send.ts';
import type { StoreInit } from './store-init.ts';

/**
 * One signed request a verb, without the AWS SDK, whose loading alone costs more than sending an image. Each
 * request is sent once; `createStore` retries.
 */
export function createLightStore(init: StoreInit): ObjectStore {
  const { store, digests } = init;
  const send = createSignedSend(init);
  const urlOf = (key: ObjectKey) => objectUrl(store, key);
  return {
    async head(key, options) {
      try {
        return objectHead(await send({ method: 'HEAD', url: urlOf(key), headers: {} }, { ...options, key }));
      } catch (error) {
        if (isNoSuchKey(error)) return undefined;
        return await explainHead(send, urlOf(key), error, { ...options, key });
      }
    },
    async put(request, options) {
      const { key, body, sha256 } = request;
      const headers = await putHeaders(store, request, digests);
      const known = sha256 === undefined ? {} : { sha256 };
      const response = await send(
        { method: 'PUT', url: urlOf(key), headers, body },
        { ...options, ...known, key },
      );
      return { etag: unquoted(response.headers['etag']) };
    },
    async get(key, options) {
      const response = await send({ method: 'GET', url: urlOf(key), headers: {} }, { ...options, key });
      return response.body;
    },
    async delete(key, options) {
      try {
        await send({ method: 'DELETE', url: urlOf(key), headers: {} }, { ...options, key });
      } catch (error) {
        if (!isNoSuchKey(error)) throw error;
      }
    },
    publicUrl: (key) => publicUrl(store, key),
  };
}

/**
 * An answer to HEAD has no body, so a refusal comes without its reason on most stores. The same question as a
 * GET of one byte is refused for the same reason, and says it.
 */
async function explainHead(
  send: SignedSend,
  url: string,
  error: unknown,
  options: RequestOptions & { readonly key: ObjectKey },
): Promise<undefined> {
  if (!isUnexplainedRefusal(error)) throw error;
  try {
    await send({ method: 'GET', url, headers: { range: 'bytes=0-0' } }, options);
  } catch (reason) {
    if (isNoSuchKey(reason)) return undefined;
    throw reason;
  }
  throw error;
}

function isUnexplainedRefusal(error: unknown): boolean {
  if (!isImbedError(error) || !error.code.startsWith('store/')) return false;
  const { status = 0, serviceCode } = error.facts;
  return serviceCode === undefined && status >= 300 && status < 500;
}

function isNoSuchKey(error: unknown): boolean {
  return isImbedError(error) && error.code === 'store/no-such-key';
}

function objectHead({ status, headers }: HttpResponse): ObjectHead {
  const length = headers['content-length'];
  // Without it there is nothing to verify an upload by; every store sends it.
  if (length === undefined || !/^\d+$/.test(length)) {
    throw new ImbedError('store/verification-failed', { status, detail: 'no content-length' });
  }
  return {
    size: Number(length),
    etag: unquoted(headers['etag']),
    contentType: headers['content-type'],
    cacheControl: headers['cache-control'],
    contentDisposition: headers['content-disposition'],
  };
}
