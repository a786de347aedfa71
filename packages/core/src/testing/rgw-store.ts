import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { nodeDigests } from '../node/digests.ts';
import { createStreamingTransport } from '../node/streaming-transport.ts';
import type { Credentials } from '../store/credentials.ts';
import { resolved } from './resolve-in-tests.ts';
import type { StoreServer } from './store-under-test.ts';

/**
 * Buckets of their own on a Ceph RADOS Gateway that is running already, made and removed with AWS's SDK as it
 * comes. Where it is, and whose keys it knows, is in the environment; what is missing there is a failure.
 */
export async function openRgwStore(): Promise<StoreServer> {
  const endpoint = variable('IMBED_RGW_ENDPOINT');
  const owner = keys('IMBED_RGW_ACCESS_KEY', 'IMBED_RGW_SECRET_KEY');
  const own = stockClient(endpoint, owner);
  const foreign = stockClient(endpoint, keys('IMBED_RGW_OTHER_ACCESS_KEY', 'IMBED_RGW_OTHER_SECRET_KEY'));
  const id = randomUUID().slice(0, 8);
  const names = { bucket: `notes-${id}`, publicBucket: `public-${id}`, foreignBucket: `foreign-${id}` };
  await own.send(new CreateBucketCommand({ Bucket: names.bucket }));
  await own.send(new CreateBucketCommand({ Bucket: names.publicBucket }));
  await own.send(readableByAnyone(names.publicBucket));
  await foreign.send(new CreateBucketCommand({ Bucket: names.foreignBucket }));
  return {
    ...names,
    storeOf: (bucket) => resolved({ provider: 'ceph-rgw', endpoint, addressing: 'path', bucket }),
    credentials: owner,
    transport: createStreamingTransport({ timeoutMs: 30_000, tlsVerify: true, proxy: '' }),
    digests: nodeDigests,
    async close() {
      await removeBucket(own, names.bucket);
      await removeBucket(own, names.publicBucket);
      await removeBucket(foreign, names.foreignBucket);
    },
  };
}

function keys(accessKey: string, secretKey: string): Credentials {
  return { accessKeyId: variable(accessKey), secretAccessKey: variable(secretKey) };
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(
      `${name} is not set: start a Ceph RADOS Gateway with "node scripts/with-rgw.mjs COMMAND"`,
    );
  return value;
}

function stockClient(endpoint: string, credentials: Credentials): S3Client {
  return new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true });
}

function readableByAnyone(bucket: string): PutBucketPolicyCommand {
  const Resource = `arn:aws:s3:::${bucket}/*`;
  const Statement = [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource }];
  return new PutBucketPolicyCommand({
    Bucket: bucket,
    Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
}

async function removeBucket(client: S3Client, Bucket: string): Promise<void> {
  for (;;) {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    if (Contents.length === 0) break;
    await Promise.all(Contents.map(({ Key = '' }) => client.send(new DeleteObjectCommand({ Bucket, Key }))));
  }
  await client.send(new DeleteBucketCommand({ Bucket }));
}
