import type { S3Error } from './errors.ts';
import { type XmlTree, xmlDocument, xmlError } from './xml.ts';

export interface S3Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const nothing = new Uint8Array();

export function emptyResponse(status: number, headers: Readonly<Record<string, string>> = {}): S3Response {
  return { status, headers, body: nothing };
}

export function xmlResponse(root: string, content: XmlTree | string): S3Response {
  return { status: 200, headers: xmlType, body: Buffer.from(xmlDocument(root, content)) };
}

export function errorResponse(error: S3Error, requestId: string, host: string): S3Response {
  const { code: Code, message: Message, details, ec: EC } = error;
  const ids = { RequestId: requestId, HostId: host };
  return {
    status: error.status,
    headers: { ...xmlType, ...(EC === undefined ? {} : { 'x-oss-ec': EC }) },
    body: Buffer.from(xmlError({ Code, Message, ...details, ...ids, EC })),
  };
}

const xmlType = { 'content-type': 'application/xml' } as const;

export function quoted(etag: string): string {
  return `"${etag}"`;
}

/** `200 OK` dates of HTTP: whole seconds, GMT. */
export function httpDate(iso: string): string {
  return new Date(iso).toUTCString();
}
