import type { Clock, Logger } from '../../ports.ts';
import type { RequestHook } from './faults.ts';
import type { BucketAcl, CorsRule } from './storage/storage.ts';

export type S3Dialect = 's3' | 'oss';

export interface S3User {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Set: the key is a temporary one, and every request must carry exactly this token. */
  readonly sessionToken?: string;
  /** When the temporary key stops working. */
  readonly expires?: Date;
  /** Buckets name their owner by it. */
  readonly name: string;
}

export interface S3BucketInit {
  readonly name: string;
  /** `name` of an {@link S3User}. */
  readonly owner: string;
  readonly acl?: BucketAcl;
  readonly cors?: readonly CorsRule[];
}

export interface S3ServerOptions {
  readonly users: readonly S3User[];
  /** Made at the start unless the folder holds them already. */
  readonly buckets?: readonly S3BucketInit[];
  /** On 127.0.0.1; 0, the default, takes any free one. */
  readonly port?: number;
  /** PEM; with it the server speaks HTTPS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Where signatures are judged and objects dated; the machine's clock when absent. */
  readonly clock?: Clock;
  /** `us-east-1` when absent. */
  readonly region?: string;
  /** Refuse a signature for another region (`AuthorizationHeaderMalformed`, as AWS does) instead of taking any. */
  readonly strictRegion?: boolean;
  /** Objects outlive the server here, and a kill in mid-write leaves no half object. Memory when absent. */
  readonly folder?: string;
  /** `s3.localhost` makes `my-notes.s3.localhost:PORT` address the bucket `my-notes`. */
  readonly hostSuffix?: string;
  /** Host name (without port) to bucket: custom domains. */
  readonly boundDomains?: Readonly<Record<string, string>>;
  /** `virtual-hosted-only` refuses a bucket in the path with `SecondLevelDomainForbidden`, as OSS does. */
  readonly addressing?: 'any' | 'virtual-hosted-only';
  /** `['s3']` when absent. With `oss` the answers carry OSS's request id and error details too. */
  readonly dialects?: readonly S3Dialect[];
  /** `refuse`: `AccessControlListNotSupported`, as AWS answers for buckets made since April 2023. */
  readonly objectAcl?: 'accept' | 'refuse';
  /** What becomes of `STREAMING-UNSIGNED-PAYLOAD-TRAILER`; OSS refuses it (EC 0017-00000804). */
  readonly chunkedTrailer?: 'decode' | 'refuse';
  /** Several stores refuse DeleteObjects without it. */
  readonly deleteObjectsMd5?: 'optional' | 'required';
  /** `ignore`: parts become an object whatever is there, as Ceph RGW 16 does it. */
  readonly conditionalParts?: 'heed' | 'ignore';
  /** Of every part but the last; 5 MiB when absent, as on AWS. OSS takes 100 KiB. */
  readonly minPartBytes?: number;
  /** Largest request body held in memory; 1 GiB when absent. */
  readonly maxBodyBytes?: number;
  /** Asked about each request once its headers are there. */
  readonly onRequest?: RequestHook;
  /** Told once, at the start, that this is no place for real data. */
  readonly logger?: Logger;
}

/** The options after defaults: what operations may read. */
export interface ServerRules {
  readonly region: string;
  readonly strictRegion: boolean;
  readonly dialects: readonly S3Dialect[];
  readonly addressing: 'any' | 'virtual-hosted-only';
  readonly hostSuffix: string | undefined;
  readonly boundDomains: Readonly<Record<string, string>>;
  readonly objectAcl: 'accept' | 'refuse';
  readonly chunkedTrailer: 'decode' | 'refuse';
  readonly deleteObjectsMd5: 'optional' | 'required';
  readonly conditionalParts: 'heed' | 'ignore';
  readonly minPartBytes: number;
  readonly maxBodyBytes: number;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const AWS_MIN_PART_BYTES = 5 * 1024 * 1024;
const DEFAULT_MAX_BODY_BYTES = 1024 * 1024 * 1024;

export function rulesOf(options: S3ServerOptions): ServerRules {
  return {
    region: options.region ?? 'us-east-1',
    strictRegion: options.strictRegion ?? false,
    dialects: options.dialects ?? ['s3'],
    addressing: options.addressing ?? 'any',
    hostSuffix: options.hostSuffix?.toLowerCase(),
    boundDomains: options.boundDomains ?? {},
    objectAcl: options.objectAcl ?? 'accept',
    chunkedTrailer: options.chunkedTrailer ?? 'decode',
    deleteObjectsMd5: options.deleteObjectsMd5 ?? 'optional',
    conditionalParts: options.conditionalParts ?? 'heed',
    minPartBytes: options.minPartBytes ?? AWS_MIN_PART_BYTES,
    maxBodyBytes: options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES,
  };
}
