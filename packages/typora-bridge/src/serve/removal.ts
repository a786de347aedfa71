import { ImbedError, type LedgerEntry, parseObjectKey, type WorkspaceLedger } from '@imbed/core';
import type { Configured } from './configured.ts';
import { mirrorCopiesOf } from './mirror-copies.ts';
import { isAfter, type WaitingImages } from './waiting.ts';

export interface RemovalInit {
  configured(): Promise<Configured>;
  readonly ledger: WorkspaceLedger;
  readonly waiting: WaitingImages;
  /** Whether the profile of an entry leads to where its object is. */
  isReachable(entry: LedgerEntry): Promise<boolean>;
  /** When the link of an object was last given out, in milliseconds since 1970; 0 for never. */
  givenOutAt(entry: LedgerEntry): number;
}

/** Takes an object away, with its copies in mirrors, unless it was wanted again after `since`. */
export type Removal = (entry: LedgerEntry, since: number) => Promise<void>;

export function createRemoval(init: RemovalInit): Removal {
  const { configured, ledger, waiting, isReachable, givenOutAt } = init;

  async function remove({ store, key }: LedgerEntry, since: number): Promise<void> {
    const entry = (await ledger.objects()).find((one) => one.store === store && one.key === key);
    if (entry === undefined) throw new ImbedError('serve/unknown-object');
    if (isAfter(entry.storedAt, since) || givenOutAt(entry) > since)
      throw new ImbedError('serve/uploaded-since');
    const { settings, host } = await configured();
    const known = {
      ...{ objects: await ledger.objects(), pending: await ledger.pending() },
      stored: await ledger.find(entry.sha256),
    };
    const copies = mirrorCopiesOf(entry, known, settings);
    for (const one of [entry, ...copies.objects])
      if (!(await isReachable(one))) throw new ImbedError('serve/unknown-object');
    // The first store first: where it refuses, the copies are still needed.
    await deleteObject(entry, host);
    // Mirrors that still wait for it would bring it back.
    for (const waits of copies.pending) await waiting.dropInTurn(waits);
    for (const copy of copies.objects) {
      await deleteObject(copy, host);
      await noteDeleted(copy, host);
    }
    // Until all copies are gone, the history shows it.
    await noteDeleted(entry, host);
  }

  async function deleteObject(entry: LedgerEntry, { profiles }: Configured['host']): Promise<void> {
    const { objects } = await profiles.open(entry.profile);
    const key = parseObjectKey(entry.key);
    if (!key.ok) throw new ImbedError('store/unusable-key', { key: entry.key });
    await objects.delete(key.value);
  }

  async function noteDeleted({ sha256, store, key }: LedgerEntry, { clock }: Configured['host']) {
    await ledger.note({ type: 'deleted', sha256, store, key, at: clock.now().toISOString() });
  }

  return remove;
}
