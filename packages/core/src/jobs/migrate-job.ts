import { ImbedError } from '../errors.ts';
import { targetKind } from '../markdown/target.ts';
import type { KeyTemplate } from '../naming/key-template.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { ok } from '../parse-result.ts';
import type { RequestOptions } from '../store/object-store.ts';
import type { OpenProfile } from '../upload/open-profiles.ts';
import { createUploadService, type UploadService } from '../upload/upload-service.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { fetchObject } from './fetch-object.ts';
import type { JobHost, JobOptions, JobReport } from './job.ts';
import { createJobRun } from './job-run.ts';
import { knownObject } from './known-object.ts';
import { createOwnObjects, nameOf, type ObjectPlace, type OwnObject } from './own-objects.ts';
import { subjectOf } from './problem.ts';
import { rewriteNotes } from './rewrite-notes.ts';
import type { Rewriting, Step } from './step.ts';

export interface MigrateJobOptions extends JobOptions {
  /** Names of profiles. */
  readonly from: string;
  readonly to: string;
  /** Instead of new ones by the key template of the other profile; a key that other bytes have is a problem. */
  readonly keepKeys?: boolean;
}

/**
 * Copies the objects of one profile that notes show to another, and points the notes there. The old objects stay.
 * Done again it goes on: what the ledger knows to be there is not copied again. Never rejects.
 */
export function runMigrateJob(
  host: JobHost,
  notes: AsyncIterable<WorkspacePath>,
  { from, to, keepKeys = false, ...options }: MigrateJobOptions,
): Promise<JobReport> {
  const run = createJobRun(host, 'migrate', options);
  return run.conclude(async () => {
    if (from === to) {
      const problem = 'must be another profile than the one that is left';
      throw new ImbedError('config/invalid', { issues: [{ field: 'to', problem }] });
    }
    await host.profiles.open(from);
    const target = { profile: await host.profiles.open(to), keepKeys };
    await rewriteNotes(run, notes, createMigration(host, from, target));
  });
}

interface MigrationTarget {
  readonly profile: OpenProfile;
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
      return copyStep(host, { ...object, place }, target, url, note.path);
    },
  };
}

type PlacedObject = OwnObject & { readonly place: ObjectPlace };

function copyStep(
  host: JobHost,
  object: PlacedObject,
  target: MigrationTarget,
  url: string,
  note: WorkspacePath,
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
      const stored = await copy(host, object, target, note, options);
      return { target: () => stored.url, reused: stored.reused };
    },
  };
}

async function copiedBefore(
  host: JobHost,
  { entries: [entry], place }: PlacedObject,
  { profile, keepKeys }: MigrationTarget,
  options: RequestOptions,
): Promise<ObjectKey | undefined> {
  if (entry === undefined) return undefined;
  const known = await knownObject(host, profile, entry, options);
  return keepKeys && known?.key !== place.key ? undefined : known?.key;
}

async function copy(
  host: JobHost,
  object: PlacedObject,
  { profile, keepKeys }: MigrationTarget,
  notePath: WorkspacePath,
  options: RequestOptions,
) {
  const { bytes } = await fetchObject(host, object, options);
  const uploads = keepKeys ? uploadsTo(host, profile, object.place.key) : profile.uploads;
  const source = { name: nameOf(object), origin: 'command', read: async () => bytes } as const;
  const outcome = await uploads.upload(source, { ...options, notePath, anyFile: true });
  if (outcome.status === 'failed') throw outcome.error;
  return outcome.stored;
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
    refusesOverwrite: store.noOverwriteHeader !== undefined,
  });
}
