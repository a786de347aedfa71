import {
  CreateBucketCommand,
  PutBucketCorsCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeDigests } from '../node/digests.ts';
import { createNodeTransport } from '../node/http-transport.ts';
import { nodeNetworkProbe } from '../node/network-probe.ts';
import { createRandom, systemClock } from '../node/system.ts';
import type { ExtraRight } from '../policies/operations.ts';
import { defaultProfile } from '../settings/defaults.ts';
import type { Profile } from '../settings/profile.ts';
import { openBucketStore } from '../store/create-store.ts';
import { type FaultProxy, startFaultProxy } from '../testing/fault-proxy/fault-proxy.ts';
import type { FaultRule } from '../testing/fault-proxy/wire-fault.ts';
import { bucketWithPolicy, rgwClient } from '../testing/rgw-policy.ts';
import { openRgwStore } from '../testing/rgw-store.ts';
import { initFor, type StoreServer } from '../testing/store-under-test.ts';
import type { DoctorHost } from './bench.ts';
import { runDoctor } from './run-doctor.ts';

let server: StoreServer;
let proxy: FaultProxy;
beforeAll(async () => {
  server = await openRgwStore();
  const { port } = new URL(server.storeOf(server.bucket).endpoint);
  proxy = await startFaultProxy({ targetPort: Number(port) });
});
afterAll(async () => {
  await proxy.close();
  await server.close();
});

interface Changes {
  readonly profile?: Partial<Profile>;
  readonly host?: Partial<DoctorHost>;
  /** What the line does to all that passes; none but this machine when absent. */
  readonly line?: FaultRule;
}

/** Everything that the doctor says about a bucket, but for what passed or was skipped. */
async function troubles(bucket: string, { profile, host, line }: Changes = {}) {
  proxy.clear();
  if (line !== undefined) proxy.rule(line);
  const { endpoint } = line === undefined ? server.storeOf(bucket) : proxy;
  const results = await runDoctor({
    profileName: 'blog',
    profile: { ...defaultProfile, provider: 'ceph-rgw', endpoint, bucket, ...profile },
    host: {
      async connect({ timeoutSeconds, tlsVerify, proxy }) {
        return {
          transport: createNodeTransport({ timeoutMs: timeoutSeconds * 1000, tlsVerify, proxy }),
          proxy,
        };
      },
      ...{ credentials: async () => server.credentials, digests: nodeDigests, clock: systemClock },
      ...{ random: createRandom(), network: nodeNetworkProbe },
      ...host,
    },
  });
  const told = results.filter(({ status }) => status === 'fail' || status === 'warn');
  return told.map(({ check, status, code }) => `${check} ${status} ${code}`);
}

async function keysIn(bucket: string): Promise<readonly string[]> {
  const store = await openBucketStore(initFor(server, { store: server.storeOf(bucket) }));
  const keys: string[] = [];
  for await (const { objects } of store.list({})) keys.push(...objects.map(({ key }) => key));
  return keys;
}

const inAnHour = { clock: { now: () => new Date(Date.now() + 3600_000) } };

describe('on Ceph RADOS Gateway', () => {
  test('a public bucket is well, and empty afterwards', async () => {
    expect(await troubles(server.publicBucket)).toEqual([]);
    expect(await keysIn(server.publicBucket)).toEqual([]);
  });

  test('a private bucket is told of, and empty afterwards', async () => {
    expect(await troubles(server.bucket)).toEqual(['public fail doctor/not-public']);
    expect(await keysIn(server.bucket)).toEqual([]);
  });

  test('a private bucket is well where the profile says so', async () => {
    expect(await troubles(server.bucket, { profile: { access: 'signed' } })).toEqual([]);
  });

  test('a public bucket is told of where the profile says that it is private', async () => {
    expect(await troubles(server.publicBucket, { profile: { access: 'signed' } })).toEqual([
      'public warn doctor/public-though-signed',
    ]);
  });

  test('a bucket that keeps versions', async () => {
    const owner = rgwClient('IMBED_RGW');
    const Bucket = 'imbed-doctor-versions';
    await owner.send(new CreateBucketCommand({ Bucket }));
    expect(await troubles(Bucket, { profile: { access: 'signed' } })).toEqual([]);
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await owner.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    // There the gateway lets everything in, and keeps what it replaces as an old version.
    expect(await troubles(Bucket, { profile: { access: 'signed' } })).toEqual([
      'overwrite warn doctor/overwrites',
      'delete warn doctor/keeps-versions',
    ]);
  });

  test("somebody else's bucket", async () => {
    expect(await troubles(server.foreignBucket)).toEqual(['put fail store/access-denied']);
  });

  test('a bucket that does not exist', async () => {
    expect(await troubles('imbed-no-such-bucket')).toEqual(['bucket fail store/no-such-bucket']);
  });

  test('a wrong secret', async () => {
    const credentials = async () => ({ ...server.credentials, secretAccessKey: 'wrong' });
    expect(await troubles(server.bucket, { host: { credentials } })).toEqual([
      'credentials fail store/bad-signature',
    ]);
  });

  test('an unknown access key', async () => {
    const credentials = async () => ({ ...server.credentials, accessKeyId: 'NOBODY' });
    expect(await troubles(server.bucket, { host: { credentials } })).toEqual([
      'credentials fail store/unknown-access-key',
    ]);
  });

  test('a clock that is an hour fast', async () => {
    expect(await troubles(server.bucket, { host: inAnHour })).toEqual(['clock fail store/clock-skew']);
  });

  test('a proxy that rewrites Date', async () => {
    const date = 'Sat, 01 Jan 2000 00:00:00 GMT';
    const line = { fault: { kind: 'rewrite-reply', headers: { date } } } as const;
    expect(await troubles(server.bucket, { line })).toEqual(['clock fail store/clock-skew']);
    expect(proxy.log.every(({ status }) => status !== undefined)).toBe(true);
  });

  test('a clock that is an hour fast behind a proxy that leaves Date out', async () => {
    const line = { fault: { kind: 'rewrite-reply', headers: { date: undefined } } } as const;
    expect(await troubles(server.bucket, { host: inAnHour, line })).toEqual([
      'credentials fail store/clock-skew',
    ]);
  });

  test('an endpoint where nobody listens', async () => {
    expect(await troubles(server.bucket, { profile: { endpoint: 'http://127.0.0.1:9' } })).toEqual([
      'tls fail network/unreachable',
    ]);
  });

  test('an endpoint that speaks no TLS', async () => {
    const endpoint = server.storeOf(server.bucket).endpoint.replace('http:', 'https:');
    expect(await troubles(server.bucket, { profile: { endpoint } })).toEqual(['tls fail network/tls']);
  });

  test('a gateway in front that refuses path style', async () => {
    const path = new RegExp(`^/${server.bucket}/`);
    const fault = { kind: 'refuse', status: 403, code: 'SecondLevelDomainForbidden' } as const;
    expect(await troubles(server.bucket, { line: { fault, path } })).toEqual([
      'addressing fail store/path-style-forbidden',
    ]);
    expect(proxy.log.length).toBeGreaterThan(1);
  });

  test('a page that no CORS rule lets in, until one does', async () => {
    const changes = { host: { origin: 'https://vscode.dev' } };
    expect(await troubles(server.publicBucket, changes)).toEqual(['cors fail doctor/cors-missing']);
    const { endpoint } = server.storeOf(server.publicBucket);
    const client = new S3Client({
      ...{ endpoint, credentials: server.credentials, region: 'us-east-1', forcePathStyle: true },
    });
    const rule = {
      AllowedOrigins: ['https://vscode.dev'],
      AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
      AllowedHeaders: ['*'],
      ExposeHeaders: ['ETag'],
    };
    await client.send(
      new PutBucketCorsCommand({
        Bucket: server.publicBucket,
        CORSConfiguration: { CORSRules: [rule] },
      }),
    );
    expect(await troubles(server.publicBucket, changes)).toEqual([]);
  });
});

/** A bucket that is private on purpose, looked at by the user whom a policy lets in. */
async function troublesOfUser(extra: readonly ExtraRight[]) {
  const bucket = await bucketWithPolicy(extra);
  const { accessKeyId, secretAccessKey } = await rgwClient('IMBED_RGW_OTHER').config.credentials();
  const credentials = async () => ({ accessKeyId, secretAccessKey });
  return troubles(bucket, { profile: { access: 'signed' }, host: { credentials } });
}

describe('with keys that have nothing but what "imbed policy" gives', () => {
  test('uploads are well, and what goes beyond them is told of', async () => {
    expect(await troublesOfUser([])).toEqual([
      'list warn doctor/may-not-list',
      'delete warn doctor/cannot-delete',
    ]);
  });

  test('everything is well with the rights to list and to delete', async () => {
    expect(await troublesOfUser(['list', 'delete'])).toEqual([]);
  });
});
