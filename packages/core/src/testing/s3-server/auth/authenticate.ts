import type { Address } from '../address.ts';
import { s3Error } from '../errors.ts';
import type { S3User, ServerRules } from '../options.ts';
import type { WireRequest } from '../request.ts';
import { verifyOss4, verifyPresignedOss4 } from './oss4.ts';
import { verifyPresignedSigV4, verifySigV4 } from './sigv4.ts';

/** What judging a signature takes besides the request. */
export interface AuthContext {
  readonly address: Address;
  readonly rules: ServerRules;
  readonly now: Date;
  findUser(accessKeyId: string): S3User | undefined;
}

/** The user whose secret signed the request, `undefined` when nobody signed it; rejects with the refusal. */
export async function authenticate(request: WireRequest, context: AuthContext): Promise<S3User | undefined> {
  const authorization = request.headers['authorization'];
  const presigned = request.query.has('X-Amz-Algorithm') || request.query.has('X-Amz-Signature');
  const speaksOss = context.rules.dialects.includes('oss');
  const presignedForOss = speaksOss && request.query.has('x-oss-signature-version');
  if (authorization !== undefined && (presigned || presignedForOss))
    throw s3Error('InvalidArgument', { message: 'Sign in the header or in the query, not in both.' });
  if (presigned) return verifyPresignedSigV4(request, context);
  if (presignedForOss) return verifyPresignedOss4(request, context);
  if (authorization === undefined) return undefined;
  const [scheme = ''] = authorization.split(' ', 1);
  if (scheme === 'AWS4-HMAC-SHA256') return verifySigV4(request, authorization, context);
  if (scheme === 'OSS4-HMAC-SHA256' && speaksOss) return verifyOss4(request, authorization, context);
  throw s3Error('InvalidArgument', { message: 'Unsupported authorization type.' });
}
