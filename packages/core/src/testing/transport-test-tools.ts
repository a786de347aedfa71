import { afterEach, expect } from 'vitest';
import { type ImbedError, isImbedError } from '../errors.ts';
import type { HttpRequest, HttpTransport } from '../http/transport.ts';
import { type Loopback, type Received, receive, startLoopback } from './loopback.ts';
import type { TestCertificate } from './test-certificate.ts';

/** What must never be found in an error. */
export const secretPath = '/private-key.png?X-Amz-Signature=deadbeef';

/** Long enough never to be reached on a busy machine. */
export const patient = 60_000;
export const impatient = 50;

export type Make = (timeoutMs?: number) => HttpTransport;

/** Servers of one test, closed after it. */
export function usingServers(): <T extends Loopback>(server: Promise<T>) => Promise<T> {
  const open: Loopback[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  return async (starting) => {
    const server = await starting;
    open.push(server);
    return server;
  };
}

/** The failure of `sending`, checked to be one of ours and to keep the path to itself. */
export async function failureOf(sending: Promise<unknown>): Promise<ImbedError> {
  const error = await sending.then(
    () => new Error('resolved, but should have failed'),
    (reason: unknown) => reason,
  );
  if (!isImbedError(error)) throw error;
  expect(`${error.message}${JSON.stringify(error.facts)}`).not.toMatch(/private-key|deadbeef/);
  return error;
}

export function get(url: string): HttpRequest {
  return { method: 'GET', url, headers: {} };
}

export function put(
  url: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): HttpRequest {
  return { method: 'PUT', url, headers, body };
}

/** Answers 200 and remembers what it got. */
export async function startRecorder(tls?: TestCertificate) {
  const received: Received[] = [];
  const server = await startLoopback((incoming, answer) => {
    void receive(incoming).then((request) => {
      received.push(request);
      answer.end('thanks');
    });
  }, tls);
  return { ...server, received };
}
