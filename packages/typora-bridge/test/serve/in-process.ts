import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { S3Server, S3ServerOptions } from '@imbed/core/testing';
import { onTestFinished } from 'vitest';
import { parseCommandArgs } from '../../src/args.ts';
import type { Io } from '../../src/io.ts';
import type { ServeLog } from '../../src/serve/log.ts';
import { createPageApp } from '../../src/serve/page-app.ts';
import { createImbedServer, type ImbedServer, type ServerLimits } from '../../src/serve/server.ts';
import { createService, type Service } from '../../src/serve/service.ts';
import { serveCommand } from '../../src/tables/serve-command.ts';
import { bucket, createBench, startStore, writePicture } from '../support.ts';

/** A server in this process, with a store behind it, in a home folder of its own. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly home: string;
  readonly state: string;
  readonly store: S3Server;
  readonly service: Service;
  readonly server: ImbedServer;
  /** What went into the log. */
  readonly log: readonly string[];
  /** What the page sends with each request. */
  readonly pageToken: string;
  send(path: string, request?: TestRequest): Promise<TestAnswer>;
}

export interface TestServerOptions {
  readonly args?: readonly string[];
  readonly token?: string;
  readonly allowedOrigins?: readonly string[];
  readonly publicOrigins?: readonly string[];
  readonly limits?: Partial<ServerLimits>;
  readonly store?: Partial<S3ServerOptions>;
  /** More profiles beside `blog`, each at the store's address. */
  readonly profiles?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface TestRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | FormData;
  readonly signal?: AbortSignal;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // What a server says is looked at field by field.
  // biome-ignore lint/suspicious/noExplicitAny: tests expect what they look at
  readonly json: any;
  /** Of an answer that is a document a line. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly lines: readonly any[];
}

export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const store = await startStore(options.store);
  const { folder, config, state, env } = createBench(store.endpoint);
  const home = join(folder, 'home 主');
  mkdirSync(home);
  writeFileSync(config, configText(store.endpoint, options.profiles), { mode: 0o600 });
  const lines: string[] = [];
  const log = createTestLog(lines);
  const service = createService({
    args: parseCommandArgs(options.args ?? [], serveCommand),
    io: ioFor({ ...env, HOME: home }, home),
    ...{ version: '1.2.3', roots: [home], log },
  });
  let pageToken = '';
  const page = createPageApp({
    document(token) {
      pageToken = token;
      return `<meta name="imbed-page" content="${token}">`;
    },
    files: [{ path: '/script-1.js', type: 'text/javascript', gzip: 'H4sIAAAAAAAAAwMAAAAAAAAAAAA=' }],
    securityPolicy: "default-src 'none'",
  });
  const { token, allowedOrigins = [], publicOrigins = [], limits = {} } = options;
  const server = createImbedServer({
    ...{ service, page, log, host: '127.0.0.1', id: 'this-one', locale: 'en' },
    ...{ allowedOrigins, publicOrigins, limits },
    ...(token !== undefined && { token }),
  });
  const port = await server.listen(0, '127.0.0.1');
  onTestFinished(() => server.stop());
  const url = `http://127.0.0.1:${port}`;
  const send = (path: string, request: TestRequest = {}) => exchange(`${url}${path}`, request);
  return { url, port, home, state, store, service, server, log: lines, pageToken, send };
}

function configText(endpoint: string, more: TestServerOptions['profiles']): string {
  const place = { provider: 'custom', endpoint, bucket, region: 'us-east-1', addressing: 'path' };
  const profiles = Object.entries({ blog: {}, ...more }).map(([name, own]) => [name, { ...place, ...own }]);
  return JSON.stringify({ version: 1, defaultProfile: 'blog', profiles: Object.fromEntries(profiles) });
}

function ioFor(env: Readonly<Record<string, string>>, home: string): Io {
  const nothing = () => {};
  return {
    ...{ platform: process.platform, env, home: () => home, signal: new AbortController().signal },
    ...{ print: nothing, printFailure: nothing, warn: nothing, printNow: async () => true },
    ...{ terminal: undefined, keyboard: () => undefined, program: () => ['imbed'] },
    ...{ programStamp: () => 'test', stdin: () => process.stdin },
  };
}

function createTestLog(lines: string[]): ServeLog {
  return {
    debug: () => {},
    warn: (message) => void lines.push(message),
    request: (line) => void lines.push(JSON.stringify(line)),
    failure: ({ code }) => void lines.push(code),
    note: (text) => void lines.push(text),
    close: async () => {},
  };
}

/** Sends any headers, also those that `fetch` takes care of itself, over a connection of its own. */
async function exchange(
  url: string,
  { method = 'GET', headers, body, signal }: TestRequest,
): Promise<TestAnswer> {
  const form = body instanceof FormData ? new Response(body) : undefined;
  const bytes =
    form === undefined ? (body as string | Uint8Array | undefined) : Buffer.from(await form.arrayBuffer());
  const type = form?.headers.get('content-type');
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method,
        agent: false,
        headers: { ...(type && { 'content-type': type }), ...headers },
        ...(signal && { signal }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({
            ...{ status: response.statusCode ?? 0, headers: response.headers, text },
            get json() {
              return JSON.parse(text);
            },
            get lines() {
              return text
                .trim()
                .split('\n')
                .map((line) => JSON.parse(line));
            },
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(bytes);
  });
}

/** What comes back for exactly these bytes, until the server ends the connection. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    // Who is sent away in the middle of a word may see the connection reset behind the answer.
    socket.on('error', () => {});
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}

/** A promise, and what fulfils it. */
export function later(): readonly [promise: Promise<void>, fulfil: () => void] {
  let fulfil = () => {};
  const promise = new Promise<void>((resolve) => {
    fulfil = resolve;
  });
  return [promise, () => fulfil()];
}

export const json = { 'content-type': 'application/json' } as const;

/** `POST /upload` of paths and addresses. */
export function listOf(...list: readonly string[]): TestRequest {
  return { method: 'POST', headers: json, body: JSON.stringify({ list }) };
}

function pictureIn({ home }: TestServer): string {
  const path = join(home, 'a.png');
  writePicture(path);
  return path;
}

/** An upload that works, but for what an attack changes of it. */
export async function attack(
  server: TestServer,
  headers: Readonly<Record<string, string>>,
  path = '/upload',
): Promise<TestAnswer> {
  const request = listOf(pictureIn(server));
  return server.send(path, { ...request, headers: { ...request.headers, ...headers } });
}
