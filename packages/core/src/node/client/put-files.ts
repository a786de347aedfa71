import { basename, resolve } from 'node:path';
import { contentTypeOf, dispositionOf, SNIFFED_BYTES } from '../../bucket/file-description.ts';
import { expiryPrefix } from '../../bucket/lifecycle.ts';
import { putSource } from '../../bucket/put-source.ts';
import { putStream } from '../../bucket/put-stream.ts';
import type { UploadedObject } from '../../bucket/transfer.ts';
import { createUploadJournal } from '../../bucket/upload-journal.ts';
import { ImbedError } from '../../errors.ts';
import type { ObjectKey } from '../../naming/object-key.ts';
import type { ObjectDescription } from '../../store/object-store.ts';
import { PART_BYTES } from '../../store/part-size.ts';
import { openFileSource } from '../file-source.ts';
import { requireBooleans, requireExpiry, requireOptions, requireTexts } from './arguments.ts';
import type { Client, PutFileOptions } from './client.ts';
import { type ClientContext, newKey, transferOptions } from './client-context.ts';
import { place, refuseOccupied, unlessTaken } from './occupied-key.ts';
import { readable } from './readable-pieces.ts';

export function createPut(context: ClientContext): Client['put'] {
  const { objects } = context.ports;
  return async (source, options = {}) => {
    requireOptions(options);
    refuseOthers(source);
    const { expires, signal } = options;
    requireTexts(options, ['key', 'contentType', 'cacheControl', 'contentDisposition', 'acl']);
    requireBooleans(options, ['hashed', 'ifDifferent', 'keepOthers', 'noOverwrite']);
    if (expires !== undefined) requireExpiry(expires);
    transferOptions(options);
    if (expires !== undefined) await context.expiry.ensure(expires, signal && { signal });
    const put = typeof source === 'string' ? putFile : putPieces;
    const pieces = source instanceof Uint8Array ? once(source) : source;
    const { key, ...stored } = await put(context, pieces as string & AsyncIterable<Uint8Array>, options);
    return { ...stored, key, url: objects.publicUrl(key) };
  };
}

/** JavaScript that is not checked gives anything. */
function refuseOthers(source: unknown): void {
  const isKnown = typeof source === 'string' || source instanceof Uint8Array;
  if (isKnown || Symbol.asyncIterator in Object(source)) return;
  throw new ImbedError('source/unreadable', {
    detail: `${typeof source} in place of a path, bytes or a stream`,
  });
}

type Stored = UploadedObject & Pick<ObjectDescription, 'key'>;

async function putFile(context: ClientContext, path: string, options: PutFileOptions): Promise<Stored> {
  const source = await openFileSource(path);
  let release: (() => Promise<void>) | undefined;
  try {
    const object = await describe(await source.head(SNIFFED_BYTES), basename(path), options);
    const file =
      source.size > PART_BYTES ? await context.journalOf('uploads', resolve(path), object.key) : undefined;
    release = await file?.own(path);
    const journal = file && createUploadJournal(file);
    const send = () =>
      putSource(context.ports, object, source, {
        ...transferOptions(options),
        ...hashedOf(options),
        ...(journal && { journal }),
      });
    const stored = await place(context, { object, source, journal, send }, options);
    return { ...stored, key: object.key };
  } finally {
    await release?.();
    source.close();
  }
}

async function putPieces(
  context: ClientContext,
  pieces: AsyncIterable<Uint8Array>,
  options: PutFileOptions,
): Promise<Stored> {
  if (options.keepOthers) await refuseOccupied(context, keyOf(undefined, options), options.signal);
  const [beginning, all] = await peek(readable(pieces, options.signal));
  const object = await describe(beginning, undefined, options);
  const send = () =>
    putStream(context.ports, object, all, { ...transferOptions(options), ...hashedOf(options) });
  const stored = options.keepOthers ? await unlessTaken(send) : await send();
  if (stored === undefined) throw new ImbedError('store/object-exists', { key: object.key });
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
  const { cacheControl, acl, keepOthers, noOverwrite = keepOthers } = options;
  const key = keyOf(name, options);
  return {
    key,
    contentType: options.contentType ?? (await contentTypeOf(name ?? key, beginning)),
    contentDisposition: options.contentDisposition ?? dispositionOf(name ?? basename(key)),
    ...(cacheControl !== undefined && { cacheControl }),
    ...(acl !== undefined && { acl }),
    ...(noOverwrite !== undefined && { noOverwrite }),
  };
}

function keyOf(name = '', { key = name, expires }: PutFileOptions): ObjectKey {
  return newKey(expires === undefined ? key : expiryPrefix(expires) + key);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
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
