import { toHex } from '../hex.ts';
import type { ObjectDescription } from '../store/object-store.ts';
import { PART_BYTES } from '../store/part-size.ts';
import { storedWhole } from './inspect.ts';
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

async function putWhole(
  ports: TransferPorts,
  object: ObjectDescription,
  source: PartSource,
  { signal, onBytes, hashed }: UploadPartsOptions,
): Promise<UploadedObject> {
  const { size } = source;
  const body = source.slice(0, size);
  onBytes?.(0, size);
  const { etag } = await ports.transfers.put(object, body, {
    ...(signal && { signal }),
    ...(hashed !== undefined && { hashed }),
    onSent: (sent) => onBytes?.(sent, size),
  });
  const md5 = toHex(await body.digest('md5'));
  // It may be these bytes that changed.
  if (etag?.toLowerCase() !== md5) await source.assertUnchanged();
  return storedWhole(ports, object, { size, md5, answered: etag }, signal);
}
