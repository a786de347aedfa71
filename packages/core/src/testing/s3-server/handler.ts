import type { IncomingMessage, ServerResponse } from 'node:http';
import { resetConnection } from '../reset-connection.ts';
import { readBody } from './body.ts';
import { S3Error } from './errors.ts';
import type { Fault, RecordedRequest, RequestHook } from './faults.ts';
import { emptyResponse, type S3Response } from './response.ts';
import { type Service, toS3Error } from './service.ts';

export interface Handler {
  readonly requests: readonly RecordedRequest[];
  intercept(hook: RequestHook | undefined): void;
  handle(incoming: IncomingMessage, outgoing: ServerResponse): void;
}

type LogEntry = { -readonly [Field in keyof RecordedRequest]: RecordedRequest[Field] };

/** The side towards the socket: keeps the log, acts out faults, lets the service answer the rest. */
export function createHandler(serve: Service, maxBodyBytes: number, onRequest?: RequestHook): Handler {
  const requests: LogEntry[] = [];
  let hook = onRequest;

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse, entry: LogEntry): Promise<void> {
    const fault = hook?.(entry);
    const count = (bytes: number) => {
      entry.bodyBytes += bytes;
    };
    const body = await readBody(incoming, maxBodyBytes, count).catch(toS3Error);
    if (fault?.kind === 'stall') await fault.until;
    const response = await respond(entry, body, fault);
    entry.status = response.status;
    send(outgoing, entry.method, response);
  }

  async function respond(
    entry: LogEntry,
    body: Uint8Array | S3Error,
    fault: Fault | undefined,
  ): Promise<S3Response> {
    if (fault?.kind === 'respond') return canned(fault);
    const { method, host, path, query, headers } = entry;
    const refusal = fault?.kind === 'refuse' ? new S3Error(fault.code, fault.status, fault) : undefined;
    return serve({ method, host, rawPath: path, query, headers, body: refusal ?? body });
  }

  return {
    requests,
    intercept: (next) => {
      hook = next;
    },
    handle: (incoming, outgoing) => {
      const entry = describe(incoming);
      requests.push(entry);
      answer(incoming, outgoing, entry).catch(() => resetConnection(incoming.socket));
    },
  };
}

function canned({ status, headers, body }: Fault & { kind: 'respond' }): S3Response {
  const empty = emptyResponse(status, headers);
  return body === undefined ? empty : { ...empty, body: Buffer.from(body) };
}

function describe({ method = 'GET', url = '/', headers }: IncomingMessage): LogEntry {
  const mark = url.includes('?') ? url.indexOf('?') : url.length;
  return {
    method,
    host: headers.host ?? '',
    path: url.slice(0, mark),
    query: new URLSearchParams(url.slice(mark)),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, utf8([value].flat().join(', '))]),
    ),
    bodyBytes: 0,
    status: undefined,
  };
}

function send(outgoing: ServerResponse, method: string, response: S3Response): void {
  const bodiless = method === 'HEAD' || response.status === 304;
  // An answer to HEAD names the length that GET would have; without it the connection could not be kept.
  const length = response.status === 304 ? {} : { 'content-length': String(response.body.byteLength) };
  outgoing.writeHead(response.status, asLatin1({ ...length, ...response.headers }));
  outgoing.end(bodiless ? undefined : response.body);
}

/** Node reads and writes header bytes as Latin-1; clients sign and mean UTF-8. */
function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

function asLatin1(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString('latin1')]),
  );
}
