import { lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import type { LookupFunction } from 'node:net';
import type { RequestUrlParam } from 'obsidian';

const refusedHeaders = [
  'content-length',
  'host',
  'trailer',
  'te',
  'upgrade',
  'keep-alive',
  'transfer-encoding',
];

/** As strict as the real one: whole ArrayBuffers, upper-case methods, no header that Electron refuses. */
export function requestUrl({
  url,
  method = 'GET',
  headers = {},
  contentType,
  body,
  ...rest
}: RequestUrlParam) {
  return new Promise<{ status: number; headers: Record<string, string>; arrayBuffer: ArrayBuffer }>(
    (resolve, reject) => {
      if (method !== method.toUpperCase()) return reject(new Error(`method ${method}`));
      if (body !== undefined && typeof body !== 'string' && !(body instanceof ArrayBuffer))
        return reject(new TypeError('body must be a string or an ArrayBuffer'));
      if (Object.keys(headers).some((name) => refusedHeaders.includes(name.toLowerCase())))
        return reject(new Error('net::ERR_INVALID_ARGUMENT'));
      const sentHeaders = { ...headers };
      if (body !== undefined)
        sentHeaders['content-type'] =
          contentType ?? headers['content-type'] ?? 'application/x-www-form-urlencoded';
      const outgoing = httpRequest(url, { method, headers: sentHeaders, lookup: lookUp }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', () => reject(new Error('net::ERR_CONNECTION_RESET')));
        answer.on('end', () => {
          const status = answer.statusCode ?? 0;
          if (status >= 400 && rest.throw !== false)
            return reject(new Error(`Request failed, status ${status}`));
          const bytes = Buffer.concat(parts);
          const named = Object.entries(answer.headers).map(([name, value]) => [
            titleCase(name),
            String(value),
          ]);
          resolve({
            status,
            headers: Object.fromEntries(named),
            arrayBuffer: new Uint8Array(bytes).buffer,
          });
        });
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => reject(new Error(chromiumName(error.code))));
      outgoing.end(body === undefined ? undefined : typeof body === 'string' ? body : Buffer.from(body));
    },
  );
}

/** `example` and all below it is a site of the wide world, on this machine. */
const lookUp: LookupFunction = (name, options, done) => {
  const target = /(?:^|\.)example$/.test(name) ? '127.0.0.1' : name;
  lookup(target, { ...options, all: false }, (error, address, family) => {
    if (options.all === true) done(error, [{ address, family }]);
    else done(error, address, family);
  });
};

/** Header names keep the server's own case in Obsidian's answers. */
function titleCase(name: string): string {
  return name.replaceAll(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

function chromiumName(code: string | undefined): string {
  if (code === 'ECONNREFUSED') return 'net::ERR_CONNECTION_REFUSED';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'net::ERR_NAME_NOT_RESOLVED';
  return code === 'ECONNRESET' ? 'net::ERR_CONNECTION_RESET' : 'net::ERR_FAILED';
}
