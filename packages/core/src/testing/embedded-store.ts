import type { HttpRequest, StreamingTransport } from '../http/transport.ts';
import { nodeDigests } from '../node/digests.ts';
import { createStreamingTransport } from '../node/streaming-transport.ts';
import type { StoreSettings } from '../providers/provider.ts';
import { resolved } from './resolve-in-tests.ts';
import type { S3ServerOptions } from './s3-server/options.ts';
import { startS3Server } from './s3-server/server.ts';
import { MISSING_BUCKET, type StoreServer } from './store-under-test.ts';

const owner = { name: 'owner', accessKeyId: 'OWNERACCESSKEY000001', secretAccessKey: 'owner/secret+key=1' };
const stranger = {
  name: 'stranger',
  accessKeyId: 'STRANGERACCESSKEY001',
  secretAccessKey: 'stranger-secret',
};

const names = { bucket: 'notes', publicBucket: 'pictures', foreignBucket: 'not-yours' };

/** Ways to reach a bucket: host and dialect of the profile, and what the server must know for it. */
const ways = {
  path: {
    settings: (port) => ({ provider: 'ceph-rgw', endpoint: `http://127.0.0.1:${port}`, addressing: 'path' }),
    options: { conditionalParts: 'ignore' },
  },
  'virtual-hosted': {
    settings: (port) => ({
      provider: 'aliyun-oss',
      endpoint: `http://store.example:${port}`,
      addressing: 'virtual-hosted',
      dialect: 's3',
    }),
    options: { hostSuffix: 'store.example', addressing: 'virtual-hosted-only', deleteObjectsMd5: 'required' },
  },
  'custom domain': {
    settings: (port, bucket) => ({
      provider: 'aliyun-oss',
      endpoint: `http://${bucket}.example:${port}`,
      dialect: 's3',
    }),
    options: { boundDomains: customDomains() },
  },
  'OSS on a custom domain': {
    settings: (port, bucket) => ({ provider: 'aliyun-oss', endpoint: `http://${bucket}.example:${port}` }),
    options: { boundDomains: customDomains(), dialects: ['oss'], deleteObjectsMd5: 'required' },
  },
} satisfies Record<string, Way>;

interface Way {
  settings(port: number, bucket: string): Omit<StoreSettings, 'bucket'>;
  readonly options: Partial<S3ServerOptions>;
}

export type WayToBucket = keyof typeof ways;

export const waysToBucket = Object.keys(ways) as readonly WayToBucket[];

/** The in-process server with the contracts' buckets, reached in one of several ways. */
export async function startEmbeddedStore(way: WayToBucket): Promise<StoreServer> {
  const { settings, options }: Way = ways[way];
  const server = await startS3Server({
    users: [owner, stranger],
    buckets: [
      { name: names.bucket, owner: owner.name },
      { name: names.publicBucket, owner: owner.name, acl: 'public-read' },
      { name: names.foreignBucket, owner: stranger.name },
    ],
    ...options,
  });
  const transport = createStreamingTransport({ timeoutMs: 30_000, tlsVerify: true, proxy: '' });
  return {
    ...names,
    storeOf: (bucket) => resolved({ ...settings(server.port, bucket), bucket }),
    credentials: owner,
    transport: toLoopback(transport),
    digests: nodeDigests,
    close: () => server.close(),
  };
}

function customDomains(): Record<string, string> {
  const buckets = [...Object.values(names), MISSING_BUCKET];
  return Object.fromEntries(buckets.map((bucket) => [`${bucket}.example`, bucket]));
}

/** Every name is this machine, without a resolver. */
function toLoopback(transport: StreamingTransport): StreamingTransport {
  const redirect = (request: HttpRequest): HttpRequest => {
    const { host, port } = new URL(request.url);
    const url = request.url.replace(`//${host}`, `//127.0.0.1:${port}`);
    return { ...request, url, headers: { host, ...request.headers } };
  };
  return {
    ...transport,
    send: (request, options) => transport.send(redirect(request), options),
    stream: (request, options) => transport.stream(redirect(request), options),
  };
}
