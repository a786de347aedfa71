import { PutBucketCorsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpTransport } from '../http/transport.ts';
import { nodeDigests } from '../node/digests.ts';
import { createNodeTransport } from '../node/http-transport.ts';
import { nodeNetworkProbe } from '../node/network-probe.ts';
import { createRandom, systemClock } from '../node/system.ts';
import { defaultProfile } from '../settings/defaults.ts';
import type { Profile } from '../settings/profile.ts';
import { openBucketStore } from '../store/create-store.ts';
import { openRgwStore } from '../testing/rgw-store.ts';
import { initFor, type StoreServer } from '../testing/store-under-test.ts';
import type { DoctorHost } from './bench.ts';
import { runDoctor } from './run-doctor.ts';

let server: StoreServer;
beforeAll(async () => {
  server = await openRgwStore();
});
afterAll(() => server.close());

interface Changes {
  readonly profile?: Partial<Profile>;
  readonly host?: Partial<DoctorHost>;
  readonly onTheWay?: (transport: HttpTransport) => HttpTransport;
}

/** Everything that the doctor says about a bucket, but for what passed or was skipped. */
async function troubles(bucket: string, { profile, host, onTheWay }: Changes = {}) {
  const { endpoint } = server.storeOf(bucket);
  const results = await runDoctor({
    profileName: 'blog',
    profile: { ...defaultProfile, provider: 'ceph-rgw', endpoint, bucket, ...profile },
    host: {
      async connect({ timeoutSeconds, tlsVerify, proxy }) {
        const transport = createNodeTransport({ timeoutMs: timeoutSeconds * 1000, tlsVerify, proxy });
        return { transport: onTheWay?.(transport) ?? transport, proxy };
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

function answering(change: (headers: Readonly<Record<string, string>>) => Record<string, string>) {
  return (transport: HttpTransport): HttpTransport => ({
    ...transport,
    async send(request, options) {
      const answer = await transport.send(request, options);
      return { ...answer, headers: change(answer.headers) };
    },
  });
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
    const onTheWay = answering((headers) => ({ ...headers, date: 'Sat, 01 Jan 2000 00:00:00 GMT' }));
    expect(await troubles(server.bucket, { onTheWay })).toEqual(['clock fail store/clock-skew']);
  });

  test('a clock that is an hour fast behind a proxy that leaves Date out', async () => {
    const onTheWay = answering(({ date: _, ...headers }) => headers);
    expect(await troubles(server.bucket, { host: inAnHour, onTheWay })).toEqual([
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
    const body = '<Error><Code>SecondLevelDomainForbidden</Code></Error>';
    const onTheWay = (transport: HttpTransport): HttpTransport => ({
      ...transport,
      send: async ({ url, ...request }, options) =>
        new URL(url).pathname.startsWith(`/${server.bucket}/`)
          ? { status: 403, headers: { 'x-amz-request-id': 'A' }, body: new TextEncoder().encode(body) }
          : transport.send({ url, ...request }, options),
    });
    expect(await troubles(server.bucket, { onTheWay })).toEqual([
      'addressing fail store/path-style-forbidden',
    ]);
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
