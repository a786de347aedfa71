import { homedir } from 'node:os';
import { join } from 'node:path';
import { providers, resolveStore } from '../../providers/index.ts';
import { accepted } from '../../settings/accepted.ts';
import { stateFolder } from '../config-file.ts';
import { nodeCredentials } from '../credentials.ts';
import { createStreamingTransport } from '../streaming-transport.ts';
import type { Client } from './client.ts';
import { type ClientSettings, parseClientSettings } from './client-settings.ts';
import { openClient } from './open-client.ts';

/**
 * A client for one bucket. Asks nothing of it, and reads keys only when they are needed; what is wrong with them is what
 * the first call rejects with.
 * @throws ImbedError `config/invalid` or `config/provider-closed`, with what is wrong
 */
export function createClient(settings: ClientSettings): Client {
  const parsed = accepted(parseClientSettings(settings));
  const { timeoutSeconds, tlsVerify, proxy, credentials, bytesPerSecond } = parsed;
  const store = accepted(resolveStore(parsed), parsed.provider);
  const { credentialVariables } = providers[store.provider];
  const surroundings = { platform: process.platform, env: process.env, home: homedir };
  return openClient({
    store,
    credentials: nodeCredentials(credentials, credentialVariables, process.env),
    transport: createStreamingTransport({ timeoutMs: timeoutSeconds * 1000, tlsVerify, proxy }),
    ...(parsed.stateFolder === undefined
      ? { stateFolder: join(stateFolder(surroundings), 'transfers'), onNothingKept: () => undefined }
      : { stateFolder: parsed.stateFolder }),
    ...(bytesPerSecond !== undefined && { bytesPerSecond }),
  });
}
