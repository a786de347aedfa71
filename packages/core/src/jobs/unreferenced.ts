import { keyPrefix } from '../naming/key-prefix.ts';
import { type ObjectKey, parseObjectKey } from '../naming/object-key.ts';
import type { BucketStore, ListedObject } from '../store/object-store.ts';
import type { OpenProfile } from '../upload/open-profiles.ts';
import { baseNameOf } from '../workspace/workspace-path.ts';
import type { JobHost } from './job.ts';
import type { JobRun } from './job-run.ts';
import { createKeySearch, isKeySearchable } from './mentioned-keys.ts';
import { createNameSearch, foldName, isSearchable } from './mentioned-names.ts';
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

/**
 * Objects that no file of the workspace refers to: neither by key, nor by another object or a local copy of the same
 * bytes. Only what is below the fixed part of the key template (without one, what the ledger knows), and older than
 * `hours`: a younger one may be in a note that has not been synced here yet. None when a file could not be read.
 * Rejects as the store does, and with `cancelled`.
 */
export async function findUnreferenced(
  run: JobRun,
  objects: OwnObjects,
  profile: OpenProfile,
  bucket: BucketStore,
  hours: number,
): Promise<readonly UnreferencedObject[]> {
  const suspects = await listSuspects(run, objects, profile, bucket, hours);
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
  hours: number,
): Promise<readonly Suspect[]> {
  const folder = keyPrefix(profile.settings.keyTemplate, profile.name);
  const suspects: Suspect[] = [];
  const latest = host.clock.now().getTime() - hours * 3_600_000;
  const request = folder === '' ? {} : { prefix: `${folder}/` };
  for await (const page of bucket.list(request, signal && { signal }))
    for (const listing of page.objects) {
      goOn();
      if (!isOlder(listing, latest)) continue;
      const suspect = await suspectOf(host, objects, profile, listing, folder === '');
      if (suspect !== undefined) suspects.push(suspect);
    }
  return suspects;
}

/** An object of unknown age is a young one. */
function isOlder({ lastModified }: ListedObject, latest: number): boolean {
  return lastModified !== undefined && lastModified.getTime() <= latest;
}

async function suspectOf(
  host: JobHost,
  objects: OwnObjects,
  profile: OpenProfile,
  { key: text, etag }: ListedObject,
  onlyKnown: boolean,
): Promise<Suspect | undefined> {
  const key = parseObjectKey(text);
  if (!key.ok || !isKeySearchable(text) || text.startsWith(`${QUARANTINE_FOLDER}/`)) return undefined;
  const { entries } = await objects.at({ profile, key: key.value });
  if (onlyKnown && entries.length === 0) return undefined;
  const keys = new Set<string>([text]);
  const copies = new Set<string>();
  for (const sha256 of new Set(entries.map((entry) => entry.sha256))) {
    for (const twin of await host.ledger.find(sha256)) keys.add(twin.key);
    for (const { path, size } of await host.ledger.localCopies(sha256))
      if ((await host.workspace.size(path)) === size) copies.add(foldName(baseNameOf(path)));
  }
  const names = [...copies];
  // What cannot be looked for may be anywhere.
  if (![...keys].every(isKeySearchable) || !names.every(isSearchable)) return undefined;
  return { key: key.value, etag, keys: [...keys], copies: names };
}
