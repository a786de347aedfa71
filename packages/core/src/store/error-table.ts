import { type ErrorCode, type ErrorFacts, ImbedError } from '../errors.ts';
import type { HttpResponse } from '../http/transport.ts';
import { parsedUrl } from '../http/url-parts.ts';
import { bucketUrl } from '../providers/bucket-url.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { fineCodes, messagePatterns, serviceCodes, statusCodes } from './service-errors.ts';
import { readStoreAnswer, type StoreAnswer } from './store-answer.ts';

/** What was asked, and of whom. */
export interface ErrorContext {
  readonly store: ResolvedStore;
  readonly method: string;
  readonly key?: string;
  readonly now: Date;
}

/** Failures of many kinds, which the store's own words tell apart; the others have words of ours. */
const wordedByTheStore: readonly ErrorCode[] = [
  'store/rejected',
  'store/not-supported',
  'store/access-denied',
];

/** A store's message is shown up to here; the rest is decoration. */
const MAX_DETAIL_CHARS = 200;

/** The failure that an HTTP answer reports; the caller has decided that it is one. */
export function storeErrorFrom(response: HttpResponse, context: ErrorContext): ImbedError {
  const answer = readStoreAnswer(response);
  return errorOf(codeOf(answer, context), answer, context);
}

/** The failure that a success is which was not the store's. */
export function interceptionFrom(response: HttpResponse, context: ErrorContext): ImbedError {
  return errorOf('network/intercepted', readStoreAnswer(response), context);
}

/**
 * The failure that AWS's SDK found in an answer, such as an error document under status 200, or in one entry
 * of a DeleteObjects result. Fields that it copied from the document are read by their names there.
 */
export function storeErrorFromSdk(exception: object, context: ErrorContext): ImbedError {
  const { name, Code, message, Message, EC, RequestId, Region, Endpoint, $metadata } =
    exception as SdkException;
  const answer: StoreAnswer = {
    status: $metadata?.httpStatusCode ?? 0,
    serviceCode: Code ?? name,
    message: Message ?? message,
    ec: EC,
    requestId: RequestId ?? $metadata?.requestId,
    rightPlace: Region ?? Endpoint,
    location: undefined,
    serverTime: undefined,
    retryAfter: undefined,
    isHtml: false,
    hasStoreMark: true,
  };
  return errorOf(codeOf(answer, context), answer, context, exception);
}

interface SdkException {
  readonly name?: string;
  readonly message?: string;
  readonly Code?: string;
  readonly Message?: string;
  readonly EC?: string;
  readonly RequestId?: string;
  readonly Region?: string;
  readonly Endpoint?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

function errorOf(code: ErrorCode, answer: StoreAnswer, context: ErrorContext, cause?: unknown): ImbedError {
  const { store, key } = context;
  const facts = {
    provider: store.provider,
    bucket: store.bucket,
    key,
    host: new URL(bucketUrl(store)).host,
    status: answer.status === 0 ? undefined : answer.status,
    serviceCode: answer.serviceCode,
    ec: answer.ec,
    requestId: answer.requestId,
    detail: detailOf(code, answer),
    seconds: secondsOf(code, answer, context.now),
  };
  return new ImbedError(code, onlyKnown(facts), cause === undefined ? {} : { cause });
}

function codeOf(answer: StoreAnswer, context: ErrorContext): ErrorCode {
  const { ec, message = '', serviceCode } = answer;
  const fine = ec === undefined ? undefined : fineCodes[ec];
  if (fine !== undefined) return fine;
  const worded = messagePatterns.find(([pattern]) => pattern.test(message));
  if (worded !== undefined) return worded[1];
  return serviceCode === undefined
    ? codeOfNameless(answer, context)
    : codeOfNamed(serviceCode, answer, context);
}

function codeOfNamed(name: string, answer: StoreAnswer, { store, method }: ErrorContext): ErrorCode {
  // Huawei OBS answers so to a put in path style: it takes the bucket for a part of the key.
  if (name === 'NoSuchKey' && method === 'PUT' && store.addressing === 'path')
    return 'store/path-style-forbidden';
  // OSS names the right endpoint beside a plain `AccessDenied`.
  if (name === 'AccessDenied' && namesAnotherPlace(answer, store)) return 'store/wrong-region';
  const known = Object.entries(serviceCodes).find(([, names]) => names.includes(name));
  if (known !== undefined) return known[0] as ErrorCode;
  return answer.status >= 500 ? 'store/unavailable' : 'store/rejected';
}

function codeOfNameless(answer: StoreAnswer, context: ErrorContext): ErrorCode {
  const { status, isHtml, hasStoreMark } = answer;
  if (isRedirect(status)) return codeOfRedirect(answer, context);
  // AWS answers HEAD in the wrong region with 400 and the right one in a header.
  if (status === 400 && namesAnotherPlace(answer, context.store)) return 'store/wrong-region';
  const isGateway = status === 407 || status === 413 || status === 429 || status >= 500;
  if (isHtml && !hasStoreMark && !isGateway) return 'network/intercepted';
  if (status === 404) return context.method === 'PUT' ? 'store/no-such-bucket' : 'store/no-such-key';
  return statusCodes[status] ?? (status >= 500 ? 'store/unavailable' : 'store/rejected');
}

/** MinIO names its region, and so the one that was asked, with every refusal. */
function namesAnotherPlace({ rightPlace }: StoreAnswer, store: ResolvedStore): boolean {
  if (rightPlace === undefined || rightPlace === store.signingRegion) return false;
  const named = rightPlace.toLowerCase();
  const { host } = new URL(bucketUrl(store));
  return host !== named && !host.endsWith(`.${named}`);
}

/** To another place of the store, to the same host under https, or to a portal's login page. */
function codeOfRedirect({ hasStoreMark, location = '' }: StoreAnswer, { store }: ErrorContext): ErrorCode {
  if (hasStoreMark) return 'store/wrong-region';
  const here = bucketUrl(store);
  const stays = parsedUrl(location, here)?.hostname === new URL(here).hostname;
  return stays ? 'store/rejected' : 'network/intercepted';
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

/** Never a query: it may be a signed one. */
function detailOf(code: ErrorCode, { message, rightPlace, location }: StoreAnswer): string | undefined {
  if (code === 'store/wrong-region') {
    return rightPlace ?? /expecting '([^']+)'/.exec(message ?? '')?.[1] ?? hostOf(location);
  }
  if (location !== undefined) return hostOf(location);
  if (!wordedByTheStore.includes(code)) return undefined;
  const words = message?.replace(/\?\S*/g, '').replace(/[\s\p{Cc}]+/gu, ' ');
  return words?.slice(0, MAX_DETAIL_CHARS);
}

function hostOf(location: string | undefined): string | undefined {
  return location === undefined ? undefined : parsedUrl(location)?.host;
}

function secondsOf(code: ErrorCode, answer: StoreAnswer, now: Date): number | undefined {
  if (code === 'store/clock-skew' && answer.serverTime !== undefined) {
    return Math.round(Math.abs(answer.serverTime.getTime() - now.getTime()) / 1000);
  }
  if (code !== 'store/slow-down' && code !== 'store/unavailable') return undefined;
  return retryAfterSeconds(answer.retryAfter, now);
}

/** Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterSeconds(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now.getTime()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

type Known<T> = { readonly [Name in keyof T]?: Exclude<T[Name], undefined> };

function onlyKnown<T extends { readonly [Name in keyof ErrorFacts]: ErrorFacts[Name] | undefined }>(
  facts: T,
): Known<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Known<T>;
}
