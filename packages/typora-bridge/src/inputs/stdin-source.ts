import { type ImageSource, ImbedError } from '@imbed/core';

/** The bytes on standard input; over `maxBytes` reading stops with `source/too-large`. */
export function createStdinSource(input: () => AsyncIterable<Uint8Array>, maxBytes: number): ImageSource {
  return { name: undefined, origin: 'cli', read: () => readAll(input(), maxBytes) };
}

async function readAll(input: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new ImbedError('source/too-large', { bytes, limitBytes: maxBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
