import type { ErrorCode } from '@imbed/core';

/** Failures of the request itself. */
const ofRequests: Partial<Readonly<Record<ErrorCode, number>>> = {
  'serve/refused': 403,
  'serve/old-page': 403,
  'serve/unauthorized': 401,
  'serve/invalid-request': 400,
  'serve/unsupported-type': 415,
  'serve/no-such-address': 404,
  'serve/unknown-profile': 400,
  'serve/unknown-object': 404,
  'serve/uploaded-since': 409,
  'serve/outside-folders': 403,
  'serve/busy': 429,
  'serve/stopping': 503,
  'source/too-large': 413,
  'local/write-failed': 507,
};

/** Of an answer that is about this failure only. */
export function statusOf(code: ErrorCode): number {
  if (code.startsWith('config/')) return 500;
  return ofRequests[code] ?? (isOfInput(code) ? 422 : code === 'internal' ? 500 : 502);
}

/** Of an answer about a batch: the configuration or the store is to blame as soon as one failure is theirs. */
export function statusOfBatch(codes: readonly ErrorCode[]): number {
  if (codes.length === 0) return 200;
  if (codes.some((code) => code.startsWith('config/'))) return 500;
  return codes.every((code) => isOfInput(code) || code === 'serve/outside-folders') ? 422 : 502;
}

/** The same request would fail again. */
function isOfInput(code: ErrorCode): boolean {
  return code.startsWith('source/') || code.startsWith('template/');
}
