import { ImbedError } from '../errors.ts';
import { toHex } from '../hex.ts';
import { bytesBody } from '../store/bytes-body.ts';
import type { MultipartUpload } from '../store/multipart-sessions.ts';
import type { ObjectDescription } from '../store/object-store.ts';
import { PART_BYTES } from '../store/part-size.ts';
import { storedWhole } from './inspect.ts';
import type { TransferPorts, UploadedObject, UploadPartsOptions } from './transfer.ts';
import { afterSending, giveUp, inspectAssembled, isHashed } from './upload-parts.ts';

/** Of bytes that come once, in unknown number; they cannot be read again, so there is no resuming. */
export type PutStreamOptions = Pick<UploadPartsOptions, 'signal' | 'onBytes' | 'hashed'>;

/**
 * Stores bytes as they come, without knowing how many there will be. One part is sent while the next is filled, in two
 * buffers by turns. Parts cannot grow here, since some stores want them equal and memory is not to grow with them:
 * `store/too-large` above what 8 MiB parts come to, 84 GB where a store takes 10,000 of them.
 */
export async function putStream(
  ports: TransferPorts,
  object: ObjectDescription,
  pieces: AsyncIterable<Uint8Array>,
  options: PutStreamOptions = {},
): Promise<UploadedObject> {
  const parts = inParts(pieces, Math.max(PART_BYTES, ports.store.multipart.minPartBytes));
  const first = await parts.next();
  const bytes = first.done ? new Uint8Array() : first.value.bytes;
  if (first.done || first.value.last) return putOnly(ports, object, bytes, options);
  const { signal } = options;
  const upload = await ports.transfers.begin(object, signal && { signal });
  try {
    const sent = await sendAll({ ports, object, upload, options }, bytes, parts);
    const etags = sent.etags.map((etag, index) => ({ number: index + 1, etag }));
    await ports.transfers.complete(upload, object, etags, signal && { signal });
    return await inspectAssembled(ports, object, { ...sent, hashed: isHashed(ports, options) }, signal);
  } catch (error) {
    await giveUp(ports, upload);
    throw afterSending(error);
  }
}

async function putOnly(
  ports: TransferPorts,
  object: ObjectDescription,
  bytes: Uint8Array,
  { signal, onBytes, hashed }: PutStreamOptions,
): Promise<UploadedObject> {
  const body = bytesBody(bytes, ports.digests);
  const { etag } = await ports.transfers.put(object, body, {
    ...(signal && { signal }),
    ...(hashed !== undefined && { hashed }),
  });
  onBytes?.(body.size, body.size);
  const md5 = toHex(await body.digest('md5'));
  return storedWhole(ports, object, { size: body.size, md5, answered: etag }, signal);
}

interface Sending {
  readonly ports: TransferPorts;
  readonly object: ObjectDescription;
  readonly upload: MultipartUpload;
  readonly options: PutStreamOptions;
}

async function sendAll(
  { ports, object, upload, options }: Sending,
  first: Uint8Array,
  rest: AsyncIterator<FilledPart>,
) {
  const { signal, onBytes, hashed } = options;
  const etags: string[] = [];
  let size = 0;
  for (let bytes: Uint8Array | undefined = first; bytes !== undefined; ) {
    if (etags.length === ports.store.multipart.maxParts)
      throw new ImbedError('store/too-large', { key: object.key, limitBytes: size });
    const sending = ports.transfers.putPart(upload, etags.length + 1, bytesBody(bytes, ports.digests), {
      ...(signal && { signal }),
      ...(hashed !== undefined && { hashed }),
    });
    const [etag, next]: [string, IteratorResult<FilledPart>] = await Promise.all([
      sending,
      rest.next(),
    ]).catch(async (error: unknown) => {
      // A part that came to the store after the upload was aborted would stay there.
      await sending.catch(() => undefined);
      throw error;
    });
    etags.push(etag);
    size += bytes.byteLength;
    onBytes?.(size, size);
    bytes = next.done ? undefined : next.value.bytes;
  }
  return { etags, size };
}

interface FilledPart {
  /** Overwritten by the part after the next. */
  readonly bytes: Uint8Array;
  /** Nothing comes after it. */
  readonly last: boolean;
}

/** At least one piece ahead, to know which part is the last. */
async function* inParts(
  pieces: AsyncIterable<Uint8Array>,
  partBytes: number,
): AsyncGenerator<FilledPart, void, undefined> {
  const buffers = [new Uint8Array(partBytes), new Uint8Array(partBytes)] as const;
  let turn: 0 | 1 = 0;
  let filled = 0;
  for await (const piece of pieces) {
    for (let at = 0; at < piece.byteLength; ) {
      if (filled === partBytes) {
        yield { bytes: buffers[turn], last: false };
        turn = turn === 0 ? 1 : 0;
        filled = 0;
      }
      const taken = piece.subarray(at, at + partBytes - filled);
      buffers[turn].set(taken, filled);
      filled += taken.byteLength;
      at += taken.byteLength;
    }
  }
  if (filled > 0) yield { bytes: buffers[turn].subarray(0, filled), last: true };
}
