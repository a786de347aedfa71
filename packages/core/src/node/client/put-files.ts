import { basename, resolve } from 'node:path';
import { contentTypeOf, dispositionOf, SNIFFED_BYTES } from '../../bucket/file-description.ts';
import { type ExpiryClass, expiryPrefix } from '../../bucket/lifecycle.ts';
import { likeness } from '../../bucket/likeness.ts';
import { putSource } from '../../bucket/put-source.ts';
import { putStream } from '../../bucket/put-stream.ts';
import type { UploadedObject } from '../../bucket/transfer.ts';
import { createUploadJournal } from '../../bucket/upload-journal.ts';
import { ImbedError, isImbedError } from '../../errors.ts';
import { toHex } from '../../hex.ts';
import type { ObjectDescription } from '../../store/object-store.ts';
import { PART_BYTES } from '../../store/part-size.ts';
import { type FileSource, openFileSource } from '../file-source.ts';
import type { CallOptions, Client, PutFileOptions } from './client.ts';
import { type ClientContext, keyFrom, transferOptions } from './client-context.ts';

export function createPut(context: ClientContext): Client['put'] {
  const { objects } = context.ports;
  const ensured = new Map<ExpiryClass, Promise<boolean>>();
  /** Once for all that this client puts. */
  const ensure = (expires: ExpiryClass): Promise<boolean> => {
    const known = ensured.get(expires) ?? context.expiry.ensure(expires);
    ensured.set(expires, known);
    known.catch(() => ensured.delete(expires));
    return known;
  };
  return async (source, options = {}) => {
    if (options.expires !== undefined) await ensure(options.expires);
    const put = typeof source === 'string' ? putFile : putPieces;
    const pieces = source instanceof Uint8Array ? once(source) : source;
    const { key, ...stored } = await put(context, pieces as string & AsyncIterable<Uint8Array>, options);
    return { ...stored, key, url: objects.publicUrl(key) };
  };
}

type Stored = UploadedObject & Pick<ObjectDescription, 'key'>;

async function putFile(context: ClientContext, path: string, options: PutFileOptions): Promise<Stored> {
  const source = await openFileSource(path);
  try {
    const object = await describe(await source.head(SNIFFED_BYTES), basename(path), options);
    const there = options.ifDifferent ? await alreadyThere(context, object, source, options) : undefined;
    if (there !== undefined) return { ...there, key: object.key };
    const isLarge = source.size > PART_BYTES;
    const file = isLarge ? await context.journalOf('uploads', resolve(path), object.key) : undefined;
    const stored = await putSource(context.ports, object, source, {
      ...transferOptions(options),
      ...hashedOf(options),
      ...(file && { journal: createUploadJournal(file) }),
    });
    return { ...stored, key: object.key };
  } finally {
    await source.close();
  }
}

/** `undefined` unless the object is there with the same bytes. */
async function alreadyThere(
  { ports }: ClientContext,
  { key }: ObjectDescription,
  source: FileSource,
  { signal }: CallOptions,
): Promise<UploadedObject | undefined> {
  const head = await ports.objects.head(key, signal && { signal });
  if (head?.size !== source.size) return undefined;
  const md5 = async (start: number, end: number) => toHex(await source.slice(start, end).digest('md5'));
  if ((await likeness(ports, head, md5)) !== 'same') return undefined;
  return { size: head.size, etag: head.etag, verified: 'etag' };
}

async function putPieces(
  { ports }: ClientContext,
  pieces: AsyncIterable<Uint8Array>,
  options: PutFileOptions,
): Promise<Stored> {
  const [beginning, all] = await peek(readable(pieces));
  const object = await describe(beginning, undefined, options);
  const stored = await putStream(ports, object, all, { ...transferOptions(options), ...hashedOf(options) });
  return { ...stored, key: object.key };
}

function hashedOf({ hashed }: PutFileOptions) {
  return hashed === undefined ? {} : { hashed };
}

async function describe(
  beginning: Uint8Array,
  name: string | undefined,
  options: PutFileOptions,
): Promise<ObjectDescription> {
  const { cacheControl, acl, noOverwrite, expires } = options;
  const key = options.key ?? name;
  if (key === undefined)
    throw new ImbedError('config/invalid', { issues: [{ field: 'key', problem: 'is missing' }] });
  const contentDisposition = options.contentDisposition ?? dispositionOf(name ?? basename(key));
  return {
    key: keyFrom(expires === undefined ? key : expiryPrefix(expires) + key),
    contentType: options.contentType ?? (await contentTypeOf(name ?? key, beginning)),
    contentDisposition,
    ...(cacheControl !== undefined && { cacheControl }),
    ...(acl !== undefined && { acl }),
    ...(noOverwrite !== undefined && { noOverwrite }),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}

/** What a stream of others breaks with is no failure of ours. */
async function* readable(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* pieces;
  } catch (cause) {
    throw isImbedError(cause) ? cause : new ImbedError('source/unreadable', {}, { cause });
  }
}

/** The first piece, and all of them. */
async function peek(
  pieces: AsyncIterable<Uint8Array>,
): Promise<readonly [Uint8Array, AsyncIterable<Uint8Array>]> {
  const rest = pieces[Symbol.asyncIterator]();
  const first = await rest.next();
  if (first.done) return [new Uint8Array(), { [Symbol.asyncIterator]: () => rest }];
  const all = async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => rest };
  };
  return [first.value, all()];
}
