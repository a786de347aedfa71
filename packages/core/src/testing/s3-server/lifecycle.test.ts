import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  type LifecycleRule,
  PutBucketLifecycleConfigurationCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { S3Server } from './server.ts';
import { bob, rawRequest, refusalOf, sdkClient, startStore } from './test-setup.ts';

let server: S3Server;
let client: S3Client;
const Bucket = 'notes';
beforeAll(async () => {
  server = await startStore();
  client = sdkClient(server, { requestChecksumCalculation: 'WHEN_SUPPORTED' });
  client.middlewareStack.add(
    (next) => async (args) => {
      const request = args.request as { body?: string; headers: Record<string, string> };
      const { createHash } = await import('node:crypto');
      if (request.body)
        request.headers['content-md5'] = createHash('md5').update(request.body).digest('base64');
      return next(args);
    },
    { step: 'build' },
  );
});
afterAll(async () => {
  client.destroy();
  await server.close();
});

const put = (Rules: LifecycleRule[]) =>
  client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
const get = () => client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
const rule = (ID: string): LifecycleRule => ({
  ID,
  Status: 'Enabled',
  Filter: { Prefix: 'tmp/' },
  Expiration: { Days: 1 },
});

describe('the rules of a bucket', () => {
  it('are none at first', async () => {
    expect(await refusalOf(get())).toEqual({ code: 'NoSuchLifecycleConfiguration', status: 404 });
  });

  it('come back as they were put, until they are removed', async () => {
    await put([rule('a'), rule('b')]);
    expect((await get()).Rules).toEqual([rule('a'), rule('b')]);
    await client.send(new DeleteBucketLifecycleCommand({ Bucket }));
    expect((await refusalOf(get())).code).toBe('NoSuchLifecycleConfiguration');
  });

  it('are refused under one name, or without a digest', async () => {
    expect((await refusalOf(put([rule('a'), rule('a')]))).code).toBe('InvalidArgument');
    const plain = sdkClient(server);
    plain.middlewareStack.remove('flexibleChecksumsMiddleware');
    const Rules = [rule('a')];
    const command = new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } });
    expect((await refusalOf(plain.send(command))).code).toBe('InvalidRequest');
    plain.destroy();
  });

  it("are nobody else's business", async () => {
    const stranger = sdkClient(server, { credentials: bob });
    const asking = stranger.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect((await refusalOf(asking)).code).toBe('AccessDenied');
    expect((await rawRequest(server, { path: '/notes?lifecycle' })).code).toBe('AccessDenied');
    stranger.destroy();
  });
});
