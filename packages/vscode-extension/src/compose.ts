import {
  type CredentialsProvider,
  createFetchTransport,
  createSessionLedger,
  createWebDigests,
  createWebRandom,
  type Logger,
  openProfile,
  type UploadService,
} from '@imbed/core';
import type { NamedProfile } from './settings.ts';

/**
 * The only place where core meets the editor.
 * @throws ImbedError `config/*` or `template/invalid` for a profile that makes no sense
 */
export function openUploads(
  { name, profile }: NamedProfile,
  credentials: CredentialsProvider,
  logger: Logger,
): UploadService {
  return openProfile(name, profile, {
    createTransport: createFetchTransport,
    credentials,
    digests: createWebDigests(),
    ledger: createSessionLedger(),
    clock: { now: () => new Date() },
    random: createWebRandom(),
    logger,
  });
}
