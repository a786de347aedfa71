import * as fs from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname, join, sep } from 'node:path';
import type { RequestUrlParam } from 'obsidian';
import { requestUrl } from '../host/request-url.ts';

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface PageInit {
  readonly vaultPath: string;
  /** The host, bundled. */
  readonly script: string;
  /** Of the plugin. */
  readonly style: string;
}

/** Serves the page of the host, keeps its vault on disk, and sends what Obsidian's `requestUrl` would. */
export async function startPage(init: PageInit): Promise<PageServer> {
  const server = createServer((request, response) => {
    handle(init, request, response).catch((error: NodeJS.ErrnoException) => {
      response.writeHead(500).end(error.code ?? error.message);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://localhost:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(init: PageInit, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/';
  const file = (name: string) => fs.readFile(join(import.meta.dirname, name));
  if (path === '/') return send(response, 'text/html', await file('page.html'));
  if (path === '/host.css') return send(response, 'text/css', await file('host.css'));
  if (path === '/plugin.css') return send(response, 'text/css', init.style);
  if (path === '/host.js') return send(response, 'text/javascript', init.script);
  const body = await bodyOf(request);
  if (path === '/request-url') return passOn(request, body, response);
  const operation = path.startsWith('/fs/') ? operations[path.slice('/fs/'.length)] : undefined;
  if (operation === undefined) return void response.writeHead(404).end();
  const args: readonly string[] = JSON.parse(body.toString());
  for (const one of args.slice(0, path === '/fs/rename' ? 2 : 1)) refuseOutside(init.vaultPath, one);
  const answer = await operation(...(args as [string, string]));
  return send(
    response,
    'application/octet-stream',
    Buffer.isBuffer(answer) ? answer : JSON.stringify(answer),
  );
}

function send(response: ServerResponse, type: string, content: string | Buffer = ''): void {
  response.setHeader('content-type', `${type}; charset=utf-8`);
  response.end(content);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

function refuseOutside(vault: string, path: string): void {
  if (path !== vault && !path.startsWith(vault + sep)) throw new Error(`outside of the vault: ${path}`);
}

const operations: Readonly<Record<string, (path: string, more: string) => Promise<unknown>>> = {
  exists: (path) => fs.access(path).then(...([() => true, () => false] as const)),
  async readdir(path) {
    const entries = await fs.readdir(path, { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  },
  async stat(path) {
    const found = await fs.stat(path);
    const { birthtimeMs, mtimeMs, size } = found;
    return { birthtimeMs, mtimeMs, size, isFolder: found.isDirectory() };
  },
  read: (path) => fs.readFile(path),
  write: (path, content) => fs.writeFile(path, Buffer.from(content, 'base64')),
  append: (path, text) => fs.appendFile(path, text),
  rm: (path) => fs.rm(path),
  async rename(path, to) {
    await fs.access(dirname(to));
    await fs.rename(path, to);
  },
  mkdir: (path) => fs.mkdir(path, { recursive: true }),
};

async function passOn(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
  const asked: RequestUrlParam & { readonly hasBody: boolean } = JSON.parse(
    decodeURIComponent(String(request.headers['x-request'])),
  );
  const { hasBody, ...rest } = asked;
  try {
    const sent = hasBody ? { ...rest, body: new Uint8Array(body).buffer } : rest;
    const { arrayBuffer, ...said } = await requestUrl(sent);
    response.setHeader('x-answer', encodeURIComponent(JSON.stringify(said)));
    response.end(Buffer.from(arrayBuffer));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    response.setHeader('x-answer', encodeURIComponent(JSON.stringify({ error: message })));
    response.end();
  }
}
