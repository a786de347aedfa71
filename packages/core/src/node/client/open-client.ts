import { listEntries } from '../../bucket/listing.ts';
import { opensPublicly } from '../../bucket/share.ts';
import { ImbedError } from '../../errors.ts';
import { parseObjectKey } from '../../naming/object-key.ts';
import { openBucketStore } from '../../store/create-store.ts';
import type { BucketStore } from '../../store/object-store.ts';
import { presignedGetUrl } from '../../store/presign.ts';
import { requireBooleans, requireExpiry, requireOptions, requireText, requireWords } from './arguments.ts';
import type { Client } from './client.ts';
import { type ClientContext, type ClientInit, createContext, existing, givenKey } from './client-context.ts';
import { createCopy } from './copy-file.ts';
import { fetching, fetchingEach } from './fetching.ts';
import { createGet } from './get-file.ts';
import { createPut } from './put-files.ts';
import { createStream } from './stream-object.ts';
import { createSync } from './sync-folder.ts';

/** A copy between two clients needs both. */
const contexts = new WeakMap<Client, ClientContext>();

/** The client of a store that is known already. Asks nothing of it. */
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
    async read(key, options) {
      requireOptions(options);
      const wanted = givenKey(key);
      return fetching(() => objects.get(wanted, options));
    },
    stream: createStream(context),
    async stat(key, options) {
      requireOptions(options);
      const wanted = givenKey(key);
      return fetching(() => context.find(wanted, options));
    },
    async *list(prefix = '', given = {}) {
      requireText('prefix', prefix);
      requireOptions(given);
      requireBooleans(given, ['recursive']);
      const { recursive = false, ...options } = given;
      yield* fetchingEach(listEntries(await bucket(), prefix, recursive, options));
    },
    async delete(keys, options) {
      requireOptions(options);
      const given = [keys].flat().map(givenKey);
      const [key, ...more] = given;
      if (key === undefined) return;
      // The SDK takes longer to load than one request does; but in a list a key cannot lead elsewhere.
      if (more.length === 0 && parseObjectKey(key).ok) return objects.delete(key, options);
      await (await bucket()).deleteMany(given, options);
    },
    copy: createCopy(context, (target) => contexts.get(target)),
    share: createShare(context),
    sync: createSync(context, () => client),
    lifecycle: {
      async rules(options) {
        requireOptions(options);
        return fetching(() => context.expiry.rules(options));
      },
      async ensure(expires, options) {
        requireExpiry(expires);
        requireOptions(options);
        return context.expiry.ensure(expires, options);
      },
    },
    unfinished: {
      async *list(prefix = '', options) {
        requireText('prefix', prefix);
        requireOptions(options);
        yield* fetchingEach(transfers.unfinished(prefix, options));
      },
      async abort(upload, options) {
        requireWords('uploadId', upload?.uploadId);
        givenKey(upload.key);
        requireOptions(options);
        await transfers.abort(upload, options);
      },
    },
  };
  contexts.set(client, context);
  return client;
}

function createShare(context: ClientContext): Client['share'] {
  const { storeInit, ports } = context;
  const { objects } = ports;
  return async (written, given = {}) => {
    const key = givenKey(written);
    requireOptions(given);
    const { seconds = 3600, ...options } = given;
    // Browsers go by the path that such a link stands for, which is another.
    if (/(?:^|\/)\.\.?(?:\/|$)/.test(key)) throw new ImbedError('store/unusable-key', { key });
    const expiresAt = new Date(storeInit.clock.now().getTime() + seconds * 1000);
    // First, since it refuses `seconds` out of range: whether the object is public makes no difference to that.
    const url = await presignedGetUrl(storeInit, key, seconds);
    const isPublic = await fetching(async () => {
      const head = await existing(context, key, options);
      return opensPublicly(storeInit.transport, objects, { ...head, key }, options);
    });
    return isPublic ? { url: objects.publicUrl(key), expiresAt: undefined } : { url, expiresAt };
  };
}
