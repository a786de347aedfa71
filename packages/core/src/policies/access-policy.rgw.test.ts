import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { bucketWithPolicy, rgwClient } from '../testing/rgw-policy.ts';

const denied = expect.objectContaining({ name: 'AccessDenied' });

test('the gateway lets the user of the policy upload into the folder, and do nothing else', async () => {
  const Bucket = await bucketWithPolicy([]);
  const user = rgwClient('IMBED_RGW_OTHER');
  await user.send(new PutObjectCommand({ Bucket, Key: 'img/a.txt', Body: 'a' }));
  const { Body } = await user.send(new GetObjectCommand({ Bucket, Key: 'img/a.txt' }));
  expect(await Body?.transformToString()).toBe('a');
  await expect(user.send(new PutObjectCommand({ Bucket, Key: 'b.txt', Body: 'b' }))).rejects.toEqual(denied);
  await expect(user.send(new GetObjectCommand({ Bucket, Key: 'private/a.txt' }))).rejects.toEqual(denied);
  await expect(user.send(new DeleteObjectCommand({ Bucket, Key: 'img/a.txt' }))).rejects.toEqual(denied);
  await expect(user.send(new ListObjectsV2Command({ Bucket, Prefix: 'img/' }))).rejects.toEqual(denied);
});

test('with the rights to list and delete it lists and deletes in the folder only', async () => {
  const Bucket = await bucketWithPolicy(['list', 'delete']);
  const user = rgwClient('IMBED_RGW_OTHER');
  await user.send(new PutObjectCommand({ Bucket, Key: 'img/a.txt', Body: 'a' }));
  const { Contents } = await user.send(new ListObjectsV2Command({ Bucket, Prefix: 'img/' }));
  expect(Contents?.map(({ Key }) => Key)).toEqual(['img/a.txt']);
  await expect(user.send(new ListObjectsV2Command({ Bucket }))).rejects.toEqual(denied);
  await expect(user.send(new ListObjectsV2Command({ Bucket, Prefix: 'private/' }))).rejects.toEqual(denied);
  await expect(user.send(new DeleteObjectCommand({ Bucket, Key: 'private/a.txt' }))).rejects.toEqual(denied);
  await user.send(new DeleteObjectCommand({ Bucket, Key: 'img/a.txt' }));
});
