import { cancelled, ImbedError, isImbedError } from '../errors.ts';
import type { ImageSource, LoadedImage } from './image-source.ts';
import { type ImageType, isSniffable, sniffImage } from './sniff.ts';

export interface LoadOptions {
  /** Larger ones are refused. */
  readonly maxBytes: number;
  /** Takes files that are no image too, typed by their name. */
  readonly anyFile?: boolean;
}

const unknownFile: ImageType = { extension: 'bin', contentType: 'application/octet-stream' };

/**
 * Reads a source and says what it is, by its bytes. Rejects with `source/too-large` (before reading where the
 * source knows its size), `source/empty`, `source/not-an-image`, `source/unreadable`, or what the source itself
 * rejected with.
 */
export async function loadImage(
  source: ImageSource,
  { maxBytes, anyFile = false }: LoadOptions,
  signal?: AbortSignal,
): Promise<LoadedImage> {
  refuseTooLarge(source, source.size, maxBytes);
  const bytes = await read(source, signal);
  if (bytes.byteLength === 0) throw new ImbedError('source/empty', named(source));
  refuseTooLarge(source, bytes.byteLength, maxBytes);
  const type = sniffImage(bytes) ?? (anyFile ? await typeByName(source.name) : undefined);
  if (type === undefined) throw new ImbedError('source/not-an-image', named(source));
  return { stem: stemOf(source.name), ...type, bytes };
}

function refuseTooLarge(source: ImageSource, bytes: number | undefined, limitBytes: number): void {
  if (bytes === undefined || bytes <= limitBytes) return;
  throw new ImbedError('source/too-large', { ...named(source), bytes, limitBytes });
}

async function read(source: ImageSource, signal: AbortSignal | undefined): Promise<Uint8Array> {
  if (signal?.aborted) throw cancelled('not-sent');
  let bytes: Uint8Array;
  try {
    bytes = await untilAborted(source.read(signal), signal);
  } catch (cause) {
    if (signal?.aborted) throw cancelled('not-sent');
    throw isImbedError(cause) ? cause : new ImbedError('source/unreadable', named(source), { cause });
  }
  if (signal?.aborted) throw cancelled('not-sent');
  return bytes;
}

/** Not every source heeds the signal, and some wait for ever: what nobody waits for any more may still be read. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(cancelled('not-sent'));
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function named(source: ImageSource): { readonly name?: string } {
  return source.name === undefined ? {} : { name: source.name };
}

/** Of what is no image, from the extension alone. The library is loaded only here: an image never needs it. */
export async function typeByName(name: string | undefined): Promise<ImageType> {
  const extension = extensionOf(name);
  if (extension === undefined) return unknownFile;
  const { default: mime } = await import('mime');
  const contentType = mime.getType(extension);
  // A page that is called `cat.png` must not be served as a picture.
  if (contentType === null || isSniffable(contentType)) return unknownFile;
  return { extension, contentType };
}

/** A last dot counts when a plausible extension follows: `Screenshot 2026.08.22` has none. */
const extensionPattern = /.\.((?=\d*[a-z])[a-z0-9]{1,10})$/i;

function extensionOf(name: string | undefined): string | undefined {
  return name?.match(extensionPattern)?.[1]?.toLowerCase();
}

function stemOf(name: string | undefined): string | undefined {
  const base = name?.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  if (base === undefined || base === '') return undefined;
  const extension = extensionOf(base);
  return extension === undefined ? base : base.slice(0, -extension.length - 1);
}
