import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketCorsCommand,
  GetBucketCorsCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { S3Server } from './server.ts';
import { bob, rawRequest, refusalOf, sdkClient, startStore } from './test-setup.ts';

let server: S3Server;
let client: S3Client;
let stranger: S3Client;

beforeAll(async () => {
  server = await startStore({ region: 'cn-hongkong' });
  client = sdkClient(server);
  stranger = sdkClient(server, { credentials: bob });
});

afterAll(async () => {
  client.destroy();
  stranger.destroy();
  await server.close();
});

describe('buckets', () => {
  it('are made, found, listed to their owner alone, and removed', async () => {
    const Bucket = 'made-here';
    await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(new HeadBucketCommand({ Bucket }));
    const names = async (asker: S3Client) =>
      (await asker.send(new ListBucketsCommand())).Buckets?.map(({ Name }) => Name) ?? [];
    expect(await names(client)).toEqual(['made-here', 'notes', 'public']);
    expect(await names(stranger)).toEqual([]);
    await client.send(new DeleteBucketCommand({ Bucket }));
    expect(await refusalOf(client.send(new HeadBucketCommand({ Bucket })))).toMatchObject({ status: 404 });
  });

  it('are not made twice, neither by their owner nor by another', async () => {
    const again = new CreateBucketCommand({ Bucket: 'notes' });
    expect((await refusalOf(client.send(again))).code).toBe('BucketAlreadyOwnedByYou');
    expect((await refusalOf(stranger.send(again))).code).toBe('BucketAlreadyExists');
  });

  it('stay while they hold an object', async () => {
    await client.send(new PutObjectCommand({ Bucket: 'public', Key: 'k', Body: 'x' }));
    const drop = client.send(new DeleteBucketCommand({ Bucket: 'public' }));
    expect(await refusalOf(drop)).toEqual({ code: 'BucketNotEmpty', status: 409 });
    expect(server.storage.findObject('public', 'k')).toBeDefined();
  });

  it('say where they are', async () => {
    const location = await client.send(new GetBucketLocationCommand({ Bucket: 'notes' }));
    expect(location.LocationConstraint).toBe('cn-hongkong');
  });

  it('are not made under a bad name or in another region than a strict store has', async () => {
    expect(await rawRequest(server, { method: 'PUT', path: '/Bad_Name' })).toMatchObject({
      code: 'InvalidBucketName',
    });
    const strict = await startStore({ region: 'cn-hongkong', strictRegion: true });
    const elsewhere = sdkClient(strict, { region: 'cn-hongkong' }).send(
      new CreateBucketCommand({
        Bucket: 'elsewhere',
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
      }),
    );
    expect((await refusalOf(elsewhere)).code).toBe('InvalidLocationConstraint');
    await strict.close();
  });

  it('refuse what this store does not do rather than do something else', async () => {
    const tags = client.send(new GetBucketTaggingCommand({ Bucket: 'notes' }));
    expect(await refusalOf(tags)).toEqual({ code: 'NotImplemented', status: 501 });
  });
});

describe('CORS', () => {
  const Bucket = 'notes';
  const rule = {
    AllowedOrigins: ['app://*', 'https://editor.example'],
    AllowedMethods: ['PUT', 'GET'],
    AllowedHeaders: ['content-type', 'x-amz-*'],
    ExposeHeaders: ['ETag'],
    MaxAgeSeconds: 60,
  };
  const preflight = (origin: string, method: string, headers?: string) =>
    rawRequest(server, {
      method: 'OPTIONS',
      path: '/notes/k',
      headers: {
        origin,
        'access-control-request-method': method,
        ...(headers === undefined ? {} : { 'access-control-request-headers': headers }),
      },
    });

  it('rules are kept, given back and removed', async () => {
    const CORSConfiguration = { CORSRules: [rule] };
    await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration }));
    expect((await client.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual([rule]);
    await client.send(new DeleteBucketCorsCommand({ Bucket }));
    const none = client.send(new GetBucketCorsCommand({ Bucket }));
    expect(await refusalOf(none)).toEqual({ code: 'NoSuchCORSConfiguration', status: 404 });
  });

  it('answers a preflight by the rules, and refuses what none of them allows', async () => {
    await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
    const allowed = await preflight('app://obsidian.md', 'PUT', 'Content-Type, X-Amz-Date');
    expect(allowed.status).toBe(200);
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': 'app://obsidian.md',
      'access-control-allow-methods': 'PUT, GET',
      'access-control-allow-headers': 'content-type, x-amz-date',
      'access-control-max-age': '60',
    });
    const refused = { status: 403, code: 'AccessForbidden' };
    expect(await preflight('https://evil.example', 'PUT')).toMatchObject(refused);
    expect(await preflight('https://editor.example', 'DELETE')).toMatchObject(refused);
    expect(await preflight('https://editor.example', 'PUT', 'x-other')).toMatchObject(refused);
  });

  it('lets a page read the answer, a refusal too, only from an allowed origin', async () => {
    await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
    const from = (origin: string) => rawRequest(server, { path: '/notes/k', headers: { origin } });
    const allowed = await from('https://editor.example');
    expect(allowed).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(allowed.headers['access-control-allow-origin']).toBe('https://editor.example');
    expect(allowed.headers['access-control-expose-headers']).toBe('ETag');
    const evil = await from('https://evil.example');
    expect(evil.headers['access-control-allow-origin']).toBeUndefined();
  });
});
