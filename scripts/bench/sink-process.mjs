/**
 * A store that keeps nothing but sizes: it takes whatever comes and gives zeros back, so that what is measured is the
 * client. Its ETags are of nobody's bytes; clients that compare them are not measured with it.
 */
import { createServer } from 'node:http';

const zeros = Buffer.alloc(1024 * 1024);
const etag = `"${'0'.repeat(32)}"`;
const sizes = new Map();
const parts = new Map();

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://sink');
  const uploadId = searchParams.get('uploadId');
  let bytes = 0;
  request.on('data', (piece) => {
    bytes += piece.length;
  });
  request.on('end', () => {
    if (request.method === 'PUT') {
      if (uploadId === null) sizes.set(pathname, bytes);
      else parts.set(pathname, (parts.get(pathname) ?? 0) + bytes);
      return response.writeHead(200, { etag }).end();
    }
    if (request.method === 'POST') return response.end(document(pathname, searchParams.has('uploads')));
    if (request.method === 'DELETE') return response.writeHead(204).end();
    return give(request, response, sizes.get(pathname));
  });
});

function document(path, begins) {
  if (begins) {
    parts.delete(path);
    return '<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>';
  }
  sizes.set(path, parts.get(path) ?? 0);
  return `<CompleteMultipartUploadResult><ETag>${etag}</ETag></CompleteMultipartUploadResult>`;
}

function give(request, response, size) {
  if (size === undefined) return response.writeHead(404).end();
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  const [start, end] = from === undefined ? [0, size] : [Number(from), Math.min(Number(to) + 1, size)];
  response.writeHead(from === undefined ? 200 : 206, {
    etag,
    'content-length': end - start,
    'content-type': 'application/octet-stream',
    'last-modified': new Date(0).toUTCString(),
    ...(from !== undefined && { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
  });
  if (request.method === 'HEAD') return response.end();
  let left = end - start;
  const write = () => {
    while (left > 0) {
      const piece = zeros.subarray(0, Math.min(left, zeros.length));
      left -= piece.length;
      if (!response.write(piece)) return response.once('drain', write);
    }
    response.end();
  };
  write();
}

server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.(port);
});
