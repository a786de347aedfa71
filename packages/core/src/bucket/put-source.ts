import { toHex } from '../hex.ts';
import type { ObjectDescription } from '../store/object-store.ts';
import { PART_BYTES } from '../store/part-size.ts';
import { inspect } from './inspect.ts';
import type { PartSource, TransferPorts, UploadedObject, UploadPartsOptions } from './transfer.ts';
import { uploadParts } from './upload-parts.ts';

/** Stores what `source` holds: in one request where that is enough, else in parts. */
export function putSource(
  ports: TransferPorts,
  object: ObjectDescription,
  source: PartSource,
  options: UploadPartsOptions = {},
): Promise<UploadedObject> {
  const put = source.size > PART_BYTES ? uploadParts : putWhole;
  return put(ports, object, source, options);
}

/** Where the answer's ETag is the MD5 of the bytes, no second request has to ask whether they are there. */
async function putWhole(
  ports: TransferPorts,
  object: ObjectDescription,
  source: PartSource,
  { signal, onBytes, hashed }: UploadPartsOptions,
): Promise<UploadedObject> {
  const { size } = source;
  const body = source.slice(0, size);
  const { etag } = await ports.transfers.put(object, body, {
    ...(signal && { signal }),
    ...(hashed !== undefined && { hashed }),
    onSent: (sent) => onBytes?.(sent, size),
  });
  if (ports.store.etagIsMd5 && etag?.toLowerCase() === toHex(await body.digest('md5')))
    return { size, etag, verified: 'etag' };
  await source.assertUnchanged();
  return inspect(ports, object, size, undefined, signal);
}
