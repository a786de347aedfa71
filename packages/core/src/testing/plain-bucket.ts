import { createHash } from 'node:crypto';
import type { HttpRequest, HttpResponse, StreamedBody, StreamingTransport } from '../http/transport.ts';

/** A bucket behind a transport without a line: for trees of which a server would take longer than their test may. */
export interface PlainBucket {
  readonly objects: ReadonlyMap<string, Buffer>;
  readonly transport: StreamingTransport;
  /** How many requests there were since it was asked last: `{ PUT: 10000, 'bucket GET': 10 }`. */
  counted(): Readonly<Record<string, number>>;
}

const PAGE = 1000;

/** Knows small objects at `https://HOST/BUCKET/KEY`: stores, reads, lists and deletes them, and believes everybody. */
export function createPlainBucket(): PlainBucket {
  const objects = new Map<string, Buffer>();
  let counts: Record<string, number> = {};
  const answer = async (request: HttpRequest, source?: StreamedBody): Promise<HttpResponse> => {
    const { pathname, searchParams: query } = new URL(request.url);
    const key = decodeURIComponent(pathname).split('/').slice(2).join('/');
    const kind = `${key === '' ? 'bucket ' : ''}${request.method}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
    const body = source === undefined ? Buffer.from(request.body ?? []) : await bytesOf(source);
    switch (kind) {
      case 'PUT':
        objects.set(key, body);
        return { status: 200, headers: { etag: `"${md5(body)}"` }, body: new Uint8Array() };
      case 'bucket GET':
        return xml(page(objects, query));
      case 'bucket POST':
        for (const [, name = ''] of body.toString().matchAll(/<Key>(.*?)<\/Key>/g)) objects.delete(name);
        return xml('<DeleteResult></DeleteResult>');
      default:
        return found(objects.get(key), request);
    }
  };
  return {
    objects,
    transport: {
      name: 'plain bucket',
      capabilities: { uploadProgress: true, abort: 'native' },
      send: (request) => answer(request),
      async stream(request, { source, receive }) {
        const { body, ...head } = await answer(request, source);
        const sink = receive?.(head);
        if (sink === undefined) return { ...head, body };
        await sink(body);
        return { ...head, body: new Uint8Array() };
      },
    },
    counted() {
      const told = counts;
      counts = {};
      return told;
    },
  };
}

function found(bytes: Buffer | undefined, { method, headers }: HttpRequest): HttpResponse {
  if (bytes === undefined) return { status: 404, headers: {}, body: new Uint8Array() };
  const told = { etag: `"${md5(bytes)}"`, 'content-length': String(bytes.byteLength) };
  if (method === 'HEAD') return { status: 200, headers: told, body: new Uint8Array() };
  const range = `bytes 0-${bytes.byteLength - 1}/${bytes.byteLength}`;
  const isPart = headers['range'] !== undefined;
  return {
    status: isPart ? 206 : 200,
    headers: { ...told, ...(isPart && { 'content-range': range }) },
    body: bytes,
  };
}

function page(objects: ReadonlyMap<string, Buffer>, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const after = query.get('continuation-token') ?? query.get('marker') ?? '';
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  const shown = keys.slice(0, PAGE);
  const rows = shown.map((key) => {
    const bytes = objects.get(key) ?? Buffer.alloc(0);
    const facts = `<ETag>"${md5(bytes)}"</ETag><Size>${bytes.byteLength}</Size>`;
    return `<Contents><Key>${key}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>${facts}</Contents>`;
  });
  const token = ['NextContinuationToken', 'NextMarker'].map((name) => `<${name}>${shown.at(-1)}</${name}>`);
  const next = keys.length > PAGE ? token.join('') : '';
  const more = `<IsTruncated>${keys.length > PAGE}</IsTruncated>${next}`;
  return `<ListBucketResult>${more}${rows.join('')}</ListBucketResult>`;
}

function xml(text: string): HttpResponse {
  const body = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

async function bytesOf(source: StreamedBody): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source.read()) pieces.push(Uint8Array.from(piece));
  return Buffer.concat(pieces);
}

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}
