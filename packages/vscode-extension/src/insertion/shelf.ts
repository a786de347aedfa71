import type { ImageSource } from '@imbed/core';
import { createNamedTurns } from '../workspace/in-turn.ts';
import { createClaims, type Taken } from './claims.ts';
import { placeholderScheme } from './placeholder.ts';

interface Shelved {
  readonly alt: string;
  /** The whole placeholder. */
  readonly placeholder: string;
}

/** An image on its way, as the next window needs it. */
export interface ShelvedImage extends Shelved {
  readonly source: ImageSource;
}

/** What is left of one that is there, for notes that were saved before their link came. */
export interface ArrivedImage extends Shelved {
  /** Where the link leads. */
  readonly target: string;
}

/** Keeps images that are on their way, so that a window that is closed costs none of them. No method rejects. */
export interface Shelf {
  /** For this window; an image that cannot be put there is uploaded all the same. */
  put(token: string, image: ShelvedImage): Promise<void>;
  /** `undefined` when there is none of that token. */
  find(token: string): Promise<ShelvedImage | ArrivedImage | undefined>;
  /** Takes what another window may have put there, or have taken, so that one of them uploads it. */
  claim(token: string): Promise<Taken>;
  /** Leaves it to any window, this one included. */
  release(token: string): Promise<void>;
  /** Puts in the place of an image where its link leads. Leaves alone what another window has. */
  arrived(token: string, image: ArrivedImage): Promise<void>;
  /** Only an image, and one that no other window has. */
  remove(token: string): Promise<void>;
  /** Leaves all that is there to other windows. */
  leave(): Promise<void>;
}

/** Files of one folder, by name. */
export interface ShelfFiles {
  write(name: string, bytes: Uint8Array): PromiseLike<void>;
  /** Rejects when there is no such file. */
  read(name: string): PromiseLike<Uint8Array>;
  /** Rejects when there is a file of the new name. */
  rename(name: string, to: string): PromiseLike<void>;
  remove(name: string): PromiseLike<void>;
  /** With when each was written, in milliseconds since 1970. Rejects when there is no such folder. */
  list(): PromiseLike<readonly { readonly name: string; readonly writtenAt: number }[]>;
}

/** Nobody waits any more for what was on its way that long ago, in milliseconds. */
const MAX_AGE_MS = 31 * 24 * 3_600_000;

export interface ShelfInit {
  /** One file an image: a line of JSON, then the bytes if it is on its way. */
  readonly images: ShelfFiles;
  readonly claims: ShelfFiles;
  /** Tells this window from others; letters and digits. */
  readonly window: string;
  /** Milliseconds since 1970. */
  now(): number;
}

export function createShelf({ images: files, claims: claimFiles, window, now }: ShelfInit): Shelf {
  const nameOf = (token: string) => token.slice(placeholderScheme.length);
  const claims = createClaims(claimFiles, window, now);
  const turns = createNamedTurns();
  let isSwept = false;

  /** What is asked for later finds what was done before: a fast upload ends before its image is put away. */
  function inTurn<T>(token: string, work: (name: string) => Promise<T>): Promise<T> {
    const name = nameOf(token);
    return turns(name, () => work(name));
  }

  async function find(name: string): Promise<ShelvedImage | ArrivedImage | undefined> {
    try {
      return parseShelved(await files.read(name));
    } catch {
      return undefined;
    }
  }

  /** Unless another window has it. */
  function end(token: string, work: (name: string) => Promise<void>): Promise<void> {
    return inTurn(token, async (name) => {
      if ((await claims.take(name)).by === 'other') return;
      await work(name).catch(() => undefined);
      await claims.drop(name);
    });
  }

  /** With the first image: a window that has none is not to be kept busy. */
  async function sweep(): Promise<void> {
    if (isSwept) return;
    isSwept = true;
    for (const folder of [files, claimFiles])
      for (const { name, writtenAt } of await folder.list())
        if (now() - writtenAt > MAX_AGE_MS) await folder.remove(name);
  }

  return {
    async put(token, image) {
      void sweep().catch(() => undefined);
      await inTurn(token, async (name) => {
        // The claim comes first: whoever sees the placeholder before the image is there, waits for it.
        await claims.take(name);
        await write(files, name, image);
      }).catch(() => undefined);
    },
    find: (token) => inTurn(token, find),
    claim: (token) => inTurn(token, claims.take),
    release: (token) => inTurn(token, claims.drop),
    arrived: (token, { alt, placeholder, target }) =>
      end(token, async (name) => files.write(name, headOf({ alt, placeholder, target }))),
    remove: (token) =>
      end(token, async (name) => {
        const found = await find(name);
        if (found === undefined || 'source' in found) await files.remove(name);
      }),
    leave: claims.dropAll,
  };
}

async function write(files: ShelfFiles, name: string, image: ShelvedImage): Promise<void> {
  const { source, alt, placeholder } = image;
  const bytes = await source.read();
  const line = headOf({ alt, placeholder, name: source.name, size: bytes.byteLength });
  const file = new Uint8Array(line.byteLength + bytes.byteLength);
  file.set(line);
  file.set(bytes, line.byteLength);
  await files.write(name, file);
}

function headOf(head: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(head)}\n`);
}

/** `undefined` for what was cut short: half an image is none. Throws for what is something else. */
function parseShelved(file: Uint8Array): ShelvedImage | ArrivedImage | undefined {
  const end = file.indexOf(0x0a);
  const head = JSON.parse(new TextDecoder().decode(file.subarray(0, end)));
  const { alt, placeholder, target, name, size } = head;
  if (typeof alt !== 'string' || typeof placeholder !== 'string') return undefined;
  if (typeof target === 'string') return { target, alt, placeholder };
  const bytes = file.slice(end + 1);
  if (bytes.byteLength !== size) return undefined;
  const source: ImageSource = {
    name: typeof name === 'string' ? name : undefined,
    origin: 'paste',
    read: async () => bytes,
  };
  return { source, alt, placeholder };
}
