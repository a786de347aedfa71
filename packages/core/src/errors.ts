import type { ErrorCode } from './error-codes.ts';
import type { ConfigIssue } from './parse-result.ts';

export type { CodeOnComputers, ErrorCode } from './error-codes.ts';

/**
 * What is known about a failure, to be filled into words by the host.
 * Never a secret, a query string, a signed URL or a whole response body.
 */
export interface ErrorFacts {
  /** Provider preset id of the store that answered. */
  readonly provider?: string;
  readonly bucket?: string;
  readonly key?: string;
  /** `host:port`; paths and queries stay out. */
  readonly host?: string;
  /** HTTP status. */
  readonly status?: number;
  /** The service's own error code, e.g. `NoSuchBucket`; for a system error its name, e.g. `ECONNREFUSED`. */
  readonly serviceCode?: string;
  /** Alibaba's fine-grained code, e.g. `0017-00000804`. */
  readonly ec?: string;
  readonly requestId?: string;
  /** File name or path as the user gave it. */
  readonly name?: string;
  readonly bytes?: number;
  readonly limitBytes?: number;
  readonly seconds?: number;
  /** Free detail for one code, named in its words, e.g. the region that a redirect gave. */
  readonly detail?: string;
  readonly issues?: readonly ConfigIssue[];
  /** Of `cancelled`: see {@link cancelled}. */
  readonly outcome?: CancelledOutcome;
}

const retryableCodes: ReadonlySet<ErrorCode> = new Set([
  'store/slow-down',
  'store/unavailable',
  'network/dns',
  'network/unreachable',
  'network/timeout',
  'network/interrupted',
]);

/** Everything that core throws on purpose. `instanceof` fails across bundles: ask {@link isImbedError}. */
export class ImbedError extends Error {
  override readonly name = 'ImbedError';
  readonly isImbedError = true;
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}, options: { readonly cause?: unknown } = {}) {
    super(messageOf(code, facts), options);
    this.code = code;
    this.facts = facts;
  }

  /** True when the same thing, done again unchanged, could succeed. */
  get retryable(): boolean {
    return retryableCodes.has(this.code);
  }
}

/** Also one of another copy of core, as where a host has it in two bundles; `instanceof` would not know it. */
export function isImbedError(error: unknown): error is ImbedError {
  return (
    typeof error === 'object' && error !== null && 'isImbedError' in error && error.isImbedError === true
  );
}

/** Whatever was caught, as an {@link ImbedError}; what is not one of ours is `internal` and keeps its cause. */
export function toImbedError(error: unknown): ImbedError {
  return isImbedError(error) ? error : new ImbedError('internal', {}, { cause: error });
}

/** `unknown` once the request has started, since the object may still appear; `not-fetched` of downloads. */
type CancelledOutcome = 'not-sent' | 'unknown' | 'not-fetched';

/** The words for it tell by `outcome` what may be in the store or on the disk. */
export function cancelled(outcome: CancelledOutcome): ImbedError {
  return new ImbedError('cancelled', { outcome });
}

/** For logs and stack traces of developers; people read the words of `messages/`. */
function messageOf(code: ErrorCode, facts: ErrorFacts): string {
  const parts = [facts.serviceCode, facts.status, facts.host, facts.name, facts.detail];
  const issues = facts.issues?.map(({ field, code: mistake }) => `${field}: ${mistake}`) ?? [];
  const known = [...parts, ...issues].filter((part) => part !== undefined);
  return known.length === 0 ? code : `${code} (${known.join(', ')})`;
}
