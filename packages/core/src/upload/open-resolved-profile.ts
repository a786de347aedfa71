import { ImbedError } from '../errors.ts';
import type { HttpTransport, TransportSettings } from '../http/transport.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { parseKeyTemplate } from '../naming/key-template.ts';
import type { Clock, DigestsPort, Logger, RandomSource } from '../ports.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { storeIdentity } from '../providers/store-identity.ts';
import type { ConnectionSettings, ObjectSettings } from '../settings/profile.ts';
import { createStore } from '../store/create-store.ts';
import type { CredentialsProvider } from '../store/credentials.ts';
import { refusesOverwrite } from '../store/keep-others.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { StoreInit } from '../store/store-init.ts';
import { createUploadService, type UploadService } from './upload-service.ts';

/** What a host brings to a profile. */
export interface ProfileHost {
  /** Throws `config/invalid` for a connection setting that the host cannot grant. */
  createTransport(settings: TransportSettings): HttpTransport;
  readonly credentials: CredentialsProvider;
  readonly digests: DigestsPort;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly logger: Logger;
}

/** What works on the store of one profile. */
interface AssembledProfile {
  readonly storeInit: StoreInit;
  /** As the ledger names the bucket. */
  readonly storeIdentity: string;
  readonly objects: ObjectStore;
  readonly uploads: UploadService;
}

/**
 * The pieces of a profile whose store is known already.
 * @throws ImbedError `template/invalid`, or `config/invalid` for a connection setting that the host cannot grant
 */
export function assembleProfile(
  name: string,
  profile: ObjectSettings & ConnectionSettings,
  store: ResolvedStore,
  host: ProfileHost,
): AssembledProfile {
  const template = parseKeyTemplate(profile.keyTemplate);
  if (!template.ok) throw new ImbedError('template/invalid', { issues: template.issues });
  const { createTransport, credentials, ...ports } = host;
  const { timeoutSeconds, tlsVerify, proxy } = profile;
  const transport = createTransport({ timeoutMs: timeoutSeconds * 1000, tlsVerify, proxy });
  const { digests, clock } = ports;
  const storeInit = { store, credentials, transport, digests, clock };
  const objects = createStore(storeInit);
  const identity = storeIdentity(store);
  const uploads = createUploadService({
    ...ports,
    profileName: name,
    storeIdentity: identity,
    settings: profile,
    template: template.value,
    store: objects,
    etagIsMd5: store.etagIsMd5,
    refusesOverwrite: (size) => refusesOverwrite(store, size),
  });
  return { storeInit, storeIdentity: identity, objects, uploads };
}

/**
 * The pipeline of a profile whose store is known already, for hosts that remember it: the presets are not needed
 * then.
 * @throws ImbedError as {@link assembleProfile}
 */
export function openResolvedProfile(
  name: string,
  profile: ObjectSettings & ConnectionSettings,
  store: ResolvedStore,
  host: ProfileHost,
): UploadService {
  return assembleProfile(name, profile, store, host).uploads;
}
