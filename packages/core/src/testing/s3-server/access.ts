import { s3Error } from './errors.ts';
import { policyLetsRead } from './operations/bucket-policy.ts';
import type { S3User } from './options.ts';
import type { BucketRecord, ObjectRecord } from './storage/storage.ts';

/** What a request wants to do with a bucket. */
export type Action = 'read-object' | 'write-object' | 'list' | 'manage';

/**
 * The owner may do all; everyone else, known or not, what the ACL says. An object without an ACL of its own has
 * its bucket's (OSS's rule), and a missing object too, so that a private bucket does not tell what it holds.
 */
export function refuseAccess(
  action: Action,
  user: S3User | undefined,
  bucket: BucketRecord,
  object?: { readonly key: string; readonly record: ObjectRecord | undefined },
): void {
  if (user?.name === bucket.owner) return;
  const { policy } = bucket;
  const isRead = action === 'read-object' && object !== undefined;
  if (isRead && policy !== undefined && policyLetsRead(policy, bucket.name, object.key)) return;
  const own = object?.record?.acl ?? 'default';
  const acl = own === 'default' ? bucket.acl : own;
  const allowed = {
    'read-object': acl !== 'private',
    'write-object': bucket.acl === 'public-read-write',
    list: bucket.acl !== 'private',
    manage: false,
  };
  if (!allowed[action]) throw s3Error('AccessDenied');
}
