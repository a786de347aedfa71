import { nodeDigests } from '../node/digests.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import type { RetryPorts } from '../store/retry.ts';
import type { StoreInit } from '../store/store-init.ts';
import { plainStore } from './plain-store.ts';
import { createScriptedTransport } from './scripted-transport.ts';

export type Script = Parameters<typeof createScriptedTransport>[0];

/** A store that hears what `script` says, tries again at once, and lives in one second. */
export function openScripted<Store>(
  create: (init: StoreInit, ports: RetryPorts) => Store,
  script: Script,
  changes: Partial<ResolvedStore> = {},
) {
  const transport = createScriptedTransport(script);
  const init: StoreInit = {
    store: plainStore(changes),
    transport,
    credentials: async () => ({ accessKeyId: 'AK', secretAccessKey: 'SK' }),
    digests: nodeDigests,
    clock: { now: () => new Date('2026-11-22T01:02:03Z') },
  };
  return { transport, store: create(init, { sleep: async () => {}, random: () => 0 }) };
}
