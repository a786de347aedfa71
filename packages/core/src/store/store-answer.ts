import type { HttpResponse } from '../http/transport.ts';
import { requestIdOf } from './request-id.ts';
import { xmlField } from './xml.ts';

/** What a store, or whatever stands in its place, said about a request. `undefined`: it did not say. */
export interface StoreAnswer {
  readonly status: number;
  /** The service's own name for the failure, e.g. `NoSuchBucket`. */
  readonly serviceCode: string | undefined;
  readonly message: string | undefined;
  /** Alibaba's fine-grained code, e.g. `0017-00000804`. */
  readonly ec: string | undefined;
  readonly requestId: string | undefined;
  /** Region or endpoint that the store names as the right one. */
  readonly rightPlace: string | undefined;
  /** Where a redirect leads. */
  readonly location: string | undefined;
  /** The store's clock. */
  readonly serverTime: Date | undefined;
  readonly retryAfter: string | undefined;
  /** A web page: captive portals, proxies and web servers answer so, stores do not. */
  readonly isHtml: boolean;
  /** Something in the headers that only a store writes. */
  readonly hasStoreMark: boolean;
}

/** Error documents are below 2 KiB; what follows in a longer body is not ours to read. */
const MAX_BODY_BYTES = 16_384;

/** Reads the error documents and headers of S3 and of OSS alike; what an answer does not say is `undefined`. */
export function readStoreAnswer({ status, headers, body }: HttpResponse): StoreAnswer {
  const text = body.byteLength > 0 ? decode(body) : (base64Text(headers['x-oss-err']) ?? '');
  const requestId = xmlField(text, 'RequestId') ?? requestIdOf(headers);
  const bucketRegion = headers['x-amz-bucket-region'];
  return {
    status,
    serviceCode: xmlField(text, 'Code') ?? headerMatching(headers, /^x-[a-z0-9]+-error-code$/),
    message: xmlField(text, 'Message') ?? headerMatching(headers, /^x-[a-z0-9]+-error-(message|desc)$/),
    ec: headers['x-oss-ec'] ?? xmlField(text, 'EC'),
    requestId,
    rightPlace: xmlField(text, 'Region') ?? bucketRegion ?? xmlField(text, 'Endpoint'),
    location: headers['location'],
    serverTime: dateFrom(xmlField(text, 'ServerTime') ?? headers['date']),
    retryAfter: headers['retry-after'],
    isHtml: isHtml(headers['content-type'], text),
    hasStoreMark: requestId !== undefined || bucketRegion !== undefined,
  };
}

/**
 * True when a success was not the store's: the login page of a captive portal arrives with status 200. An
 * HTML file in the bucket does not look so, since stores send its ETag.
 */
export function isForeignSuccess({ headers }: HttpResponse): boolean {
  return (
    isHtml(headers['content-type'], '') && headers['etag'] === undefined && requestIdOf(headers) === undefined
  );
}

function isHtml(contentType: string | undefined, text: string): boolean {
  return /^(text\/html|application\/xhtml)/i.test(contentType ?? '') || /^\s*<(!doctype )?html/i.test(text);
}

function headerMatching(headers: HttpResponse['headers'], name: RegExp): string | undefined {
  return Object.entries(headers).find(([header]) => name.test(header))?.[1];
}

function decode(body: Uint8Array): string {
  return new TextDecoder().decode(body.subarray(0, MAX_BODY_BYTES));
}

/** OSS repeats the error document so in answers to HEAD, which have no body. */
function base64Text(value: string | undefined): string | undefined {
  if (value === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(value) || value.length % 4 !== 0)
    return undefined;
  return decode(Uint8Array.from(atob(value), (char) => char.charCodeAt(0)));
}

function dateFrom(text: string | undefined): Date | undefined {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}
