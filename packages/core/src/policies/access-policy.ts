import type { OpenProviderId } from '../providers/provider-id.ts';
import {
  camDocument,
  type Grants,
  iamDocument,
  obsBucketDocument,
  ramDocument,
  s3BucketDocument,
} from './documents.ts';
import {
  actionsFor,
  type ExtraRight,
  type Operation,
  operations,
  operationsOf,
  type PolicyLanguage,
  policyLanguages,
  uploadOperations,
} from './operations.ts';
import { publicReadStatement, refuseWildcards } from './public-read.ts';

export interface PolicyRequest {
  readonly provider: OpenProviderId;
  readonly bucket: string;
  /** As the provider writes it, without prefix. */
  readonly region: string;
  /** Folder of all that may be touched, without slash at its ends; empty for the whole bucket. */
  readonly prefix: string;
  /** Beyond uploads. */
  readonly extra: readonly ExtraRight[];
  /** The canned ACL that uploads ask for; empty for none. */
  readonly acl: string;
  /**
   * Folder that a policy of the bucket lets everybody read, without slash at its ends; empty for the whole bucket. A
   * policy of the user does not replace what opens it, and has no word of it.
   */
  readonly publicFolder?: string;
}

export interface AccessPolicy {
  readonly language: PolicyLanguage;
  /** What the store takes, as JSON. */
  readonly document: unknown;
}

const documents: Readonly<Record<PolicyLanguage, (grants: Grants) => unknown>> = {
  ram: ramDocument,
  cam: camDocument,
  iam: iamDocument,
  's3-bucket': s3BucketDocument,
  'obs-bucket': obsBucketDocument,
};

const regional: ReadonlySet<OpenProviderId> = new Set(['aws-s3', 'tencent-cos']);

/**
 * The narrowest policy with which Imbed works; `undefined` for stores whose policies are not known. Throws
 * `bucket/wildcards` for a folder that a policy would take for a pattern.
 */
export function accessPolicy(request: PolicyRequest): AccessPolicy | undefined {
  const language = policyLanguages[request.provider];
  if (language === undefined) return undefined;
  refuseWildcards(request.prefix);
  const granted: readonly Operation[] = [
    ...uploadOperations(request.acl),
    ...operationsOf(request.extra, request.provider),
  ];
  const actionsOf = (wanted: (operation: Operation) => boolean) =>
    granted.filter(wanted).flatMap((operation) => actionsFor(operation, language));
  const { bucket, prefix, publicFolder: folder } = request;
  // Elsewhere a region is no part of a resource's name, whatever it is called.
  const region = regional.has(request.provider) ? request.region : '';
  const grants: Grants = {
    bucket,
    region,
    folder: prefix === '' ? '' : `${prefix}/`,
    onObjects: actionsOf((operation) => operations[operation].on === 'objects'),
    listing: actionsOf((operation) => operation === 'list'),
    onBucket: actionsOf((operation) => operation !== 'list' && operations[operation].on === 'bucket'),
    publicRead: folder === undefined ? undefined : publicReadStatement({ bucket, region, folder }),
  };
  return { language, document: documents[language](grants) };
}
