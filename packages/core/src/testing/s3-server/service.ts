import { randomUUID } from 'node:crypto';
import type { Clock } from '../../ports.ts';
import { type Address, addressOf } from './address.ts';
import { authenticate } from './auth/authenticate.ts';
import { withHoistedHeaders } from './auth/sigv4.ts';
import { checkBody } from './body.ts';
import { corsHeaders, preflight } from './cors.ts';
import { S3Error, s3Error } from './errors.ts';
import { createMultipartUploads } from './multipart-uploads.ts';
import type { S3User, ServerRules } from './options.ts';
import { dialectOf, type WireRequest } from './request.ts';
import { errorResponse, type S3Response } from './response.ts';
import { route } from './router.ts';
import type { Storage } from './storage/storage.ts';

export interface ServiceInit {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly users: readonly S3User[];
  readonly rules: ServerRules;
}

/** A whole request, or the refusal that reading or a test made of it. */
export interface Question extends Omit<WireRequest, 'body'> {
  readonly host: string;
  readonly body: Uint8Array | S3Error;
}

/** Never rejects: what goes wrong becomes an answer too. */
export type Service = (question: Question) => Promise<S3Response>;

/** Address, signature, body, operation. */
export function createService({ storage, clock, users, rules }: ServiceInit): Service {
  const uploads = createMultipartUploads();
  const findUser = (accessKeyId: string) => users.find((user) => user.accessKeyId === accessKeyId);

  async function operate(wire: WireRequest, address: Address, now: Date): Promise<S3Response> {
    if (wire.method === 'OPTIONS') return preflight(wire.headers, storage.findBucket(address.bucket));
    const user = await authenticate(wire, { address, rules, now, findUser });
    const request = { ...checkBody(withHoistedHeaders(wire), rules), address, dialect: dialectOf(wire) };
    return route({ request, storage, uploads, rules, user, now });
  }

  return async ({ host, body, ...wire }) => {
    const now = clock.now();
    const requestId = randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
    const common = commonHeaders(requestId, now, rules);
    const refused = (error: unknown) => withHeaders(errorResponse(toS3Error(error), requestId, host), common);
    if (body instanceof S3Error) return refused(body);
    try {
      const address = addressOf(host, wire.rawPath, rules);
      const response = await operate({ ...wire, body }, address, now).catch(refused);
      const cors = corsHeaders(wire.method, wire.headers, storage.findBucket(address.bucket));
      return withHeaders(response, { ...cors, ...common });
    } catch (error) {
      return refused(error);
    }
  };
}

export function toS3Error(error: unknown): S3Error {
  return error instanceof S3Error ? error : s3Error('InternalError', { message: String(error) });
}

function withHeaders(response: S3Response, more: Readonly<Record<string, string>>): S3Response {
  return { ...response, headers: { ...response.headers, ...more } };
}

function commonHeaders(requestId: string, now: Date, { dialects }: ServerRules): Record<string, string> {
  const oss = dialects.includes('oss') ? { 'x-oss-request-id': requestId } : {};
  return { date: now.toUTCString(), server: 'imbed-test-store', 'x-amz-request-id': requestId, ...oss };
}
