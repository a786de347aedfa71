import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { crc32 } from 'node:zlib';
import { sameText } from './auth/compare.ts';
import { s3Error } from './errors.ts';
import type { ServerRules } from './options.ts';
import type { WireRequest } from './request.ts';

/** The whole body; a longer one than `maxBytes` is read to its end, so that the refusal is heard. */
export async function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
  onChunk: (bytes: number) => void,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let received = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    received += chunk.byteLength;
    onChunk(chunk.byteLength);
    if (received <= maxBytes) chunks.push(chunk);
  }
  if (received > maxBytes) throw s3Error('EntityTooLarge');
  return Buffer.concat(chunks);
}

/** The request with its body unwrapped (aws-chunked), once all that it says about that body proved true. */
export function checkBody(request: WireRequest, rules: ServerRules): WireRequest {
  const unwrapped = unwrap(request, rules);
  refuseWrongMd5(unwrapped);
  refuseWrongChecksums(unwrapped);
  return unwrapped;
}

function unwrap(request: WireRequest, rules: ServerRules): WireRequest {
  const claimed = request.headers['x-amz-content-sha256'];
  if (claimed === undefined || claimed === 'UNSIGNED-PAYLOAD') return request;
  if (claimed === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') return unchunk(request, rules);
  if (claimed.startsWith('STREAMING-')) throw s3Error('NotImplemented');
  if (!/^[0-9a-f]{64}$/.test(claimed))
    throw s3Error('InvalidArgument', { message: 'x-amz-content-sha256 is not a SHA-256.' });
  const computed = createHash('sha256').update(request.body).digest('hex');
  if (!sameText(computed, claimed))
    throw s3Error('XAmzContentSHA256Mismatch', {
      details: { ClientComputedContentSHA256: claimed, S3ComputedContentSHA256: computed },
    });
  return request;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html */
function unchunk(request: WireRequest, rules: ServerRules): WireRequest {
  if (rules.chunkedTrailer === 'refuse')
    throw s3Error('InvalidArgument', {
      message: 'aws-chunked encoding is not supported.',
      ec: '0017-00000804',
    });
  const { body, trailers } = parseChunks(Buffer.from(request.body));
  if (String(body.byteLength) !== request.headers['x-amz-decoded-content-length'])
    throw s3Error('IncompleteBody');
  const { 'content-encoding': encodings = '', ...headers } = request.headers;
  const kept = encodings.split(/, */).filter((encoding) => encoding !== 'aws-chunked' && encoding !== '');
  const encoding = kept.length === 0 ? {} : { 'content-encoding': kept.join(',') };
  return { ...request, body, headers: { ...headers, ...encoding, ...trailers } };
}

function parseChunks(framed: Buffer): { body: Uint8Array; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = framed.indexOf('\r\n', at);
    const size = Number.parseInt(framed.toString('latin1', at, Math.max(at, lineEnd)), 16);
    if (lineEnd === -1 || Number.isNaN(size)) throw s3Error('IncompleteBody');
    const start = lineEnd + 2;
    if (size === 0)
      return { body: Buffer.concat(chunks), trailers: parseTrailers(framed.toString('latin1', start)) };
    chunks.push(framed.subarray(start, start + size));
    at = start + size + 2;
  }
}

function parseTrailers(text: string): Record<string, string> {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

function refuseWrongMd5({ headers, body }: WireRequest): void {
  const claimed = headers['content-md5'];
  if (claimed === undefined) return;
  if (!/^[A-Za-z0-9+/]{22}==$/.test(claimed)) throw s3Error('InvalidDigest');
  if (createHash('md5').update(body).digest('base64') !== claimed) throw s3Error('BadDigest');
}

const checksumHeader = /^x-amz-checksum-(?!algorithm$|mode$|type$)/;

function refuseWrongChecksums(request: WireRequest): void {
  for (const [algorithm, claimed] of Object.entries(checksumsOf(request.headers)))
    if (checksum(algorithm, request.body) !== claimed)
      throw s3Error('BadDigest', {
        message: `The ${algorithm.toUpperCase()} is not that of the body received.`,
      });
}

/** Base64 by algorithm name, as the client claims them. */
export function checksumsOf(headers: WireRequest['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => checksumHeader.test(name))
      .map(([name, value]) => [name.replace(checksumHeader, ''), value]),
  );
}

function checksum(algorithm: string, body: Uint8Array): string {
  if (algorithm === 'crc32') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(body));
    return bytes.toString('base64');
  }
  if (algorithm === 'sha1' || algorithm === 'sha256')
    return createHash(algorithm).update(body).digest('base64');
  throw s3Error('NotImplemented', { message: `The checksum ${algorithm} is not verified here.` });
}
