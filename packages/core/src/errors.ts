import type { ConfigIssue } from './parse-result.ts';

/**
 * Stable and machine-readable: the public contract of every failure. Words live in `messages/`, one entry a
 * code; nothing ever parses `Error.message`.
 */
export const errorCodes = [
  'config/not-found',
  'config/exists',
  'config/unreadable',
  'config/invalid',
  'config/missing-secret',
  'config/provider-closed',
  'import/not-found',
  'import/invalid',
  'template/invalid',
  'source/not-found',
  'source/unreadable',
  'source/empty',
  'source/not-an-image',
  'source/empty-folder',
  'source/too-large',
  'source/too-large-for-device',
  'source/not-searched',
  'source/changed',
  'source/outside',
  'source/download-failed',
  'source/private-address',
  'source/clipboard-empty',
  'source/clipboard-unavailable',
  'store/bad-signature',
  'store/unknown-access-key',
  'store/expired-token',
  'store/clock-skew',
  'store/access-denied',
  'store/account-suspended',
  'store/quota-exceeded',
  'store/no-such-bucket',
  'store/no-such-key',
  'store/invalid-key',
  'store/unusable-key',
  'store/wrong-region',
  'store/public-endpoint-forbidden',
  'store/path-style-forbidden',
  'store/checksum-not-supported',
  'store/body-mismatch',
  'store/acl-not-supported',
  'store/too-large',
  'store/key-taken',
  'store/object-exists',
  'store/precondition-failed',
  'store/verification-failed',
  'store/damaged',
  'store/download-mismatch',
  'store/not-comparable',
  'store/slow-down',
  'store/unavailable',
  'store/not-supported',
  'store/no-lifecycle',
  'store/rejected',
  'bucket/opens-more',
  'bucket/block-lifted',
  'bucket/wildcards',
  'bucket/edited-statement',
  'network/dns',
  'network/unreachable',
  'network/tls',
  'network/proxy',
  'network/timeout',
  'network/interrupted',
  'network/intercepted',
  'note/changed',
  'note/not-utf8',
  'note/not-a-note',
  'note/read-only',
  'note/outside',
  'note/unsafe-edit',
  'note/invalid-settings',
  'note/srcset-kept',
  'undo/nothing',
  'undo/unreadable',
  'undo/changed',
  'sync/bytes-lost',
  'sync/empty-source',
  'check/waiting',
  'check/no-copy',
  'check/unreferenced',
  'check/unmarked',
  'serve/port-in-use',
  'serve/running',
  'serve/token-needed',
  'serve/refused',
  'serve/old-page',
  'serve/unauthorized',
  'serve/invalid-request',
  'serve/unsupported-type',
  'serve/no-such-address',
  'serve/unknown-profile',
  'serve/unknown-object',
  'serve/uploaded-since',
  'serve/outside-folders',
  'serve/busy',
  'serve/stopping',
  'local/exists',
  'local/write-failed',
  'local/same-file',
  'local/in-use',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

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
  /** Of `cancelled`: `unknown` once the request has started, since the object may still appear. */
  readonly outcome?: 'not-sent' | 'unknown';
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

export function isImbedError(error: unknown): error is ImbedError {
  return (
    typeof error === 'object' && error !== null && 'isImbedError' in error && error.isImbedError === true
  );
}

/** Whatever was caught, as an {@link ImbedError}; what is not one of ours is `internal` and keeps its cause. */
export function toImbedError(error: unknown): ImbedError {
  return isImbedError(error) ? error : new ImbedError('internal', {}, { cause: error });
}

export function cancelled(outcome: 'not-sent' | 'unknown'): ImbedError {
  return new ImbedError('cancelled', { outcome });
}

/** For logs and stack traces of developers; people read the words of `messages/`. */
function messageOf(code: ErrorCode, facts: ErrorFacts): string {
  const parts = [facts.serviceCode, facts.status, facts.host, facts.name, facts.detail];
  const issues = facts.issues?.map(({ field, code: mistake }) => `${field}: ${mistake}`) ?? [];
  const known = [...parts, ...issues].filter((part) => part !== undefined);
  return known.length === 0 ? code : `${code} (${known.join(', ')})`;
}
