import { ImbedError } from '../errors.ts';
import { targetKind } from '../markdown/target.ts';
import type { KeyTemplate } from '../naming/key-template.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { configIssue, ok } from '../parse-result.ts';
import { mirrorIssues } from '../settings/check-storage.ts';
import { refusesOverwrite } from '../store/keep-others.ts';
import type { RequestOptions } from '../store/object-store.ts';
import { createImageKeeper, type ImageKeeper } from '../upload/keep-image.ts';
import type { OpenProfile, OpenProfiles } from '../upload/open-profiles.ts';
import { createUploadService, type UploadService } from '../upload/upload-service.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { fetchObject } from './fetch-object.ts';
import type { JobHost, JobOptions, JobReport } from './job.ts';
import { createJobRun } from './job-run.ts';
import { resultOf } from './kept-result.ts';
import { knownObject } from './known-object.ts';
import { createOwnObjects, nameOf, type ObjectPlace, type OwnObject } from './own-objects.ts';
import { subjectOf } from './problem.ts';
import { rewriteNotes } from './rewrite-notes.ts';
import type { PlannedNote, Rewriting, Step, StepResult } from './step.ts';

export interface MigrateJobOptions extends JobOptions {
  /** Names of profiles. */
  readonly from: string;
  readonly to: string;
  /** Instead of new ones by the key template of the other profile; a key that other bytes have is a problem. */
  readonly keepKeys?: boolean;
}

/**
 * Copies the objects of one profile that notes show to another and its mirrors, and points the notes there. The old
 * objects stay.
 * Done again it goes on: what the ledger knows to be there is not copied again. Never rejects.
 */
export function runMigrateJob(
  host: JobHost,
  notes: AsyncIterable<WorkspacePath>,
  { from, to, keepKeys = false, ...options }: MigrateJobOptions,
): Promise<JobReport> {
  const run = createJobRun(host, 'migrate', options);
  return run.conclude(async () => {
    if (from === to) throw new ImbedError('config/invalid', { issues: [configIssue('to', 'same-profile')] });
    await host.profiles.open(from);
    const profile = await host.profiles.open(to);
    const mirrors = [...new Set(profile.settings.mirrors)];
    const issues = mirrorIssues(to, host.settings);
    if (issues.length > 0) throw new ImbedError('config/invalid', { issues });
    const target = { profile, mirrors: mirrors.filter((name) => name !== from), keepKeys };
    await rewriteNotes(run, notes, createMigration(host, from, target));
  });
}

interface MigrationTarget {
  readonly profile: OpenProfile;
  /** Without {@link profile} and the one that is left, which has the objects already. */
  readonly mirrors: readonly string[];
  readonly keepKeys: boolean;
}

function createMigration(host: JobHost, from: string, target: MigrationTarget): Rewriting {
  const objects = createOwnObjects(host);
  return {
    async plan({ target: url }, note) {
      if (targetKind(url) !== 'remote') return undefined;
      const object = await objects.find(url, from);
      const { place } = object ?? {};
      if (object === undefined || place?.profile.name !== from) return undefined;
      return copyStep(host, { ...object, place }, target, url, note);
    },
  };
}

type PlacedObject = OwnObject & { readonly place: ObjectPlace };

function copyStep(
  host: JobHost,
  object: PlacedObject,
  target: MigrationTarget,
  url: string,
  note: PlannedNote,
): Step {
  const { objects } = target.profile;
  return {
    kind: 'copy',
    subject: subjectOf(url),
    identity: `copy ${object.identity}`,
    ...(target.keepKeys && { expected: objects.publicUrl(object.place.key) }),
    async perform(signal) {
      const options = signal === undefined ? {} : { signal };
      const known = await copiedBefore(host, object, target, options);
      if (known !== undefined) return { target: () => objects.publicUrl(known), reused: true };
      return copy(host, object, target, note, options);
    },
  };
}

async function copiedBefore(
  host: JobHost,
  { entries: [entry], place }: PlacedObject,
  { profile, mirrors, keepKeys }: MigrationTarget,
  options: RequestOptions,
): Promise<ObjectKey | undefined> {
  if (entry === undefined || !(await areServed(host, entry.sha256, mirrors))) return undefined;
  const known = await knownObject(host, profile, entry, options);
  return keepKeys && known?.key !== place.key ? undefined : known?.key;
}

/** Whether all mirrors have the bytes, or wait for them. */
async function areServed(
  { ledger, profiles }: JobHost,
  sha256: string,
  mirrors: readonly string[],
): Promise<boolean> {
  const [entries, pending] = [await ledger.find(sha256), await ledger.pending()];
  for (const mirror of mirrors) {
    const { storeIdentity } = await profiles.open(mirror);
    const isThere = entries.some(({ store }) => store === storeIdentity);
    if (!isThere && !pending.some((one) => one.sha256 === sha256 && one.profile === mirror)) return false;
  }
  return true;
}

/** The way of every new image; a mirror that cannot be reached waits, and keeps no note from its new link. */
async function copy(
  host: JobHost,
  object: PlacedObject,
  target: MigrationTarget,
  { path: note, plan }: PlannedNote,
  options: RequestOptions,
): Promise<StepResult> {
  const { profile, mirrors } = target;
  const { bytes } = await fetchObject(host, object, options);
  const keeper = keeperFor(host, object.place.key, target);
  const source = { name: nameOf(object), origin: 'command', read: async () => bytes } as const;
  const newPlan = { ...plan, mode: 'remote', link: 'remote', profile: profile.name, mirrors } as const;
  const wishes = { note, whenNotStored: 'fail', anyFile: true } as const;
  const outcome = await keeper.keep(source, newPlan, { ...options, ...wishes });
  if (outcome.status === 'failed') throw outcome.error;
  return resultOf(outcome.kept, undefined);
}

/** Mirrors name their objects themselves. */
function keeperFor(host: JobHost, key: ObjectKey, { profile, keepKeys }: MigrationTarget): ImageKeeper {
  if (!keepKeys) return createImageKeeper(host);
  const keeping = { ...profile, uploads: uploadsTo(host, profile, key) };
  const profiles: OpenProfiles = {
    ...host.profiles,
    open: async (name) => (name === profile.name ? keeping : host.profiles.open(name)),
  };
  return createImageKeeper({ ...host, profiles });
}

/** The pipeline of a profile, for one key. */
function uploadsTo(host: JobHost, profile: OpenProfile, key: ObjectKey): UploadService {
  const { settings, store, storeIdentity, objects, name: profileName } = profile;
  const template: KeyTemplate = { source: key, render: async () => ok({ key, pattern: key }) };
  return createUploadService({
    ...host,
    ...{ profileName, storeIdentity, template, store: objects },
    settings: { ...settings, onConflict: 'refuse' },
    etagIsMd5: store.etagIsMd5,
    refusesOverwrite: (size) => refusesOverwrite(store, size),
  });
}
