import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ImbedError, sniffImage } from '@imbed/core';
import { makeFolder, stateFolder } from '@imbed/core/node';
import type { Input } from './inputs/inputs.ts';
import type { Io } from './io.ts';
import type { InputResult } from './results.ts';

/**
 * The link that stands in for an image that could not be stored: the file itself, or the address it came from.
 * Bytes of standard input and clipboard are nowhere else, so they are put into the state folder.
 * `undefined` when there is nothing to keep.
 */
export async function keptUrl(input: Input, io: Io): Promise<string | undefined> {
  const { place } = input;
  if (place === undefined) return keepBytes(input, io);
  return 'url' in place ? place.url : pathToFileURL(resolve(place.path)).href;
}

/** What becomes of an input that failed, when it is to be kept. */
export async function keptResult(input: Input, error: ImbedError, io: Io): Promise<InputResult> {
  const { label } = input;
  const url = await keptUrl(input, io);
  return url === undefined
    ? { input: label, status: 'failed', error }
    : { input: label, status: 'kept-local', url, error };
}

async function keepBytes({ source }: Input, io: Io): Promise<string | undefined> {
  try {
    const bytes = await source.read();
    if (bytes.byteLength === 0) return undefined;
    const folder = join(stateFolder(io), 'kept');
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    const path = resolve(folder, `${hash}.${sniffImage(bytes)?.extension ?? 'bin'}`);
    makeFolder(folder);
    writeFileSync(path, bytes, { mode: 0o600 });
    return pathToFileURL(path).href;
  } catch {
    return undefined;
  }
}
