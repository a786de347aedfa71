import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { addressOf } from './address.ts';
import { rulesOf, type S3ServerOptions } from './options.ts';
import type { S3Server } from './server.ts';
import { alice, loopbackAgent, rawRequest, refusalOf, sdkClient, startStore } from './test-setup.ts';

async function withStore(options: Partial<S3ServerOptions>, use: (server: S3Server) => Promise<void>) {
  const server = await startStore(options);
  await use(server).finally(() => server.close());
}

function clientAt(server: S3Server, host: string, config = {}): S3Client {
  return sdkClient(server, {
    endpoint: `http://${host}:${server.port}`,
    forcePathStyle: false,
    requestHandler: { httpAgent: loopbackAgent() },
    ...config,
  });
}

describe('a bucket named by the host', () => {
  it('serves objects and the bucket itself', () =>
    withStore({ hostSuffix: 's3.localhost' }, async (server) => {
      const client = clientAt(server, 's3.localhost');
      const [Bucket, Key] = ['notes', 'a+b/汉.png'];
      await client.send(new PutObjectCommand({ Bucket, Key, Body: 'hello' }));
      expect(server.requests.at(-1)?.host).toBe(`notes.s3.localhost:${server.port}`);
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      expect(await Body?.transformToString()).toBe('hello');
      expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(1);
      const Delete = { Objects: [{ Key }] };
      await client.send(new DeleteObjectsCommand({ Bucket, Delete }));
      expect(server.storage.listObjects(Bucket)).toEqual([]);
      client.destroy();
    }));

  it('may be the only way in: a bucket in the path is then refused as OSS does', () =>
    withStore({ hostSuffix: 's3.localhost', addressing: 'virtual-hosted-only' }, async (server) => {
      const put = { Bucket: 'notes', Key: 'k', Body: 'x' };
      const byPath = sdkClient(server).send(new PutObjectCommand(put));
      expect(await refusalOf(byPath)).toEqual({ code: 'SecondLevelDomainForbidden', status: 403 });
      const client = clientAt(server, 's3.localhost');
      await client.send(new PutObjectCommand(put));
      expect(server.storage.findObject('notes', 'k')).toBeDefined();
      client.destroy();
    }));

  it('may be a custom domain bound to it, signed and anonymous alike', () =>
    withStore({ boundDomains: { 'img.example.com': 'public' } }, async (server) => {
      const client = clientAt(server, 'ignored', { bucketEndpoint: true });
      const Bucket = `http://img.example.com:${server.port}`;
      await client.send(new PutObjectCommand({ Bucket, Key: 'a/b.png', Body: 'hello' }));
      expect(server.storage.findObject('public', 'a/b.png')).toBeDefined();
      const headers = { host: 'IMG.example.com' };
      expect(await rawRequest(server, { path: '/a/b.png', headers })).toMatchObject({ text: 'hello' });
      client.destroy();
    }));
});

describe('an address', () => {
  const rules = rulesOf({
    users: [alice],
    hostSuffix: 's3.localhost',
    boundDomains: { 'img.example': 'notes' },
  });
  it.each([
    ['127.0.0.1:9', '/', '', ''],
    ['127.0.0.1:9', '/notes', 'notes', ''],
    ['127.0.0.1:9', '/notes/', 'notes', ''],
    ['127.0.0.1:9', '/notes/a/b', 'notes', 'a/b'],
    ['127.0.0.1:9', '/notes//a', 'notes', '/a'],
    ['127.0.0.1:9', '/notes/a+b%2B%2520', 'notes', 'a+b+%20'],
    ['127.0.0.1:9', '/notes/../other/k', 'notes', '../other/k'],
    ['s3.localhost:9', '/notes/k', 'notes', 'k'],
    ['notes.s3.localhost', '/other/k', 'notes', 'other/k'],
    ['img.example', '/', 'notes', ''],
    ['constructor', '/notes/k', 'notes', 'k'],
  ])('%s %s is bucket "%s", key "%s"', (host, path, bucket, key) => {
    expect(addressOf(host, path, rules)).toMatchObject({ bucket, key });
  });
});
