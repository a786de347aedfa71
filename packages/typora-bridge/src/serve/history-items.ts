import { basename } from 'node:path';
import { formatImageLink, type LedgerEntry, parseObjectKey, presignedGetUrl, providers } from '@imbed/core';
import { nodeCredentials } from '@imbed/core/node';
import type { Io } from '../io.ts';
import type { Configured } from './configured.ts';
import type { ObjectIds } from './object-ids.ts';
import type { HistoryItem } from './page-api.ts';
import { thumbnailUrl } from './thumbnail.ts';

/** The longest that stores grant, as `imbed upload` asks for. */
const SIGNED_SECONDS = 7 * 24 * 60 * 60;

/** Entries of the ledger as the page shows them. Both reject with `config/*`. */
export interface HistoryItems {
  itemOf(entry: LedgerEntry): Promise<HistoryItem>;
  /** Whether the profile of the entry leads to where the object is. */
  isReachable(entry: LedgerEntry): Promise<boolean>;
}

export interface HistoryItemsInit {
  readonly io: Io;
  configured(): Promise<Configured>;
  readonly ids: ObjectIds;
}

export function createHistoryItems({ io, configured, ids }: HistoryItemsInit): HistoryItems {
  async function itemOf(entry: LedgerEntry): Promise<HistoryItem> {
    const { key, size, contentType, profile, storedAt } = entry;
    const name = entry.name ?? basename(key);
    const canDelete = await isReachable(entry);
    const url = canDelete ? await linkTo(entry) : entry.url;
    const provider = (await configured()).settings.profiles[profile]?.provider;
    const thumbnail = canDelete && provider && thumbnailUrl(provider, { url, contentType, size });
    const markdown = formatImageLink({ alt: withoutExtension(name), target: url }, 'markdown');
    return {
      ...{ id: ids(entry), url, name, sizeBytes: size, contentType, at: storedAt },
      ...{ profile, markdown, key, canDelete, ...(thumbnail && { thumbnailUrl: thumbnail }) },
    };
  }

  async function isReachable({ profile, store }: LedgerEntry): Promise<boolean> {
    const { settings, host } = await configured();
    if (!Object.hasOwn(settings.profiles, profile)) return false;
    return host.profiles.open(profile).then(
      ({ storeIdentity }) => storeIdentity === store,
      () => false,
    );
  }

  async function linkTo({ profile, key, url }: LedgerEntry): Promise<string> {
    const { host } = await configured();
    const { settings, store } = await host.profiles.open(profile);
    const objectKey = parseObjectKey(key);
    if (settings.access !== 'signed' || !objectKey.ok) return url;
    const variables = providers[store.provider].credentialVariables;
    const credentials = nodeCredentials(settings.credentials, variables, io.env);
    const { digests, clock } = host;
    return presignedGetUrl({ store, credentials, digests, clock }, objectKey.value, SIGNED_SECONDS);
  }

  return { itemOf, isReachable };
}

function withoutExtension(name: string): string {
  return name.replace(/(?<=.)\.[a-z0-9]{1,5}$/i, '');
}
