import type { ApiError, ApiFailure } from '../../serve/page-api.ts';
import type { Words } from '../text/words.ts';

/** A request that came to nothing: the server's words, or what became of the connection. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  readonly kind: 'refused' | 'gone' | 'interrupted' | 'unreadable' | 'odd';
  readonly refusal: ApiError | undefined;
  /** HTTP status of an answer that was not understood. */
  readonly status: number;

  constructor(kind: Trouble['kind'], facts: { readonly refusal?: ApiError; readonly status?: number } = {}) {
    super(kind);
    this.kind = kind;
    this.refusal = facts.refusal;
    this.status = facts.status ?? 0;
  }
}

/** Whatever was caught, in words. */
export function explained(error: unknown, { trouble }: Words): ApiError {
  if (!(error instanceof Trouble)) throw error;
  const { kind, refusal, status } = error;
  if (refusal !== undefined) return refusal;
  if (kind === 'refused' || kind === 'odd') return { code: 'page/odd', ...trouble.odd(status) };
  return { code: `page/${kind}`, ...trouble[kind] };
}

/** @param body of an answer with a status of 400 or more, as JSON */
export function refusalIn(body: unknown, status: number): Trouble {
  return isFailure(body) ? new Trouble('refused', { refusal: body.error }) : new Trouble('odd', { status });
}

function isFailure(body: unknown): body is ApiFailure {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  return typeof error === 'object' && error !== null && 'message' in error && 'advice' in error;
}
