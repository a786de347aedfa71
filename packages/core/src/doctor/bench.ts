import { type ImbedError, isImbedError, toImbedError } from '../errors.ts';
import type { HttpResponse, HttpTransport } from '../http/transport.ts';
import { splitUrl, type UrlParts } from '../http/url-parts.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import type { ExtraRight } from '../policies/operations.ts';
import type { Clock, DigestsPort, RandomSource } from '../ports.ts';
import { bucketUrl } from '../providers/bucket-url.ts';
import { resolveStore } from '../providers/index.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { storeIdentity } from '../providers/store-identity.ts';
import { accepted } from '../settings/accepted.ts';
import { checkProfile } from '../settings/check-settings.ts';
import type { ConnectionSettings, Profile } from '../settings/profile.ts';
import { createStore, openBucketStore } from '../store/create-store.ts';
import type { CredentialsProvider } from '../store/credentials.ts';
import { createMultipartSessions, type MultipartSessions } from '../store/multipart-sessions.ts';
import type { BucketStore, ObjectStore, RequestOptions } from '../store/object-store.ts';
import { objectUrl } from '../store/request-url.ts';
import type { RetryPorts } from '../store/retry.ts';
import type { NetworkProbe } from './network-probe.ts';
import { once } from './once.ts';
import type { ProbeMemory } from './probe-memory.ts';
import { ID_LENGTH, LASTING_ID, probeKey, probePrefix } from './probe-object.ts';
import { createPublicReader, type PublicAnswer, type PublicReader } from './public-answer.ts';
import { createTraces, type Traces } from './traces.ts';

/** A way out of this machine. */
export interface Connection {
  readonly transport: HttpTransport;
  /** `host:port` of the proxy in force, without its password; empty for none. */
  readonly proxy: string;
}

/** What a host brings to the doctor. */
export interface DoctorHost {
  /**
   * The way to `url`, as the profile and the machine want it. Rejects with `config/invalid` for a setting that the
   * host cannot grant, with `network/proxy` for a proxy that cannot be used.
   */
  connect(settings: ConnectionSettings, url: string): Promise<Connection>;
  readonly credentials: CredentialsProvider;
  readonly digests: DigestsPort;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly network?: NetworkProbe;
  readonly memory?: ProbeMemory;
  readonly retry?: RetryPorts;
  /** Origin of the page that has to reach the bucket, e.g. `https://vscode.dev`; absent where no browser is involved. */
  readonly origin?: string;
  /** A browser sends the requests: it enforces CORS, follows redirects by itself and hides some headers. */
  readonly inBrowser?: boolean;
}

/** What the checks share. Whatever costs a request is asked once, by the first check that wants it. */
export interface Bench {
  readonly host: DoctorHost;
  readonly profile: Profile;
  readonly store: ResolvedStore;
  readonly connection: Connection;
  /** Of the store's API. */
  readonly target: UrlParts;
  readonly options: RequestOptions;
  readonly objects: ObjectStore;
  /** Everything that probes of this profile begin with. */
  readonly prefix: string;
  /** Name of this run. */
  readonly id: string;
  /** Whether the keys may delete, and so where the probe goes. */
  probe(): Promise<{ readonly key: ObjectKey; readonly deletable: boolean }>;
  /** What the store says to a stranger; rejects when it does not answer. */
  stranger(): Promise<HttpResponse>;
  /** What is wrong with a first signed request; `undefined` when nothing is. */
  firstRefusal(): Promise<ImbedError | undefined>;
  bucket(): Promise<BucketStore>;
  readonly sessions: MultipartSessions;
  readonly reader: PublicReader;
  /** What a stranger gets who follows the probe's link. */
  publicAnswer(): Promise<PublicAnswer>;
  readonly traces: Traces;
  /** Beyond those of an upload, that the keys have turned out to have. */
  readonly rights: Set<ExtraRight>;
}

export interface BenchInit {
  readonly profileName: string;
  readonly profile: Profile;
  readonly host: DoctorHost;
  readonly signal?: AbortSignal;
}

/**
 * Everything that the checks need, without a request.
 * Rejects with `config/invalid`, `config/provider-closed` or what the host's `connect` rejects with.
 */
export async function openBench(init: BenchInit): Promise<Bench> {
  const { profile, host } = init;
  const issues = checkProfile(profile);
  const store = accepted(issues.length > 0 ? { ok: false, issues } : resolveStore(profile), profile.provider);
  const connection = await connect(host, profile, store.endpoint);
  // As readers go there, who take no certificate that is not trusted.
  const outside = await connect(host, { ...profile, tlsVerify: true }, store.publicBaseUrl);
  const options: RequestOptions = init.signal === undefined ? {} : { signal: init.signal };
  const { credentials, digests, clock, retry } = host;
  const wire = { store, credentials, digests, clock, transport: connection.transport };
  const objects = createStore(wire, retry);
  const prefix = probePrefix(profile.keyTemplate, init.profileName);
  const id = host.random.string(ID_LENGTH);
  const fresh = probeKey(prefix, id);
  // Asked for before there is anything, under another name: a cache on the way would remember that it was missing.
  const absent = probeKey(prefix, `${id}0`);
  const reader = createPublicReader(outside.transport, options, host.inBrowser !== true);
  const rights = new Set<ExtraRight>();
  const probe = once(async () => {
    const deletable = await mayDelete(objects, absent, options);
    if (deletable) rights.add('delete');
    return { key: deletable ? fresh : probeKey(prefix, LASTING_ID), deletable };
  });
  return {
    ...{ host, profile, store, connection, options, objects, prefix, id, reader, probe, rights },
    target: splitUrl(bucketUrl(store)),
    stranger: once(() =>
      connection.transport.send({ method: 'GET', url: objectUrl(store, absent), headers: {} }, options),
    ),
    firstRefusal: once(() => refusalOf(objects, absent, options)),
    bucket: once(() => openBucketStore(wire, retry)),
    sessions: createMultipartSessions(wire, retry),
    publicAnswer: once(async () => reader.read(objects.publicUrl((await probe()).key))),
    traces: createTraces(host.memory, { id, store: storeIdentity(store) }),
  };
}

/** A proxy that cannot be used is told of by the check of the proxy, as whatever else keeps it from working. */
async function connect(host: DoctorHost, settings: ConnectionSettings, url: string): Promise<Connection> {
  try {
    return await host.connect(settings, url);
  } catch (error) {
    if (!isImbedError(error) || error.code !== 'network/proxy') throw error;
    const send = () => Promise.reject(error);
    const capabilities = { uploadProgress: false, abort: 'native' } as const;
    return { proxy: error.facts.host ?? '?', transport: { name: 'unusable', capabilities, send } };
  }
}

/** Deleting what is not there does nothing, or is refused. */
async function mayDelete(objects: ObjectStore, key: ObjectKey, options: RequestOptions): Promise<boolean> {
  try {
    await objects.delete(key, options);
    return true;
  } catch (error) {
    return toImbedError(error).code !== 'store/access-denied';
  }
}

/** A GET, because an answer to HEAD does not tell a missing object from a missing bucket. */
async function refusalOf(
  objects: ObjectStore,
  key: ObjectKey,
  options: RequestOptions,
): Promise<ImbedError | undefined> {
  try {
    await objects.get(key, options);
    return undefined;
  } catch (error) {
    const refusal = toImbedError(error);
    return refusal.code === 'store/no-such-key' ? undefined : refusal;
  }
}
