import { ImbedError, toImbedError } from '../errors.ts';
import type { OpenProfile } from '../upload/open-profiles.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { checkReferences } from './check-references.ts';
import type { JobHost, JobOptions, JobReport } from './job.ts';
import { createJobRun, type JobRun } from './job-run.ts';
import { forEachAtMost } from './limit.ts';
import { createOwnObjects, type OwnObjects } from './own-objects.ts';
import { originOf, QUARANTINE_FOLDER, quarantineStep, restoreStep } from './quarantine.ts';
import type { Step } from './step.ts';
import { findUnreferenced } from './unreferenced.ts';

export interface CheckJobOptions extends JobOptions {
  /** Asks other sites, too, whether their images are there. */
  readonly external?: boolean;
  /** Whose objects are looked through; the default profile when absent. */
  readonly profile?: string;
  /**
   * Moves objects that nothing refers to below {@link QUARANTINE_FOLDER}. In a workspace that nothing marks this is
   * the problem `check/unmarked`: other folders may hold notes that show them.
   */
  readonly deleteUnreferenced?: boolean;
  /** Looks also at objects that this workspace did not store, where the key template has a folder of its own. */
  readonly allObjects?: boolean;
  /** Age of objects, in hours, from which on they count as unreferenced; 24 when absent. */
  readonly olderThanHours?: number;
  /** Brings back everything that was moved there, in place of looking for more. */
  readonly restore?: boolean;
}

/** Uploads of other machines may not have reached this workspace for so long. */
const OLDER_THAN_HOURS = 24;

/** Steps in hand: as many as run, and some that wait for their turn. */
const STEPS_IN_HAND = 8;

/**
 * Looks whether the images of `notes` are where they should be, what of the whole workspace waits for an upload, and
 * which objects that the workspace stored with the profile none of its files refers to. Everything found is a problem of the report:
 * `store/no-such-key`, `source/not-found`, `source/download-failed` and the like, `check/no-copy`, `check/waiting`,
 * `check/unreferenced`. Changes no note and no file. Never rejects.
 */
export function runCheckJob(
  host: JobHost,
  notes: AsyncIterable<WorkspacePath>,
  options: CheckJobOptions = {},
): Promise<JobReport> {
  const { external = false, restore = false } = options;
  const run = createJobRun(host, 'check', options);
  const objects = createOwnObjects(host);
  return run.conclude(async () => {
    // What comes back is no dead link any more.
    if (restore) await inBucket(run, options, (profile) => restoreAll(run, profile));
    await checkReferences(run, notes, objects, external);
    await tellWaiting(run);
    if (!restore) await inBucket(run, options, (profile) => checkObjects(run, objects, profile, options));
  });
}

/** That the bucket cannot be looked through is one problem beside the others. */
async function inBucket(
  run: JobRun,
  { profile = run.host.settings.defaultProfile }: CheckJobOptions,
  work: (profile: OpenProfile) => Promise<void>,
): Promise<void> {
  try {
    await work(await run.host.profiles.open(profile));
  } catch (error) {
    run.goOn();
    run.problem({ subject: profile, error: toImbedError(error) });
  }
}

async function tellWaiting({ host, problem }: JobRun): Promise<void> {
  for (const { path, note, profile } of await host.ledger.pending()) {
    const error = new ImbedError('check/waiting', { name: path, detail: profile });
    problem({ ...(note && { note }), subject: path, error });
  }
}

async function checkObjects(
  run: JobRun,
  objects: OwnObjects,
  profile: OpenProfile,
  { deleteUnreferenced = false, allObjects = false, olderThanHours = OLDER_THAN_HOURS }: CheckJobOptions,
): Promise<void> {
  if (deleteUnreferenced && !run.host.marked) throw new ImbedError('check/unmarked');
  const bucket = await profile.openBucket();
  const suspicion = { olderThan: olderThanHours, all: allObjects };
  const unreferenced = await findUnreferenced(run, objects, profile, bucket, suspicion);
  if (deleteUnreferenced) {
    const steps = unreferenced.map((object) => [quarantineStep(run.host, bucket, object)]);
    return performAll(run, steps);
  }
  for (const { key } of unreferenced)
    run.problem({ subject: key, error: new ImbedError('check/unreferenced', { key }) });
}

async function restoreAll(run: JobRun, profile: OpenProfile): Promise<void> {
  const bucket = await profile.openBucket();
  const { host, signal } = run;
  const steps = new Map<string, Step[]>();
  for await (const page of bucket.list({ prefix: `${QUARANTINE_FOLDER}/` }, signal && { signal }))
    for (const { key } of page.objects) {
      const move = originOf(key);
      // Stores list by key, and so by day: the latest is to come first.
      if (move !== undefined)
        steps.set(move.to, [
          restoreStep(host, bucket, move, profile.settings.acl),
          ...(steps.get(move.to) ?? []),
        ]);
    }
  await performAll(run, [...steps.values()]);
}

/** Those of a group one after another. */
async function performAll(run: JobRun, groups: readonly (readonly Step[])[]): Promise<void> {
  const each = (async function* () {
    yield* groups;
  })();
  await forEachAtMost(STEPS_IN_HAND, each, async (group) => {
    for (const step of group) {
      try {
        await run.perform(step);
      } catch (error) {
        run.goOn();
        run.problem({ subject: step.subject, error: toImbedError(error) });
      }
    }
  });
}
