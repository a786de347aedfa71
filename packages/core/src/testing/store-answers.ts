import type { ImbedError } from '../errors.ts';
import type { HttpResponse } from '../http/transport.ts';
import { type ErrorContext, storeErrorFrom } from '../store/error-table.ts';
import { plainStore } from './plain-store.ts';

/** When the answers arrive. */
export const answerTime = new Date('2026-08-22T01:00:00Z');

/** The error that an answer to a put is taken for; `xml` stands for its body. */
export function errorOfAnswer(
  response: Partial<HttpResponse> & { readonly xml?: string },
  changes: Partial<ErrorContext> = {},
): ImbedError {
  const { status = 400, headers = {}, xml = '' } = response;
  const body = response.body ?? new TextEncoder().encode(xml);
  return storeErrorFrom(
    { status, headers, body },
    { store: plainStore(), method: 'PUT', now: answerTime, ...changes },
  );
}

/** An error document as S3 writes it. */
export function errorDocument(code: string, more = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code>${more}</Error>`;
}
