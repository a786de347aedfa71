import { listEntries } from '../../bucket/listing.ts';
import { opensPublicly } from '../../bucket/share.ts';
import { ImbedError } from '../../errors.ts';
import { type ObjectKey, parseObjectKey } from '../../naming/object-key.ts';
import { openBucketStore } from '../../store/create-store.ts';
import type { BucketStore } from '../../store/object-store.ts';
import { presignedGetUrl } from '../../store/presign.ts';
import type { Client } from './client.ts';
import { type ClientContext, type ClientInit, createContext, keyFrom } from './client-context.ts';
import { createCopy } from './copy-file.ts';
import { createGet } from './get-file.ts';
import { createPut } from './put-files.ts';
import { createSync } from './sync-folder.ts';

/** A copy between two clients needs both. */
const contexts = new WeakMap<Client, ClientContext>();

/** The client of a store that is known already. */
export function openClient(init: ClientInit): Client {
  const context = createContext(init);
  const { objects, transfers } = context.ports;
  let opened: Promise<BucketStore> | undefined;
  const bucket = () => {
    opened ??= openBucketStore(context.storeInit);
    return opened;
  };
  const client: Client = {
    put: createPut(context),
    get: createGet(context),
    read: (key, options) => objects.get(keyFrom(key), options),
    stat: (key, options) => objects.head(keyFrom(key), options),
    async *list(prefix = '', { recursive = false, ...options } = {}) {
      yield* listEntries(await bucket(), prefix, recursive, options);
    },
    async delete(keys, options) {
      const [key = '', ...more] = [keys].flat();
      // The SDK takes longer to load than one request does.
      if (typeof keys === 'string' || (more.length === 0 && parseObjectKey(key).ok))
        return objects.delete(keyFrom(key), options);
      // In a list a key cannot lead elsewhere: it may be any that somebody has made.
      await (await bucket()).deleteMany(keys as readonly ObjectKey[], options);
    },
    copy: createCopy(context, (target) => contexts.get(target)),
    share: createShare(context),
    sync: createSync(context, () => client),
    lifecycle: context.expiry,
    unfinished: {
      list: (prefix = '', options) => transfers.unfinished(prefix, options),
      abort: (upload, options) => transfers.abort(upload, options),
    },
  };
  contexts.set(client, context);
  return client;
}

function createShare({ storeInit, ports: { objects } }: ClientContext): Client['share'] {
  return async (written, { seconds = 3600, ...options } = {}) => {
    const key = keyFrom(written);
    const head = await objects.head(key, options);
    if (head === undefined) throw new ImbedError('store/no-such-key', { key });
    if (await opensPublicly(storeInit.transport, objects, { ...head, key }, options))
      return { url: objects.publicUrl(key), expiresAt: undefined };
    const url = await presignedGetUrl(storeInit, key, seconds);
    return { url, expiresAt: new Date(storeInit.clock.now().getTime() + seconds * 1000) };
  };
}
