import { isImbedError, type Settings, type WorkspaceLedger } from '@imbed/core';
import type { Configuration } from './machine.ts';

/** What is set up, in a few words. */
export interface Summary {
  readonly profile: string;
  readonly profiles: readonly { readonly name: string; readonly provider: string; readonly bucket: string }[];
  readonly mode: Settings['storage']['mode'];
  /** Images that still have to be uploaded. */
  readonly pending: number;
}

/** `undefined` when nothing is set up. Rejects with `config/*` when that makes no sense. */
export async function summarise(
  configuration: () => Promise<Configuration>,
  trees: () => Promise<readonly { readonly ledger: Pick<WorkspaceLedger, 'pending'> }[]>,
): Promise<Summary | undefined> {
  const found = await configuration().catch((error) => {
    if (isImbedError(error) && error.code === 'config/not-found') return undefined;
    throw error;
  });
  if (found === undefined) return undefined;
  const { defaultProfile, profiles, storage } = found.settings;
  const waiting = await Promise.all((await trees()).map(({ ledger }) => ledger.pending()));
  return {
    profile: defaultProfile,
    profiles: Object.entries(profiles).map(([name, { provider, bucket }]) => ({ name, provider, bucket })),
    mode: storage.mode,
    pending: waiting.flat().length,
  };
}
