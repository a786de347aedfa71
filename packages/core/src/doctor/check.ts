import { type ErrorCode, type ErrorFacts, toImbedError } from '../errors.ts';
import type { ExtraRight } from '../policies/operations.ts';
import type { Bench } from './bench.ts';

/** What is looked at, in this order. Each needs those before it on which it depends, and no others. */
export const checkNames = [
  'profile',
  'dns',
  'tls',
  'proxy',
  'answer',
  'clock',
  'credentials',
  'region',
  'addressing',
  'bucket',
  'put',
  'head',
  'overwrite',
  'list',
  'public',
  'type',
  'inline',
  'cache',
  'https',
  'redirects',
  'hotlink',
  'cors',
  'multipart',
  'presign',
  'delete',
  'leftovers',
] as const;

export type CheckName = (typeof checkNames)[number];

/**
 * `warn`: uploads work, but something is worse than it could be. `skipped`: it could not be told, for the reason
 * that the code names.
 */
export type CheckStatus = 'pass' | 'warn' | 'fail' | 'skipped';

/** What a check found where no error was thrown; stable, like the codes of errors. */
export const doctorCodes = [
  'doctor/ok',
  'doctor/needs',
  'doctor/not-available-here',
  'doctor/not-needed',
  'doctor/not-offered',
  'doctor/this-machine',
  'doctor/behind-proxy',
  'doctor/no-date',
  'doctor/private',
  'doctor/cannot-list',
  'doctor/doubtful-setting',
  'doctor/plain-http',
  'doctor/tls-not-verified',
  'doctor/tls-intercepted',
  'doctor/certificate-ends',
  'doctor/blocked-by-browser',
  'doctor/endpoint-redirects',
  'doctor/clock-drifts',
  'doctor/may-not-read',
  'doctor/type-changed',
  'doctor/etag-not-md5',
  'doctor/overwrites',
  'doctor/may-not-list',
  'doctor/list-misses',
  'doctor/not-public',
  'doctor/acl-not-public',
  'doctor/public-address-refuses',
  'doctor/public-not-found',
  'doctor/public-no-such-host',
  'doctor/public-refused',
  'doctor/public-page',
  'doctor/public-other-bytes',
  'doctor/public-converted',
  'doctor/public-though-signed',
  'doctor/empty-referer-refused',
  'doctor/public-wrong-type',
  'doctor/forced-download',
  'doctor/cache-changed',
  'doctor/public-http',
  'doctor/public-redirects',
  'doctor/hotlink-refused',
  'doctor/cors-missing',
  'doctor/etag-hidden',
  'doctor/may-not-send-parts',
  'doctor/multipart-refused',
  'doctor/presign-refused',
  'doctor/cannot-delete',
  'doctor/still-there',
  'doctor/keeps-versions',
  'doctor/leftovers',
] as const;

export type DoctorCode = (typeof doctorCodes)[number];

/** What `explainCheck` has words for. */
export type FindingCode = ErrorCode | DoctorCode;

export interface Finding {
  readonly status: CheckStatus;
  readonly code: FindingCode;
  /** Evidence, under the same rules as that of errors: no secret, no query, no signed URL. */
  readonly facts: ErrorFacts;
  /** Of `doctor/needs`: the check without which this one makes no sense. */
  readonly because?: CheckName;
}

export interface CheckResult extends Finding {
  readonly check: CheckName;
  /** Beyond those of an upload, as far as the run has seen that the keys have them; absent for none. */
  readonly rights?: readonly ExtraRight[];
}

/** One look at one thing. What it throws counts as a failure of that thing. */
export type Check = (bench: Bench) => Promise<Finding> | Finding;

/** Code `doctor/ok`, whose words may use `facts`. */
export function pass(facts: ErrorFacts = {}): Finding {
  return { status: 'pass', code: 'doctor/ok', facts };
}

/** Uploads and links work all the same. */
export function warn(code: FindingCode, facts: ErrorFacts = {}): Finding {
  return { status: 'warn', code, facts };
}

/** Uploads or links do not work until it is mended. */
export function fail(code: FindingCode, facts: ErrorFacts = {}): Finding {
  return { status: 'fail', code, facts };
}

/** Not looked at; `code` says why, and it is no fault of the profile. */
export function skipped(code: FindingCode, facts: ErrorFacts = {}): Finding {
  return { status: 'skipped', code, facts };
}

/** Not looked at, for it says nothing as long as `because` does not pass. */
export function needs(because: CheckName): Finding {
  return { status: 'skipped', code: 'doctor/needs', facts: {}, because };
}

/** What was thrown, as a finding; who gives up half-way has found nothing. */
export function thrown(error: unknown, status: 'warn' | 'fail' = 'fail'): Finding {
  const { code, facts } = toImbedError(error);
  return { status: code === 'cancelled' ? 'skipped' : status, code, facts };
}
