import { homedir } from 'node:os';
import { join } from 'node:path';
import { providers, resolveStore } from '../../providers/index.ts';
import type { StoreSettings } from '../../providers/provider.ts';
import { accepted } from '../../settings/accepted.ts';
import { defaultProfile } from '../../settings/defaults.ts';
import type { ConnectionSettings, CredentialSource } from '../../settings/profile.ts';
import { stateFolder } from '../config-file.ts';
import { nodeCredentials } from '../credentials.ts';
import { canKeepIn } from '../make-folder.ts';
import { createStreamingTransport } from '../streaming-transport.ts';
import type { Client } from './client.ts';
import { openClient } from './open-client.ts';

/** A bucket as a profile of the configuration has it, all but `provider` and `bucket` with the same defaults. */
export interface ClientSettings extends StoreSettings, Partial<ConnectionSettings> {
  /** The provider's customary environment variables when absent. */
  readonly credentials?: CredentialSource;
  /**
   * Where unfinished transfers are remembered, and must be. When absent, the command's own folder, so that each goes on
   * with what the other began; where nothing can be written there, transfers start anew.
   */
  readonly stateFolder?: string;
  /** Of all transfers together. */
  readonly bytesPerSecond?: number;
}

/**
 * A client for one bucket.
 * @throws ImbedError `config/invalid` or `config/provider-closed`, with what is wrong
 */
export function createClient(settings: ClientSettings): Client {
  const { timeoutSeconds, tlsVerify, proxy, credentials } = { ...defaultProfile, ...settings };
  const store = accepted(resolveStore(settings), settings.provider);
  const { credentialVariables } = providers[store.provider];
  const surroundings = { platform: process.platform, env: process.env, home: homedir };
  const { bytesPerSecond } = settings;
  const customary = join(stateFolder(surroundings), 'transfers');
  const keptIn = settings.stateFolder ?? (canKeepIn(customary) ? customary : undefined);
  return openClient({
    store,
    credentials: nodeCredentials(credentials, credentialVariables, process.env),
    transport: createStreamingTransport({ timeoutMs: timeoutSeconds * 1000, tlsVerify, proxy }),
    ...(keptIn !== undefined && { stateFolder: keptIn }),
    ...(bytesPerSecond !== undefined && { bytesPerSecond }),
  });
}
