import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect, onTestFinished, test } from 'vitest';
import { accessPolicy } from './access-policy.ts';

/** The second user of the gateway, as it is called there; `scripts/rgw.sh` makes it. */
const otherUser = 'other';

function client(keys: 'IMBED_RGW' | 'IMBED_RGW_OTHER'): S3Client {
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

/** A bucket of the first user, with a policy for the second. */
async function bucketWith(extra: Parameters<typeof accessPolicy>[0]['extra']): Promise<string> {
  const owner = client('IMBED_RGW');
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

const denied = expect.objectContaining({ name: 'AccessDenied' });

test('the gateway lets the user of the policy upload into the folder, and do nothing else', async () => {
  const Bucket = await bucketWith([]);
  const user = client('IMBED_RGW_OTHER');
  await user.send(new PutObjectCommand({ Bucket, Key: 'img/a.txt', Body: 'a' }));
  const { Body } = await user.send(new GetObjectCommand({ Bucket, Key: 'img/a.txt' }));
  expect(await Body?.transformToString()).toBe('a');
  await expect(user.send(new PutObjectCommand({ Bucket, Key: 'b.txt', Body: 'b' }))).rejects.toEqual(denied);
  await expect(user.send(new GetObjectCommand({ Bucket, Key: 'private/a.txt' }))).rejects.toEqual(denied);
  await expect(user.send(new DeleteObjectCommand({ Bucket, Key: 'img/a.txt' }))).rejects.toEqual(denied);
  await expect(user.send(new ListObjectsV2Command({ Bucket, Prefix: 'img/' }))).rejects.toEqual(denied);
});

test('with the rights to list and delete it lists and deletes in the folder only', async () => {
  const Bucket = await bucketWith(['list', 'delete']);
  const user = client('IMBED_RGW_OTHER');
  await user.send(new PutObjectCommand({ Bucket, Key: 'img/a.txt', Body: 'a' }));
  const { Contents } = await user.send(new ListObjectsV2Command({ Bucket, Prefix: 'img/' }));
  expect(Contents?.map(({ Key }) => Key)).toEqual(['img/a.txt']);
  await expect(user.send(new ListObjectsV2Command({ Bucket }))).rejects.toEqual(denied);
  await expect(user.send(new ListObjectsV2Command({ Bucket, Prefix: 'private/' }))).rejects.toEqual(denied);
  await expect(user.send(new DeleteObjectCommand({ Bucket, Key: 'private/a.txt' }))).rejects.toEqual(denied);
  await user.send(new DeleteObjectCommand({ Bucket, Key: 'img/a.txt' }));
});
