import {
  type Credentials,
  createSessionLedger,
  createWebDigests,
  createWebRandom,
  ImbedError,
  openProfile,
  parseSettings,
  type UploadService,
} from '@imbed/core';
import { createRequestUrlTransport, type RequestUrl } from './adapters/request-url-transport.ts';
import type { PluginData, SecretNames } from './plugin-data.ts';

/** What the plugin takes from Obsidian to upload; the only place where core meets it. */
export interface Surroundings {
  readonly requestUrl: RequestUrl;
  /** `null` where this device does not know the secret: secrets are not synced. */
  getSecret(name: string): string | null;
}

/** Rejects with `config/invalid` for settings that make no sense. */
export function openUploads({ settings, secrets }: PluginData, surroundings: Surroundings): UploadService {
  const parsed = parseSettings(settings);
  if (!parsed.ok) throw new ImbedError('config/invalid', { issues: parsed.issues });
  const { defaultProfile: name, profiles } = parsed.value;
  const profile = profiles[name];
  if (profile === undefined) throw new ImbedError('config/invalid', { detail: name });
  const opened = openProfile(name, profile, {
    createTransport: (connection) => createRequestUrlTransport(surroundings.requestUrl, connection),
    credentials: async () => credentialsFrom(secrets, surroundings),
    digests: createWebDigests(),
    ledger: createSessionLedger(),
    clock: { now: () => new Date() },
    random: createWebRandom(),
    logger: { debug: () => undefined, warn: (message) => console.warn(message) },
  });
  if (!opened.ok) throw new ImbedError('config/invalid', { issues: opened.issues });
  return opened.value;
}

function credentialsFrom(names: SecretNames, { getSecret }: Surroundings): Credentials {
  const secretOf = (name: string) => (name === '' ? '' : (getSecret(name) ?? '').trim());
  const accessKeyId = secretOf(names.accessKeyId);
  const secretAccessKey = secretOf(names.secretAccessKey);
  if (accessKeyId === '' || secretAccessKey === '') throw new ImbedError('config/missing-secret');
  return { accessKeyId, secretAccessKey };
}
