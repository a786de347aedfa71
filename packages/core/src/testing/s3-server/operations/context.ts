import { s3Error } from '../errors.ts';
import type { MultipartUploads } from '../multipart-uploads.ts';
import type { S3User, ServerRules } from '../options.ts';
import type { S3Request } from '../request.ts';
import type { S3Response } from '../response.ts';
import type { BucketRecord, Storage } from '../storage/storage.ts';

export interface ServiceContext {
  readonly request: S3Request;
  readonly storage: Storage;
  readonly uploads: MultipartUploads;
  readonly rules: ServerRules;
  /** `undefined`: nobody signed the request. */
  readonly user: S3User | undefined;
  readonly now: Date;
}

export interface BucketContext extends ServiceContext {
  readonly bucket: BucketRecord;
}

/** The object itself may be missing. */
export interface ObjectContext extends BucketContext {
  readonly key: string;
}

export type Answer = S3Response | Promise<S3Response>;

/** For what only somebody with a key may do. */
export function signedUser({ user }: ServiceContext): S3User {
  if (user === undefined) throw s3Error('AccessDenied');
  return user;
}
