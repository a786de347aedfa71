import { join } from 'node:path';
import {
  type BatchOptions,
  closedProviders,
  createLedger,
  type ErrorCode,
  type ImageSource,
  ImbedError,
  nearest,
  openProfile,
  type Profile,
  parseSettings,
  providers,
  type Settings,
  type UploadOutcome,
  type UploadService,
  uploadAll,
} from '@imbed/core';
import {
  createAppendFile,
  createNodeTransport,
  createRandom,
  nodeCredentials,
  nodeDigests,
  readConfigFile,
  stateFolder,
  systemClock,
} from '@imbed/core/node';
import type { Args } from './args.ts';
import { configPath } from './config-location.ts';
import type { Io } from './io.ts';
import { notePathOf } from './note-path.ts';
import { environmentProxy } from './proxy.ts';

/** One run of `imbed upload`, ready to send. */
export interface Session {
  readonly profile: Profile;
  uploadAll(
    sources: readonly ImageSource[],
    watcher?: Pick<BatchOptions, 'onProgress' | 'onOutcome'>,
  ): Promise<readonly UploadOutcome[]>;
}

type Warn = (text: string) => void;

/**
 * Puts the pieces of core together as the configuration says.
 * Rejects with `config/*` or `template/invalid`; keys are asked for only when the first request is signed.
 */
export async function openSession(args: Args, io: Io): Promise<Session> {
  const warn: Warn = args.has('quiet') ? () => {} : (text) => io.warn(`imbed: warning: ${text}\n`);
  const settings = await readSettings(configPath(args, io), warn);
  const name = args.value('profile') || settings.defaultProfile;
  const profile = profileNamed(name, settings);
  const proxy = profile.proxy || (await environmentProxy(profile, io.env));
  const service = createService(name, { ...profile, proxy }, io, warn);
  const notePath = notePathOf(args.value('note'), io);
  const options = { signal: io.signal, anyFile: args.has('any-file'), ...(notePath && { notePath }) };
  return {
    profile,
    uploadAll: (sources, watcher) => uploadAll(service, sources, { ...options, ...watcher }),
  };
}

async function readSettings(path: string, warn: Warn): Promise<Settings> {
  const { value, readableByOthers } = await readConfigFile(path);
  const settings = parseSettings(value);
  if (!settings.ok) throw new ImbedError('config/invalid', { issues: settings.issues });
  if (readableByOthers && holdsKeys(settings.value))
    warn(`${path} holds keys and others may read it; run: chmod 600 "${path}"`);
  return settings.value;
}

function holdsKeys({ profiles }: Settings): boolean {
  return Object.values(profiles).some(({ credentials }) => credentials.source === 'inline');
}

function profileNamed(name: string, { profiles }: Settings): Profile {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile !== undefined) return profile;
  const names = Object.keys(profiles);
  const meant = nearest(name, names);
  const hint = meant === undefined ? `there are: ${names.join(', ')}` : `did you mean "${meant}"?`;
  const problem = `there is no profile "${name}"; ${hint}`;
  throw new ImbedError('config/invalid', { issues: [{ field: '--profile', problem }] });
}

function createService(name: string, profile: Profile, io: Io, warn: Warn): UploadService {
  const ledgerPath = join(stateFolder(io), 'ledger.jsonl');
  const service = openProfile(name, profile, {
    createTransport: createNodeTransport,
    credentials: nodeCredentials(profile.credentials, variablesOf(profile), io.env),
    digests: nodeDigests,
    ledger: createLedger(createAppendFile(ledgerPath)),
    clock: systemClock,
    random: createRandom(),
    logger: { debug: () => {}, warn: once((message) => warn(`${message} (${ledgerPath})`)) },
  });
  if (service.ok) return service.value;
  const { issues } = service;
  throw new ImbedError(codeOf(profile, issues[0]?.field), { provider: profile.provider, issues });
}

function variablesOf({ provider }: Profile) {
  return isClosed(provider) ? [] : providers[provider].credentialVariables;
}

function isClosed(provider: Profile['provider']): provider is keyof typeof closedProviders {
  return Object.hasOwn(closedProviders, provider);
}

function codeOf({ provider }: Profile, field: string | undefined): ErrorCode {
  if (isClosed(provider)) return 'config/provider-closed';
  return field === 'keyTemplate' ? 'template/invalid' : 'config/invalid';
}

/** A ledger that cannot be used is told of once, not for each image. */
function once(tell: Warn): Warn {
  let told = false;
  return (message) => {
    if (!told) tell(message);
    told = true;
  };
}
