import type { IncomingMessage, ServerResponse } from 'node:http';
import { explain, type ImbedError, localeOf, type MessageLocale } from '@imbed/core';
import { statusOf } from './http-status.ts';
import type { ApiError, ApiFailure } from './page-api.ts';

/** One request and the answer to it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Without the query, as it was sent: nothing is decoded, so `..` leads nowhere. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** What people who read the answer speak. */
  readonly locale: MessageLocale;
  /** Aborted when the client has gone before it had its answer. */
  readonly signal: AbortSignal;
}

export function createExchange(
  request: IncomingMessage,
  response: ServerResponse,
  usualLocale: MessageLocale,
): Exchange {
  const { url = '', headers } = request;
  const [path = '', ...rest] = url.split('?');
  const query = new URLSearchParams(rest.join('?'));
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const language = query.get('locale') || headers['accept-language'];
  const locale = language === undefined ? usualLocale : localeOf(language);
  return { request, response, path, query, locale, signal: gone.signal };
}

export function sendJson({ response }: Exchange, status: number, document: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(document));
}

/** Documents one a line, each sent when it is there. */
export function startLines<T>({ response }: Exchange): (document: T) => void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
  return (document) => void response.write(`${JSON.stringify(document)}\n`);
}

/** The words for a failure, as the page and scripts get them. */
export function apiError(error: ImbedError, locale: MessageLocale): ApiError {
  const { message, hint } = explain(error, locale);
  return { code: error.code, message, advice: hint };
}

export function sendApiFailure(exchange: Exchange, error: ImbedError): void {
  const failure: ApiFailure = { error: apiError(error, exchange.locale) };
  sendJson(exchange, statusOf(error.code), failure);
}
