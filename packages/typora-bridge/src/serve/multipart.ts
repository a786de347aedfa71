import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { ImbedError, isImbedError } from '@imbed/core';
import { maxRequestBytes, plainName, type Spool, type SpooledImage } from './spool.ts';

const MAX_FILES = 500;
/** Of fields that are no files; clients send a few words. */
const MAX_FIELDS = 100;

/**
 * The files of a `multipart/form-data` body, whatever their fields are called, in their order. Throws
 * `serve/invalid-request`, `source/too-large` for more than {@link maxRequestBytes} in all, or `local/write-failed`,
 * and keeps none then.
 */
export async function receiveFiles(
  request: IncomingMessage,
  spool: Spool,
  maxBytes: number,
): Promise<readonly SpooledImage[]> {
  const parts: Part[] = [];
  try {
    await parse(request, maxRequestBytes(maxBytes), (name, stream) => {
      const file = spool.receive(stream, plainName(name), maxBytes);
      parts.push({ stream, file });
      return file;
    });
    const files = await Promise.all(parts.map(({ file }) => file));
    if (files.length > 0) return files;
    throw invalid('there is no file in the field "files"');
  } catch (error) {
    for (const { stream } of parts) stream.destroy();
    for (const ended of await Promise.allSettled(parts.map(({ file }) => file)))
      if (ended.status === 'fulfilled') await ended.value.dispose();
    throw error;
  }
}

interface Part {
  readonly stream: Readable;
  readonly file: Promise<SpooledImage>;
}

function parse(
  request: IncomingMessage,
  limitBytes: number,
  take: (name: string, stream: Readable) => Promise<unknown>,
): Promise<void> {
  const parser = createParser(request);
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => {
      request.unpipe(parser);
      const text = cause instanceof Error ? cause.message : String(cause);
      reject(isImbedError(cause) ? cause : invalid(text, cause));
    };
    const count = (bytes: number) => {
      if (bytes > limitBytes) fail(new ImbedError('source/too-large', { bytes, limitBytes }));
    };
    let received = 0;
    request.on('data', (chunk: Uint8Array) => {
      received += chunk.byteLength;
      count(received);
    });
    parser.on('file', (_field, stream, name) => void take(name, stream).catch(fail));
    parser.on('filesLimit', () => fail(`more than ${MAX_FILES} files`));
    parser.on('fieldsLimit', () => fail(`more than ${MAX_FIELDS} fields`));
    parser.on('error', fail);
    parser.on('finish', resolve);
    request.on('error', fail);
    request.pipe(parser);
    count(Number(request.headers['content-length'] ?? 0));
  });
}

function createParser(request: IncomingMessage): BusboyInstance {
  const headers = { ...request.headers, 'content-type': request.headers['content-type'] ?? '' };
  const limits = { files: MAX_FILES, fields: MAX_FIELDS, fieldSize: 64 * 1024, headerPairs: 100 };
  try {
    return new Busboy({ headers, limits });
  } catch (cause) {
    throw invalid('the body has no boundary', cause);
  }
}

function invalid(detail: string, cause?: unknown): ImbedError {
  return new ImbedError('serve/invalid-request', { detail }, { cause });
}
