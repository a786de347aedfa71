import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import { accessPolicy } from '../policies/access-policy.ts';
import type { ExtraRight } from '../policies/operations.ts';

/** The second user of the gateway, as it is called there; `scripts/rgw.sh` makes it. */
const otherUser = 'other';

export function rgwClient(keys: 'IMBED_RGW' | 'IMBED_RGW_OTHER'): S3Client {
  const variable = (name: string) => {
    const value = process.env[name];
    if (value === undefined)
      throw new Error(`${name} is not set: run with "node scripts/with-rgw.mjs COMMAND"`);
    return value;
  };
  return new S3Client({
    endpoint: variable('IMBED_RGW_ENDPOINT'),
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: {
      accessKeyId: variable(`${keys}_ACCESS_KEY`),
      secretAccessKey: variable(`${keys}_SECRET_KEY`),
    },
  });
}

/** A bucket of the first user, with the policy that the second gets for `img/`; gone when the test is over. */
export async function bucketWithPolicy(extra: readonly ExtraRight[]): Promise<string> {
  const owner = rgwClient('IMBED_RGW');
  const Bucket = `policy-${randomUUID().slice(0, 8)}`;
  await owner.send(new CreateBucketCommand({ Bucket }));
  onTestFinished(async () => {
    const { Contents = [] } = await owner.send(new ListObjectsV2Command({ Bucket }));
    for (const { Key } of Contents) await owner.send(new DeleteObjectCommand({ Bucket, Key }));
    await owner.send(new DeleteBucketCommand({ Bucket }));
  });
  const policy = accessPolicy({
    provider: 'ceph-rgw',
    bucket: Bucket,
    region: 'us-east-1',
    prefix: 'img',
    extra,
    acl: '',
  });
  const Policy = JSON.stringify(policy?.document).replaceAll('user/USER', `user/${otherUser}`);
  await owner.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  await owner.send(new PutObjectCommand({ Bucket, Key: 'private/a.txt', Body: 'mine' }));
  return Bucket;
}
