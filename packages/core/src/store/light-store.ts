import type { HttpResponse } from '../http/transport.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { publicUrl } from '../providers/public-url.ts';
import { deleteOrAbsent, headOrAbsent } from './absence.ts';
import { unquoted } from './etag.ts';
import { isEncryptedWithManagedKey, namesVersion, putHeaders, versionIn } from './object-headers.ts';
import { sizeOf } from './object-size.ts';
import type { ObjectHead, ObjectStore } from './object-store.ts';
import { objectUrl } from './request-url.ts';
import { createSignedSend } from './signed-send.ts';
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
    head(key, options) {
      const ask = (method: 'HEAD' | 'GET', headers = {}) =>
        send({ method, url: urlOf(key), headers }, { ...options, key });
      return headOrAbsent(
        async () => objectHead(key, await ask('HEAD')),
        () => ask('GET', { range: 'bytes=0-0' }),
      );
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
    async get(key, { maxBytes, ...options } = {}) {
      const bound = maxBytes === undefined ? {} : { maxResponseBytes: maxBytes };
      const response = await send(
        { method: 'GET', url: urlOf(key), headers: {} },
        { ...options, ...bound, key },
      );
      return response.body;
    },
    delete: (key, options) =>
      deleteOrAbsent(() => send({ method: 'DELETE', url: urlOf(key), headers: {} }, { ...options, key })),
    publicUrl: (key) => publicUrl(store, key),
  };
}

/** What an answer to HEAD says. */
export function objectHead(key: ObjectKey, { headers }: HttpResponse): ObjectHead {
  const length = headers['content-length'] ?? '';
  return {
    size: sizeOf(key, /^\d+$/.test(length) ? Number(length) : undefined),
    etag: unquoted(headers['etag']),
    contentType: headers['content-type'],
    cacheControl: headers['cache-control'],
    contentDisposition: headers['content-disposition'],
    contentEncoding: headers['content-encoding'],
    lastModified: dateIn(headers['last-modified']),
    ...(isEncryptedWithManagedKey(headers) && { managedKey: true }),
    ...(namesVersion(versionIn(headers)) && { keepsVersions: true }),
  };
}

function dateIn(header: string | undefined): Date | undefined {
  const date = new Date(header ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}
