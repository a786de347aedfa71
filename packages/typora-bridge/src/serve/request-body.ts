import type { IncomingMessage } from 'node:http';
import { cancelled, ImbedError, isImbedError } from '@imbed/core';

/** Links to thousands of pictures fit in. */
const MAX_JSON_BYTES = 1024 * 1024;

/** Of the `content-type` header, without parameters and in small letters; empty where there is none. */
export function mediaType({ headers }: IncomingMessage): string {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase();
}

/** Known before any of the body was read, as HTTP has it: https://www.rfc-editor.org/rfc/rfc9112#section-6.3 */
export function hasNoBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

/**
 * A JSON body; `undefined` for an empty one, of whatever type: clients name that of a form when they send nothing.
 * Throws `serve/unsupported-type` for one that is not announced as JSON, which no form of a web page can do,
 * `serve/invalid-request` or `source/too-large`.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const isJson = mediaType(request) === 'application/json';
  const bytes = await readAll(request, isJson ? MAX_JSON_BYTES : 0).catch((error) => {
    if (isJson) throw brokenOff(error);
    throw new ImbedError('serve/unsupported-type', { detail: mediaType(request) || 'none is named' });
  });
  const text = bytes.toString('utf8');
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ImbedError('serve/invalid-request', { detail: 'the body is not JSON' });
  }
}

/**
 * What reading a body failed with, where its sender broke off: `cancelled`. All else as it is.
 * Node has one code for a request that ends too early, and one for streams behind it.
 */
export function brokenOff(error: unknown): unknown {
  const code = !isImbedError(error) && error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' ? cancelled('not-sent') : error;
}

async function readAll(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > limitBytes) throw new ImbedError('source/too-large', { bytes, limitBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
