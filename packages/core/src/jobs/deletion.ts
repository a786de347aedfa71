import type { LedgerEntry } from '../ledger/ledger.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import type { RequestOptions } from '../store/object-store.ts';
import type { OpenProfile } from '../upload/open-profiles.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobHost } from './job.ts';
import { createJobRun } from './job-run.ts';
import { createKeySearch, isKeySearchable } from './mentioned-keys.ts';
import { createOwnObjects, type ObjectPlace, type OwnObject, type OwnObjects } from './own-objects.ts';
import { forEachText } from './workspace-texts.ts';

/** A file that still shows an object, or may do so. */
export interface Mention {
  readonly path: WorkspacePath;
  /** From 1, in the order of the file. */
  readonly lines: readonly number[];
}

/** What it would mean to delete an object: for a person to look at first. */
export interface Deletion {
  readonly profile: OpenProfile;
  readonly key: ObjectKey;
  readonly url: string;
  /** All files of the workspace that name the object, by path. */
  readonly mentions: readonly Mention[];
  /** Whether there can be no others: every file could be read, and the key has an extension to look for. */
  readonly isComplete: boolean;
  /** Where the same bytes are in the workspace. */
  readonly copies: readonly WorkspacePath[];
  /** The same image in the mirrors of its profile, which goes as well. */
  readonly mirrors: readonly ObjectPlace[];
  /** What the ledger knows of all these objects. */
  readonly entries: readonly LedgerEntry[];
}

/**
 * Looks for everything that shows the object behind an address, in whatever way it is written there.
 * Rejects with `cancelled`, or as `Workspace.files` does.
 * @returns `undefined` for an address that none of our profiles leads to
 */
export async function planDeletion(
  host: JobHost,
  url: string,
  { signal }: RequestOptions = {},
): Promise<Deletion | undefined> {
  const objects = createOwnObjects(host);
  const object = await objects.find(url);
  if (object?.place === undefined) return undefined;
  const { profile, key } = object.place;
  const run = createJobRun(host, 'check', signal && { signal });
  const mirrors = await mirrorsOf(host, objects, object, profile);
  const places = [object.place, ...mirrors.flatMap(({ place }) => place ?? [])];
  const keys = [...new Set(places.map((place) => place.key))];
  const isSearchable = keys.every(isKeySearchable);
  const search = createKeySearch(keys.filter(isKeySearchable));
  const mentions: Mention[] = [];
  const isRead = await forEachText(run, ({ path, text }) => {
    if (search.mentionedIn(text).size === 0) return;
    const isNamedIn = (line: string) => search.mentionedIn(line).size > 0;
    const lines = text.split('\n').flatMap((line, index) => (isNamedIn(line) ? [index + 1] : []));
    mentions.push({ path, lines });
  });
  return {
    ...{ profile, key, url: object.url, copies: await copiesOf(host, object) },
    isComplete: isRead && isSearchable,
    mentions: mentions.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    mirrors: places.slice(1),
    entries: [object, ...mirrors].flatMap(({ entries }) => entries),
  };
}

/** Deletes the object, and what its mirrors have of it. Rejects as the stores do; what is gone by then stays gone. */
export async function carryOutDeletion(
  { ledger, clock }: Pick<JobHost, 'ledger' | 'clock'>,
  { profile, key, mirrors, entries }: Deletion,
): Promise<void> {
  for (const place of [{ profile, key }, ...mirrors]) {
    const { objects, storeIdentity: store } = place.profile;
    await objects.delete(place.key);
    const known = entries.filter((entry) => entry.store === store && entry.key === place.key);
    for (const sha256 of new Set(known.map((entry) => entry.sha256)))
      await ledger.note({ type: 'deleted', sha256, store, key: place.key, at: clock.now().toISOString() });
  }
}

/** As far as the ledger knows of them, and their profiles lead there. */
async function mirrorsOf(
  { ledger }: JobHost,
  objects: OwnObjects,
  { identity, entries }: OwnObject,
  { settings }: OpenProfile,
): Promise<readonly OwnObject[]> {
  const bytes = new Set(entries.map(({ sha256 }) => sha256));
  const found = new Map<string, OwnObject>();
  for (const { sha256, profile, url } of settings.mirrors.length > 0 ? await ledger.objects() : []) {
    if (!bytes.has(sha256) || !settings.mirrors.includes(profile)) continue;
    const mirror = await objects.find(url, profile);
    if (mirror?.place !== undefined && mirror.identity !== identity) found.set(mirror.identity, mirror);
  }
  return [...found.values()];
}

/** By name and size: nothing is deleted on the word of it. */
async function copiesOf({ ledger, workspace }: JobHost, { entries }: OwnObject) {
  const paths: WorkspacePath[] = [];
  for (const sha256 of new Set(entries.map((entry) => entry.sha256)))
    for (const { path, size } of await ledger.localCopies(sha256))
      if ((await workspace.size(path)) === size) paths.push(path);
  return paths;
}
