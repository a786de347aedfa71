import type { ObjectKey } from '../naming/object-key.ts';
import { publicUrl } from '../providers/public-url.ts';
import { unquoted } from './etag.ts';
import { createMultipartWire, type MultipartWire } from './multipart-wire.ts';
import { createObjectDetailsReader, type ObjectDetailsReader } from './object-details.ts';
import { aclHeaders, describingHeaders, noOverwriteHeaders } from './object-headers.ts';
import type { ObjectDescription, PutResult } from './object-store.ts';
import { createPartLengths, type PartLengths } from './part-lengths.ts';
import { createRangeReader, type RangeReader } from './range-reader.ts';
import { objectUrl } from './request-url.ts';
import type { RetryPorts } from './retry.ts';
import { createServerCopy, type ServerCopy } from './server-copy.ts';
import {
  createTransferWire,
  type HashableBody,
  type TransferInit,
  type TransferOptions,
} from './transfer-wire.ts';

/**
 * Objects of any size, without holding them: bodies come from and go to streams. On the light wire, because loading
 * the AWS SDK alone takes half of the memory that a transfer may have.
 */
export interface TransferStore
  extends MultipartWire,
    RangeReader,
    PartLengths,
    ServerCopy,
    ObjectDetailsReader {
  /** One request; for bodies that are small enough to be sent again whole. */
  put(object: ObjectDescription, body: HashableBody, options?: TransferOptions): Promise<PutResult>;
  publicUrl(key: ObjectKey): string;
}

/** Everything is tried again, after a pause, where that can help. Every rejection is an `ImbedError`. */
export function createTransferStore(init: TransferInit, ports?: RetryPorts): TransferStore {
  const { store } = init;
  const wire = createTransferWire(init, ports);
  return {
    ...createMultipartWire(wire),
    ...createRangeReader(wire),
    ...createPartLengths(wire),
    ...createServerCopy(wire),
    ...createObjectDetailsReader(wire),
    async put(object, body, options = {}) {
      const headers = {
        ...describingHeaders(object),
        ...aclHeaders(store, object),
        ...noOverwriteHeaders(store, object),
      };
      const url = objectUrl(store, object.key);
      const { headers: answer } = await wire.sendBody(
        { method: 'PUT', url, headers, key: object.key },
        body,
        options,
      );
      return { etag: unquoted(answer['etag']) };
    },
    publicUrl: (key) => publicUrl(store, key),
  };
}
