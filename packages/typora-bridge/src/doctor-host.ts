import { join } from 'node:path';
import { type Connection, type DoctorHost, openProviderIds, type Profile, providers } from '@imbed/core';
import {
  createNodeTransport,
  createProbeMemory,
  createRandom,
  nodeCredentials,
  nodeDigests,
  nodeNetworkProbe,
  stateFolder,
  systemClock,
} from '@imbed/core/node';
import type { Io } from './io.ts';
import { environmentProxy } from './proxy.ts';

/** What the doctor needs of this machine. */
export function hostFor(profile: Profile, io: Io): DoctorHost {
  // The keys of a store that has closed are never asked for.
  const store = openProviderIds.find((id) => id === profile.provider);
  const variables = store === undefined ? [] : providers[store].credentialVariables;
  return {
    async connect({ timeoutSeconds, tlsVerify, proxy: own }, url): Promise<Connection> {
      const proxy = own || (await environmentProxy(url, io.env));
      const transport = createNodeTransport({ timeoutMs: timeoutSeconds * 1000, tlsVerify, proxy });
      return { transport, proxy: proxy === '' ? '' : addressOf(proxy) };
    },
    credentials: nodeCredentials(profile.credentials, variables, io.env),
    digests: nodeDigests,
    clock: systemClock,
    random: createRandom(),
    network: nodeNetworkProbe,
    memory: createProbeMemory(join(stateFolder(io), 'doctor')),
  };
}

/** Without the password; one that is no address is told of by the first request. */
function addressOf(proxy: string): string {
  return URL.canParse(proxy) ? new URL(proxy).host : '?';
}
