import type { LedgerEntry } from '../ledger/ledger.ts';
import { keyPrefix } from '../naming/key-prefix.ts';
import { type ObjectKey, parseObjectKey } from '../naming/object-key.ts';
import type { BucketStore, ListedObject } from '../store/object-store.ts';
import type { OpenProfile } from '../upload/open-profiles.ts';
import { foldedName } from '../workspace/folded-name.ts';
import { baseNameOf } from '../workspace/workspace-path.ts';
import type { JobHost } from './job.ts';
import type { JobRun } from './job-run.ts';
import { createKeySearch, isKeySearchable } from './mentioned-keys.ts';
import { createNameSearch, isSearchable } from './mentioned-names.ts';
import type { OwnObjects } from './own-objects.ts';
import { QUARANTINE_FOLDER } from './quarantine.ts';
import { forEachText, isAscii } from './workspace-texts.ts';

export interface UnreferencedObject {
  readonly key: ObjectKey;
  readonly etag: string | undefined;
}

/** An object that is unreferenced unless some text has one of its traces. */
interface Suspect extends UnreferencedObject {
  /** Keys of all objects with these bytes: a mirror is as good as what it mirrors. */
  readonly keys: readonly string[];
  /** Folded names of the local copies that are there: a note may show one of them. */
  readonly copies: readonly string[];
}

/** Which objects are looked at. */
interface Suspicion {
  /**
   * In hours. A younger object may be in a note that has not been synced here yet, and one of unknown age counts as
   * young.
   */
  readonly olderThan: number;
  /** Also what this workspace did not store: other programs and other workspaces may use the same bucket. */
  readonly all: boolean;
}

/**
 * Objects that no file of the workspace refers to: neither by key, nor by another object or a local copy of the same
 * bytes. Only what this workspace stored or, when all are meant, what is below the fixed part of the key template.
 * None when a file could not be read. Rejects as the store does, and with `cancelled`.
 */
export async function findUnreferenced(
  run: JobRun,
  objects: OwnObjects,
  profile: OpenProfile,
  bucket: BucketStore,
  suspicion: Suspicion,
): Promise<readonly UnreferencedObject[]> {
  const suspects = await listSuspects(run, objects, profile, bucket, suspicion);
  if (suspects.length === 0) return [];
  const keySearch = createKeySearch(new Set(suspects.flatMap(({ keys }) => keys)));
  const names = new Set(suspects.flatMap(({ copies }) => copies));
  const nameSearch = createNameSearch(names);
  const found = { keys: new Set<string>(), names: new Set<string>(), isGarbled: false };
  const isComplete = await forEachText(run, ({ text, isGarbled }) => {
    for (const key of keySearch.mentionedIn(text)) found.keys.add(key);
    if (names.size > 0) for (const name of nameSearch.mentionedIn(text)) found.names.add(name);
    found.isGarbled ||= isGarbled;
  });
  if (!isComplete) return [];
  return suspects.filter(
    ({ keys, copies }) =>
      !keys.some((key) => found.keys.has(key) || (found.isGarbled && !isAscii(key))) &&
      !copies.some((name) => found.names.has(name) || (found.isGarbled && !isAscii(name))),
  );
}

async function listSuspects(
  { host, signal, goOn }: JobRun,
  objects: OwnObjects,
  profile: OpenProfile,
  bucket: BucketStore,
  { olderThan, all }: Suspicion,
): Promise<readonly Suspect[]> {
  const folder = keyPrefix(profile.settings.keyTemplate, profile.name);
  const suspects: Suspect[] = [];
  const latest = host.clock.now().getTime() - olderThan * 3_600_000;
  // Nothing says whose an object is that is neither in the ledger nor in our folder.
  const onlyOurs = !all || folder === '';
  const request = folder === '' ? {} : { prefix: `${folder}/` };
  for await (const page of bucket.list(request, signal && { signal }))
    for (const listing of page.objects) {
      goOn();
      if (!isOlder(listing, latest)) continue;
      const suspect = await suspectOf(host, objects, profile, listing, onlyOurs);
      if (suspect !== undefined) suspects.push(suspect);
    }
  return suspects;
}

function isOlder({ lastModified }: ListedObject, latest: number): boolean {
  return lastModified !== undefined && lastModified.getTime() <= latest;
}

async function suspectOf(
  host: JobHost,
  objects: OwnObjects,
  profile: OpenProfile,
  { key: text, etag }: ListedObject,
  onlyOurs: boolean,
): Promise<Suspect | undefined> {
  const key = parseObjectKey(text);
  if (!key.ok || !isKeySearchable(text) || text.startsWith(`${QUARANTINE_FOLDER}/`)) return undefined;
  const { entries } = await objects.at({ profile, key: key.value });
  if (onlyOurs && !entries.some(isStoredHere)) return undefined;
  const keys = new Set<string>([text]);
  const copies = new Set<string>();
  for (const sha256 of new Set(entries.map((entry) => entry.sha256))) {
    for (const twin of await host.ledger.find(sha256)) keys.add(twin.key);
    for (const { path, size } of await host.ledger.localCopies(sha256))
      if ((await host.workspace.size(path)) === size) copies.add(foldedName(baseNameOf(path)));
  }
  const names = [...copies];
  // What cannot be looked for may be anywhere.
  if (![...keys].every(isKeySearchable) || !names.every(isSearchable)) return undefined;
  return { key: key.value, etag, keys: [...keys], copies: names };
}

/** What was only fetched is in the ledger, too, but no template of ours gave it its name. */
function isStoredHere({ pattern }: LedgerEntry): boolean {
  return pattern !== undefined;
}
