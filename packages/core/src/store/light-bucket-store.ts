import type { HttpTransport, StreamedBody, StreamingTransport } from '../http/transport.ts';
import { deleteInBatches } from './delete-many.ts';
import { deleteBatch } from './light-delete-many.ts';
import { listPages } from './light-list.ts';
import { createMultipartWire } from './multipart-wire.ts';
import type { BucketStore } from './object-store.ts';
import { PART_BYTES } from './part-size.ts';
import { presignedGetUrl } from './presign.ts';
import { putInParts } from './put-in-parts.ts';
import type { RetryPorts } from './retry.ts';
import { createRetryingStore } from './retrying-store.ts';
import { createServerCopy } from './server-copy.ts';
import type { StoreInit } from './store-init.ts';
import { createTransferWire } from './transfer-wire.ts';

/**
 * What `createSdkStore` does, without the AWS SDK: for bundles that are loaded whole, such as Obsidian's, where it
 * would be a fifth of all bytes. Both pass the same contracts.
 */
export function createLightBucketStore(init: StoreInit, ports?: RetryPorts): BucketStore {
  const { store } = init;
  const objects = createRetryingStore(init, ports);
  const wire = createTransferWire({ ...init, transport: streaming(init.transport) }, ports);
  const multipart = createMultipartWire(wire);
  const { copy } = createServerCopy(wire);
  return {
    ...objects,
    put: (request, options = {}) =>
      request.body.byteLength > PART_BYTES
        ? putInParts(multipart, init, request, options)
        : objects.put(request, options),
    list: (request, options = {}) => listPages(wire, request, options),
    async copy(from, to, options) {
      await copy({ bucket: store.bucket, key: from }, to, options);
    },
    deleteMany: (keys, options = {}) =>
      deleteInBatches(keys, (batch) => deleteBatch(wire, init.digests, batch, options)),
    presignGet: (key, seconds) => presignedGetUrl(init, key, seconds),
  };
}

/** What is asked of it here fits into memory. */
function streaming(transport: HttpTransport): StreamingTransport {
  return {
    ...transport,
    stream: async (request, { source, receive: _, ...options }) =>
      transport.send(source === undefined ? request : { ...request, body: await wholeOf(source) }, options),
  };
}

/** The parts that are sent here are in memory: each is one piece. */
async function wholeOf(source: StreamedBody): Promise<Uint8Array> {
  for await (const piece of source.read()) return piece;
  return new Uint8Array();
}
