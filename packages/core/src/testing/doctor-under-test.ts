import type { DoctorHost } from '../doctor/bench.ts';
import type { CheckName, CheckResult } from '../doctor/check.ts';
import type { NetworkProbe } from '../doctor/network-probe.ts';
import type { Probe, ProbeMemory } from '../doctor/probe-memory.ts';
import { probeImage } from '../doctor/probe-object.ts';
import { runDoctor } from '../doctor/run-doctor.ts';
import type { HttpTransport } from '../http/transport.ts';
import { nodeDigests } from '../node/digests.ts';
import { createNodeTransport } from '../node/http-transport.ts';
import { defaultProfile } from '../settings/defaults.ts';
import type { Profile } from '../settings/profile.ts';
import type { Credentials } from '../store/credentials.ts';
import { createMultipartSessions, type UnfinishedUpload } from '../store/multipart-sessions.ts';
import { createFixedRandom } from './fixed-random.ts';
import { resolved } from './resolve-in-tests.ts';
import type { RecordedRequest, RequestHook } from './s3-server/faults.ts';
import type { S3ServerOptions } from './s3-server/options.ts';
import { type S3Server, startS3Server } from './s3-server/server.ts';

export const doctorKeys: Credentials = { accessKeyId: 'AKIDDOCTOR', secretAccessKey: 'doctor/secret+key=1' };

/** How one run differs from a healthy one. */
export interface DoctorChanges {
  readonly profile?: Partial<Profile>;
  readonly host?: Partial<DoctorHost>;
  readonly server?: Partial<S3ServerOptions>;
  /** The host sees nothing of the network, as editors do. */
  readonly blind?: true;
  /** What the store does to requests. */
  readonly hook?: RequestHook;
  /** What is on the way to the store. */
  readonly onTheWay?: (transport: HttpTransport) => HttpTransport;
  /** Of the proxy in force; none when absent. */
  readonly proxy?: string;
  readonly signal?: AbortSignal;
}

export interface Examination {
  readonly results: readonly CheckResult[];
  of(check: CheckName): CheckResult;
  /** What neither passed nor was skipped. */
  readonly troubles: readonly CheckResult[];
  readonly requests: readonly RecordedRequest[];
  /** Keys in the bucket when the run was over. */
  readonly left: readonly string[];
}

/** A bucket of Alibaba Cloud OSS in Hong Kong that everybody may read, at hosts of its own that lead to this machine. */
const healthy: Profile = {
  ...defaultProfile,
  provider: 'aliyun-oss',
  bucket: 'my-notes',
  region: 'cn-hongkong',
};

/** One run of the doctor on a server of its own, with what `prepare` puts there before. */
export async function examine(
  changes: DoctorChanges = {},
  prepare: (server: S3Server) => Promise<void> = async () => {},
): Promise<Examination> {
  const surgery = await openSurgery(changes);
  try {
    await prepare(surgery.server);
    return await surgery.examine();
  } finally {
    await surgery.server.close();
  }
}

/** A server for several runs of the doctor, whose pictures have different names. */
export interface Surgery {
  readonly server: S3Server;
  /** @param more of this run alone; nothing of the server */
  examine(more?: Pick<DoctorChanges, 'host' | 'onTheWay' | 'profile'>): Promise<Examination>;
  /** Uploads in parts that were neither completed nor aborted. */
  unfinished(): Promise<readonly UnfinishedUpload[]>;
}

export async function openSurgery(changes: DoctorChanges = {}): Promise<Surgery> {
  const profile = { ...healthy, ...changes.profile };
  const server = await startFor(profile, changes);
  const random = createFixedRandom();
  return {
    server,
    async examine(more = {}) {
      const own = { ...changes, ...more, host: { random, ...changes.host, ...more.host } };
      const signal = changes.signal === undefined ? {} : { signal: changes.signal };
      const results = await runDoctor({
        ...{ profileName: 'blog', profile: { ...profile, ...more.profile } },
        ...{ host: hostOn(server, own), ...signal },
      });
      return {
        results,
        of: (check) => found(results, check),
        troubles: results.filter(({ status }) => status === 'warn' || status === 'fail'),
        requests: server.requests,
        left: server.storage.listObjects(profile.bucket).map(({ key }) => key),
      };
    },
    async unfinished() {
      const { connect, ...host } = hostOn(server, {});
      const { transport } = await connect(profile, '');
      const sessions = createMultipartSessions({ store: resolved(profile), transport, ...host });
      const found: UnfinishedUpload[] = [];
      for await (const upload of sessions.unfinished('')) found.push(upload);
      return found;
    },
  };
}

function found(results: readonly CheckResult[], check: CheckName): CheckResult {
  const result = results.find((one) => one.check === check);
  if (result === undefined) throw new Error(`no result for ${check}`);
  return result;
}

function startFor(profile: Profile, { server, hook }: DoctorChanges): Promise<S3Server> {
  const store = resolved(profile);
  const [own, open] = [store.endpoint, store.publicBaseUrl].map((url) => new URL(url).hostname);
  return startS3Server({
    users: [{ ...doctorKeys, name: 'owner' }],
    buckets: [{ name: profile.bucket, owner: 'owner', acl: 'public-read' }],
    ...(own !== undefined && { hostSuffix: own }),
    // In path style both are one host.
    ...(open !== undefined && open !== own && { boundDomains: { [open]: profile.bucket } }),
    dialects: ['s3', 'oss'],
    ...(hook !== undefined && { onRequest: hook }),
    ...server,
  });
}

function hostOn({ port }: S3Server, { host, blind, onTheWay, proxy = '' }: DoctorChanges): DoctorHost {
  const direct = createNodeTransport({ timeoutMs: 60_000, tlsVerify: true, proxy: '' });
  const transport = toPort(direct, port);
  return {
    connect: async () => ({ transport: onTheWay?.(transport) ?? transport, proxy }),
    credentials: async () => doctorKeys,
    digests: nodeDigests,
    clock: { now: () => new Date() },
    random: createFixedRandom(),
    retry: { sleep: async () => {}, random: () => 0 },
    ...(blind !== true && { network: clearNetwork }),
    ...host,
  };
}

const clearNetwork: NetworkProbe = {
  resolve: async () => ['203.0.113.7'],
  connect: async () => ({ issuer: 'GlobalSign nv-sa', validTo: new Date('2999-01-01') }),
};

/** Every name and every scheme is this server, without a resolver. */
function toPort(transport: HttpTransport, port: number): HttpTransport {
  return {
    ...transport,
    send(request, options) {
      const { host, origin } = new URL(request.url);
      const url = request.url.replace(origin, `http://127.0.0.1:${port}`);
      return transport.send({ ...request, url, headers: { host, ...request.headers } }, options);
    },
  };
}

/** Into the bucket, a long time ago; the doctor's own picture unless it is another one. */
export async function putObject({ storage }: S3Server, key: string, bytes = probeImage()): Promise<void> {
  const record = {
    ...{ key, size: bytes.byteLength, etag: 'x', lastModified: '2026-01-01T00:00:00.000Z' },
    ...({ acl: 'default', headers: {}, metadata: {}, checksums: {} } as const),
  };
  await storage.saveObject('my-notes', { record, bytes });
}

export interface RecordingMemory extends ProbeMemory {
  readonly probes: Map<string, Probe>;
  /** As when the processes of all runs so far were killed. */
  endRuns(): void;
}

/** @param probes of runs that are over */
export function createMemoryOfProbes(probes: readonly Probe[] = []): RecordingMemory {
  const kept = new Map(probes.map((probe) => [probe.id, probe]));
  const running = new Set<string>();
  return {
    probes: kept,
    remembered: async () => [...kept.values()].filter(({ id, over }) => over === true || !running.has(id)),
    async remember(probe) {
      running.add(probe.id);
      kept.set(probe.id, probe);
    },
    forget: async (id) => void kept.delete(id),
    endRuns: () => running.clear(),
  };
}

/** A read without keys and without a signature in the address. */
export function isAnonymous({ headers, query, method }: RecordedRequest): boolean {
  return method === 'GET' && headers['authorization'] === undefined && !query.has('X-Amz-Signature');
}
