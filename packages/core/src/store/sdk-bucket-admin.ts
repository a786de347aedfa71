import {
  type CORSRule,
  CreateBucketCommand,
  GetBucketCorsCommand,
  GetBucketPolicyCommand,
  ListObjectsCommand,
  PutBucketAclCommand,
  PutBucketCorsCommand,
  PutBucketPolicyCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { isImbedError } from '../errors.ts';
import type { BucketAdmin, BucketState } from './bucket-admin.ts';
import type { RequestOptions } from './object-store.ts';
import { putPublicPolicy } from './public-access-block.ts';
import { letsInElsewhere, withPublicStatement } from './public-policy.ts';
import type { RetryPorts } from './retry.ts';
import { orEmpty, signalIn } from './sdk-asking.ts';
import { createSdkClient } from './sdk-client.ts';
import type { StoreInit } from './store-init.ts';

export function createBucketAdmin(init: StoreInit, ports?: RetryPorts): BucketAdmin {
  const { store } = init;
  const { bucket: Bucket } = store;
  const client = createSdkClient(init, ports);
  return {
    state: (options) => stateOf(client, Bucket, options),
    async create(options) {
      // Everywhere else the endpoint decides; here us-east-1 is what saying nothing means.
      const isElsewhere = store.provider === 'aws-s3' && store.signingRegion !== 'us-east-1';
      const LocationConstraint = store.signingRegion as never;
      const place = isElsewhere ? { CreateBucketConfiguration: { LocationConstraint } } : {};
      await client.send(new CreateBucketCommand({ Bucket, ...place }), signalIn(options));
    },
    async publishByAcl(options) {
      await client.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }), signalIn(options));
    },
    async publishByPolicy(folder, options) {
      const { Policy } = await orEmpty('NoSuchBucketPolicy', () =>
        client.send(new GetBucketPolicyCommand({ Bucket }), signalIn(options)),
      );
      const where = { bucket: Bucket, region: store.signingRegion, folder };
      const policy = withPublicStatement(Policy, where);
      const putPolicy = async () => {
        if (policy === undefined) return;
        await client.send(new PutBucketPolicyCommand({ Bucket, Policy: policy }), signalIn(options));
      };
      if (store.provider !== 'aws-s3') return putPolicy();
      await putPublicPolicy(
        client,
        Bucket,
        { opensMore: letsInElsewhere(Policy, where), putPolicy },
        options,
      );
    },
    async allowOrigin(origin, options) {
      const { CORSRules = [] } = await orEmpty('NoSuchCORSConfiguration', () =>
        client.send(new GetBucketCorsCommand({ Bucket }), signalIn(options)),
      );
      if (CORSRules.some((rule) => letsIn(rule, origin))) return;
      const CORSConfiguration = { CORSRules: [...CORSRules, { ...corsRule, AllowedOrigins: [origin] }] };
      await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration }), signalIn(options));
    },
  };
}

/** What an editor in a browser sends, and what it has to see of the answers. */
const corsRule = {
  AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
  AllowedHeaders: ['*'],
  ExposeHeaders: ['ETag'],
  MaxAgeSeconds: 3600,
};

function letsIn({ AllowedOrigins = [], AllowedMethods = [] }: CORSRule, origin: string): boolean {
  return (
    AllowedOrigins.some((allowed) => allowed === origin || allowed === '*') &&
    corsRule.AllowedMethods.every((method) => AllowedMethods.includes(method))
  );
}

/** An answer to HEAD would not say what was wrong. */
async function stateOf(client: S3Client, Bucket: string, options?: RequestOptions): Promise<BucketState> {
  try {
    await client.send(new ListObjectsCommand({ Bucket, MaxKeys: 1 }), signalIn(options));
    return 'there';
  } catch (error) {
    if (isImbedError(error) && error.code === 'store/no-such-bucket') return 'absent';
    if (isImbedError(error) && error.code === 'store/access-denied') return 'denied';
    throw error;
  }
}
