import { join } from 'node:path';
import {
  type BatchOptions,
  createLedger,
  type ImageSource,
  openResolvedProfile,
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
import type { PreparedProfile } from './profile/prepared-profile.ts';
import { prepare, type Secrets, secretsOf } from './profile/recall-or-prepare.ts';
import { environmentProxy } from './proxy.ts';

/** One run of `imbed upload`, ready to send. */
export interface Session {
  /** Of the profile. */
  readonly name: string;
  readonly settings: PreparedProfile['settings'];
  /** The profile's own; empty for none. */
  readonly proxy: string;
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
  const path = configPath(args, io);
  const { text, value, readableByOthers } = await readConfigFile(path);
  const prepared = await prepare({ path, text, value }, args.value('profile') ?? '', io);
  if (readableByOthers && prepared.holdsSecrets)
    warn(`${path} may hold secrets and others may read it; run: chmod 600 "${path}"`);
  if (prepared.storageMode !== 'remote')
    warn(
      `storage.mode "${prepared.storageMode}" is for notes: without one (--note FILE) this command stores remotely and nowhere else`,
    );
  if (prepared.settings.mirrors.length > 0)
    warn('mirrors get their copies for notes only: name one with --note FILE');
  const { credentials, proxy } = secretsOf(value, prepared.name);
  const proxyInForce = proxy || (await environmentProxy(prepared.store.endpoint, io.env));
  const service = createService(prepared, { credentials, proxy: proxyInForce }, io, warn);
  const notePath = notePathOf(args.value('note'), io);
  const options = { signal: io.signal, anyFile: args.has('any-file'), ...(notePath && { notePath }) };
  return {
    name: prepared.name,
    settings: prepared.settings,
    proxy,
    uploadAll: (sources, watcher) => uploadAll(service, sources, { ...options, ...watcher }),
  };
}

function createService(prepared: PreparedProfile, secrets: Secrets, io: Io, warn: Warn): UploadService {
  const { name, settings, store, credentialVariables } = prepared;
  const ledgerPath = join(stateFolder(io), 'ledger.jsonl');
  return openResolvedProfile(name, { ...settings, proxy: secrets.proxy }, store, {
    createTransport: createNodeTransport,
    credentials: nodeCredentials(secrets.credentials, credentialVariables, io.env),
    digests: nodeDigests,
    ledger: createLedger(createAppendFile(ledgerPath)),
    clock: systemClock,
    random: createRandom(),
    logger: { debug: () => {}, warn: once((message) => warn(`${message} (${ledgerPath})`)) },
  });
}

/** A ledger that cannot be used is told of once, not for each image. */
function once(tell: Warn): Warn {
  let told = false;
  return (message) => {
    if (!told) tell(message);
    told = true;
  };
}
