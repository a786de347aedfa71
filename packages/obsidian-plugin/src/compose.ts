import {
  accepted,
  type Credentials,
  createSessionLedger,
  createWebDigests,
  createWebRandom,
  ImbedError,
  openProfile,
  parseSettings,
  profileNamed,
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

/** Throws `config/*` or `template/invalid` for settings that make no sense. */
export function openUploads({ settings, secrets }: PluginData, surroundings: Surroundings): UploadService {
  const { defaultProfile: name, profiles } = accepted(parseSettings(settings));
  const profile = accepted(profileNamed(name, profiles, 'defaultProfile'));
  return openProfile(name, profile, {
    createTransport: (connection) => createRequestUrlTransport(surroundings.requestUrl, connection),
    credentials: async () => credentialsFrom(secrets, surroundings),
    digests: createWebDigests(),
    ledger: createSessionLedger(),
    clock: { now: () => new Date() },
    random: createWebRandom(),
    logger: { debug: () => undefined, warn: (message) => console.warn(message) },
  });
}

function credentialsFrom(names: SecretNames, { getSecret }: Surroundings): Credentials {
  const secretOf = (name: string) => (name === '' ? '' : (getSecret(name) ?? '').trim());
  const accessKeyId = secretOf(names.accessKeyId);
  const secretAccessKey = secretOf(names.secretAccessKey);
  const sessionToken = secretOf(names.sessionToken);
  const tokenIsMissing = names.sessionToken !== '' && sessionToken === '';
  if (accessKeyId === '' || secretAccessKey === '' || tokenIsMissing)
    throw new ImbedError('config/missing-secret');
  return { accessKeyId, secretAccessKey, ...(sessionToken !== '' && { sessionToken }) };
}
