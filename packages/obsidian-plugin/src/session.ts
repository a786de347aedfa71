import {
  accepted,
  type CheckResult,
  type Clock,
  type Credentials,
  createImageKeeper,
  createOpenProfiles,
  createPrivateImages,
  createWebDigests,
  createWebRandom,
  createWorkspaceLedger,
  type DoctorHost,
  type DoctorInit,
  defaultProfile,
  failingFast,
  type HttpTransport,
  type ImageKeeper,
  ImbedError,
  isPrivateHost,
  type JobHost,
  keyOfUrl,
  type Logger,
  type OpenProfiles,
  type PrivateImages,
  profileNamed,
  type ReadLimits,
  resolveStore,
  runDoctor,
  type Settings,
  type Workspace,
  type WorkspaceLedger,
} from '@imbed/core';
import type { Vault } from 'obsidian';
import type { FindOpenNote } from './adapters/open-notes.ts';
import { createRequestUrlTransport, type RequestUrl } from './adapters/request-url-transport.ts';
import { createVaultRecords } from './adapters/vault-records.ts';
import { createVaultWorkspace, type VaultWorkspaceInit } from './adapters/vault-workspace.ts';
import type { DeviceLimits } from './device-limits.ts';
import { type PluginData, profileNames, type SecretNames, secretsOf } from './plugin-data.ts';
import { profileIn, usableSettings } from './settings/parsed-profile.ts';

/** What the plugin takes from Obsidian; the only place where core meets it. */
export interface Surroundings {
  readonly vault: Vault;
  readonly linkedFile: VaultWorkspaceInit['linkedFile'];
  readonly attachmentPath: VaultWorkspaceInit['attachmentPath'];
  /** Called whenever the ledger got something new. */
  readonly onLedgerChange: () => void;
  readonly willCreate: VaultWorkspaceInit['willCreate'];
  readonly requestUrl: RequestUrl;
  readonly limits: DeviceLimits;
  readonly findOpenNote: FindOpenNote;
  /** `null` where this device does not know the secret: secrets are not synced. */
  getSecret(name: string): string | null;
}

/** The plugin at work with one state of its settings. */
export interface Session {
  readonly settings: Settings;
  readonly profiles: OpenProfiles;
  readonly keeper: ImageKeeper;
  readonly privateImages: PrivateImages;
  /** Whether an address leads into the bucket of a profile. */
  isInStore(url: string): boolean;
  /** Made anew for each job, which gives up on a store that is out of reach. */
  jobHost(): JobHost;
  /**
   * Looks at a profile from end to end, the one that images go to where none is named; rejects with `config/invalid`
   * where there is none.
   */
  examine(
    options: Pick<DoctorInit, 'onResult' | 'signal'>,
    profile?: string,
  ): Promise<readonly CheckResult[]>;
}

export interface Sessions {
  readonly workspace: Workspace;
  readonly ledger: WorkspaceLedger;
  /** Throws `config/*` for settings that make no sense. */
  readonly open: (data: PluginData) => Session;
}

const logger: Logger = { debug: () => undefined, warn: (message) => console.warn(message) };
const clock: Clock = { now: () => new Date() };

export function createSessions(surroundings: Surroundings): Sessions {
  const { vault } = surroundings;
  const digests = createWebDigests();
  const random = createWebRandom();
  const workspace = createVaultWorkspace({ ...surroundings, digests });
  const records = createVaultRecords(vault.adapter);
  const ledger = telling(createWorkspaceLedger(records.open('ledger.jsonl')), surroundings.onLedgerChange);
  const ports = { workspace, ledger, digests, random, clock, logger };

  const credentialsOf = (data: PluginData, name: string) => async () =>
    credentialsFrom(secretsOf(data, name), surroundings);

  function open(data: PluginData): Session {
    const settings = usableSettings(data);
    const profiles = createOpenProfiles(settings, {
      ...ports,
      createTransport: (connection) =>
        createRequestUrlTransport(surroundings.requestUrl, connection, surroundings.limits.parts),
      credentialsOf: (name) => credentialsOf(data, name),
    });
    const stores = Object.values(settings.profiles).flatMap((profile) => {
      const store = resolveStore(profile);
      return store.ok ? [store.value] : [];
    });
    return {
      ...{ settings, profiles, keeper: createImageKeeper({ ...ports, profiles, settings }) },
      privateImages: createPrivateImages(settings, {
        ...{ digests, clock, credentialsOf: (name) => credentialsOf(data, name) },
      }),
      isInStore: (url) => stores.some((store) => keyOfUrl(store, url) !== undefined),
      jobHost: () => ({
        ...{ ...ports, marked: true, records, settings, profiles: failingFast(profiles) },
        download: (url, limits) => download(surroundings.requestUrl, url, limits),
      }),
      async examine(options, name = settings.defaultProfile) {
        const found = profileNames(data).includes(name)
          ? profileIn(data, name)
          : profileNamed(name, settings, 'defaultProfile');
        const profile = accepted(found);
        const connect = async ({
          timeoutSeconds,
          tlsVerify,
          proxy,
        }: Parameters<DoctorHost['connect']>[0]) => {
          const connection = { timeoutMs: timeoutSeconds * 1000, tlsVerify, proxy };
          return {
            transport: createRequestUrlTransport(
              surroundings.requestUrl,
              connection,
              surroundings.limits.parts,
            ),
            proxy: '',
          };
        };
        const host = { connect, credentials: credentialsOf(data, name), digests, clock, random };
        return runDoctor({ ...options, profileName: name, profile, host });
      },
    };
  }

  const opened = new WeakMap<PluginData, Session>();
  return {
    ...{ workspace, ledger },
    open(data) {
      const session = opened.get(data) ?? open(data);
      opened.set(data, session);
      return session;
    },
  };
}

/** Throws `config/missing-secret`. */
export function credentialsFrom(
  names: SecretNames,
  { getSecret }: Pick<Surroundings, 'getSecret'>,
): Credentials {
  const secretOf = (name: string) => (name === '' ? '' : (getSecret(name) ?? '').trim());
  const accessKeyId = secretOf(names.accessKeyId);
  const secretAccessKey = secretOf(names.secretAccessKey);
  const sessionToken = secretOf(names.sessionToken);
  const tokenIsMissing = names.sessionToken !== '' && sessionToken === '';
  if (accessKeyId === '' || secretAccessKey === '' || tokenIsMissing)
    throw new ImbedError('config/missing-secret');
  return { accessKeyId, secretAccessKey, ...(sessionToken !== '' && { sessionToken }) };
}

function telling(ledger: WorkspaceLedger, onChange: () => void): WorkspaceLedger {
  return {
    ...ledger,
    async record(entry) {
      await ledger.record(entry);
      onChange();
    },
    async note(entry) {
      await ledger.note(entry);
      onChange();
    },
  };
}

/**
 * Whatever a note says is fetched, but not from the private network. Names are not looked up here, and redirects are
 * followed by Obsidian itself: what hides behind a public name is out of sight.
 */
async function download(
  requestUrl: RequestUrl,
  url: string,
  { maxBytes, signal }: ReadLimits,
): Promise<Uint8Array> {
  const { hostname, host } = new URL(url);
  if (isPrivateHost(hostname)) throw new ImbedError('source/private-address', { host });
  const { timeoutSeconds, tlsVerify, proxy } = defaultProfile;
  const transport: HttpTransport = createRequestUrlTransport(requestUrl, {
    ...{ timeoutMs: timeoutSeconds * 1000, tlsVerify, proxy },
  });
  const answer = await transport.send(
    { method: 'GET', url, headers: {} },
    { maxResponseBytes: maxBytes, ...(signal && { signal }) },
  );
  if (answer.status === 200) return answer.body;
  throw new ImbedError('source/download-failed', { name: host, detail: `HTTP ${answer.status}` });
}
