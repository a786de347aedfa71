import {
  type CredentialsProvider,
  createFetchTransport,
  createSessionLedger,
  createWebDigests,
  createWebRandom,
  ImbedError,
  type Logger,
  openProfile,
  type UploadService,
} from '@imbed/core';
import type { NamedProfile } from './settings.ts';

/** The only place where core meets the editor. @throws ImbedError `config/invalid` for a profile without sense */
export function openUploads(
  { name, profile }: NamedProfile,
  credentials: CredentialsProvider,
  logger: Logger,
): UploadService {
  const opened = openProfile(name, profile, {
    createTransport: createFetchTransport,
    credentials,
    digests: createWebDigests(),
    ledger: createSessionLedger(),
    clock: { now: () => new Date() },
    random: createWebRandom(),
    logger,
  });
  if (!opened.ok) throw new ImbedError('config/invalid', { issues: opened.issues });
  return opened.value;
}
