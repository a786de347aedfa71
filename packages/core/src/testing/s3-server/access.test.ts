import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { S3Server } from './server.ts';
import { bob, rawRequest, refusalOf, sdkClient, startStore } from './test-setup.ts';

let server: S3Server;
let owner: S3Client;
let stranger: S3Client;

beforeAll(async () => {
  server = await startStore({
    buckets: [
      { name: 'private', owner: 'alice' },
      { name: 'readable', owner: 'alice', acl: 'public-read' },
      { name: 'writable', owner: 'alice', acl: 'public-read-write' },
    ],
  });
  owner = sdkClient(server);
  stranger = sdkClient(server, { credentials: bob });
  for (const Bucket of ['private', 'readable', 'writable']) await put(owner, { Bucket, Key: 'k' });
});

afterAll(async () => {
  owner.destroy();
  stranger.destroy();
  await server.close();
});

function put(client: S3Client, input: { Bucket: string; Key: string; ACL?: 'public-read' | 'private' }) {
  return client.send(new PutObjectCommand({ Body: 'x', ...input }));
}

async function anonymously(method: string, path: string) {
  return (await rawRequest(server, { method, path })).status;
}

describe('without a signature', () => {
  it.each([
    ['private', { get: 403, head: 403, list: 403, put: 403, delete: 403, cors: 403, drop: 403 }],
    ['readable', { get: 200, head: 200, list: 200, put: 403, delete: 403, cors: 403, drop: 403 }],
    ['writable', { get: 200, head: 200, list: 200, put: 200, delete: 204, cors: 403, drop: 403 }],
  ])('the ACL of a %s bucket is what counts', async (bucket, expected) => {
    const statuses = {
      get: await anonymously('GET', `/${bucket}/k`),
      head: await anonymously('HEAD', `/${bucket}/k`),
      list: await anonymously('GET', `/${bucket}?list-type=2`),
      put: await anonymously('PUT', `/${bucket}/new`),
      delete: await anonymously('DELETE', `/${bucket}/new`),
      cors: await anonymously('GET', `/${bucket}?cors`),
      drop: await anonymously('DELETE', `/${bucket}`),
    };
    expect(statuses).toEqual(expected);
  });

  it('a private bucket does not tell which objects it lacks, a readable one does', async () => {
    expect(await anonymously('GET', '/private/missing')).toBe(403);
    expect(await anonymously('GET', '/readable/missing')).toBe(404);
  });

  it('buckets can be neither listed nor made', async () => {
    expect(await anonymously('GET', '/')).toBe(403);
    expect(await anonymously('PUT', '/brand-new')).toBe(403);
    expect(server.storage.findBucket('brand-new')).toBeUndefined();
  });

  it("an object's own ACL wins over its bucket's", async () => {
    await put(owner, { Bucket: 'private', Key: 'shown', ACL: 'public-read' });
    await put(owner, { Bucket: 'readable', Key: 'hidden', ACL: 'private' });
    expect(await anonymously('GET', '/private/shown')).toBe(200);
    expect(await anonymously('GET', '/readable/hidden')).toBe(403);
  });
});

describe('with the signature of somebody else', () => {
  it('a private bucket is closed and a readable one cannot be written', async () => {
    const refused = { code: 'AccessDenied', status: 403 };
    expect(await refusalOf(put(stranger, { Bucket: 'private', Key: 'k' }))).toEqual(refused);
    expect(await refusalOf(put(stranger, { Bucket: 'readable', Key: 'k' }))).toEqual(refused);
  });
});

describe('a store without ACLs', () => {
  it('refuses a request that bears one, and takes the same without', async () => {
    const modern = await startStore({ objectAcl: 'refuse' });
    const client = sdkClient(modern);
    const refused = await refusalOf(put(client, { Bucket: 'notes', Key: 'k', ACL: 'public-read' }));
    expect(refused).toEqual({ code: 'AccessControlListNotSupported', status: 400 });
    await put(client, { Bucket: 'notes', Key: 'k' });
    expect(modern.storage.findObject('notes', 'k')?.acl).toBe('default');
    client.destroy();
    await modern.close();
  });
});
