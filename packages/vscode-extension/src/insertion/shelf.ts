import type { ImageSource } from '@imbed/core';
import { placeholderScheme } from './placeholder.ts';

/** An image on its way, as the next window needs it. */
export interface ShelvedImage {
  readonly source: ImageSource;
  readonly alt: string;
  /** The whole placeholder. */
  readonly placeholder: string;
}

/** Keeps images that are on their way, so that a window that is closed costs none of them. */
export interface Shelf {
  /** Never rejects: an image that cannot be put there is uploaded all the same. */
  put(token: string, image: ShelvedImage): Promise<void>;
  /** `undefined` when there is none of that token. */
  find(token: string): Promise<ShelvedImage | undefined>;
  remove(token: string): Promise<void>;
}

/** Files of one folder, by name. */
export interface ShelfFiles {
  write(name: string, bytes: Uint8Array): PromiseLike<void>;
  /** Rejects when there is no such file. */
  read(name: string): PromiseLike<Uint8Array>;
  remove(name: string): PromiseLike<void>;
}

/** One file an image: a line of JSON, then the bytes. */
export function createShelf(files: ShelfFiles): Shelf {
  const nameOf = (token: string) => token.slice(placeholderScheme.length);
  const writing = new Map<string, Promise<void>>();
  return {
    put(token, image) {
      const work = write(files, nameOf(token), image).catch(() => undefined);
      writing.set(token, work);
      return work;
    },
    async find(token) {
      try {
        return parseShelved(await files.read(nameOf(token)));
      } catch {
        return undefined;
      }
    },
    async remove(token) {
      // A fast upload ends before its image is put away.
      await writing.get(token);
      writing.delete(token);
      await Promise.resolve(files.remove(nameOf(token))).catch(() => undefined);
    },
  };
}

async function write(files: ShelfFiles, name: string, image: ShelvedImage): Promise<void> {
  const { source, alt, placeholder } = image;
  const bytes = await source.read();
  const head = { alt, placeholder, name: source.name, size: bytes.byteLength };
  const line = new TextEncoder().encode(`${JSON.stringify(head)}\n`);
  const file = new Uint8Array(line.byteLength + bytes.byteLength);
  file.set(line);
  file.set(bytes, line.byteLength);
  await files.write(name, file);
}

/** `undefined` for what was cut short: half an image is none. Throws for what is something else. */
function parseShelved(file: Uint8Array): ShelvedImage | undefined {
  const end = file.indexOf(0x0a);
  const { alt, placeholder, name, size } = JSON.parse(new TextDecoder().decode(file.subarray(0, end)));
  const bytes = file.slice(end + 1);
  const isWhole = typeof alt === 'string' && typeof placeholder === 'string' && bytes.byteLength === size;
  if (!isWhole) return undefined;
  const source: ImageSource = {
    name: typeof name === 'string' ? name : undefined,
    origin: 'paste',
    read: async () => bytes,
  };
  return { source, alt, placeholder };
}
