import {
  createOpenProfiles,
  type Ledger,
  type Logger,
  type OpenProfiles,
  providers,
  type Settings,
} from '@imbed/core';
import {
  createNodeTransport,
  createRandom,
  nodeCredentials,
  nodeDigests,
  systemClock,
} from '@imbed/core/node';
import type { Io } from './io.ts';
import { environmentProxy } from './proxy.ts';

/** The profiles of `settings` on this machine; `warn` is told once when the ledger cannot be used. */
export function openProfiles(settings: Settings, ledger: Ledger, io: Io, warn: Logger['warn']): OpenProfiles {
  return createOpenProfiles(settings, {
    createTransport: createNodeTransport,
    credentialsOf: (_name, { credentials }, { provider }) =>
      nodeCredentials(credentials, providers[provider].credentialVariables, io.env),
    proxyOf: async ({ proxy }, { endpoint }) => proxy || environmentProxy(endpoint, io.env),
    digests: nodeDigests,
    ledger,
    clock: systemClock,
    random: createRandom(),
    logger: { debug: () => {}, warn: once(warn) },
  });
}

/** A ledger that cannot be used is told of once, not for each image. */
export function once<T extends readonly unknown[]>(tell: (...what: T) => void): (...what: T) => void {
  let told = false;
  return (...what) => {
    if (!told) tell(...what);
    told = true;
  };
}
