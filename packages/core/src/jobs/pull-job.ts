import { ImbedError, toImbedError } from '../errors.ts';
import { targetKind } from '../markdown/target.ts';
import { parseObjectKey } from '../naming/object-key.ts';
import type { ListedObject } from '../store/object-store.ts';
import type { OpenProfile } from '../upload/open-profiles.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { mayBePage } from './foreign-images.ts';
import type { JobHost, JobOptions, JobReport } from './job.ts';
import { createJobRun, type JobRun } from './job-run.ts';
import { forEachAtMost } from './limit.ts';
import { createOwnObjects, type OwnObjects } from './own-objects.ts';
import { pullForeign, pullObject } from './pull-steps.ts';
import { rewriteNotes } from './rewrite-notes.ts';
import type { TargetFolder } from './save-file.ts';
import type { Rewriting } from './step.ts';

/** What is to be downloaded: what notes show, or what a bucket has. */
export type PullSource =
  | { readonly notes: AsyncIterable<WorkspacePath> }
  | {
      readonly all: true;
      /** Only keys that begin so. */
      readonly prefix?: string;
      /** The default profile when absent. */
      readonly profile?: string;
    };

export interface PullJobOptions extends JobOptions {
  /** The files get the paths of the keys there. */
  readonly into: TargetFolder;
  /** Images of other sites in notes, too. */
  readonly foreign?: boolean;
}

/**
 * Downloads objects as a backup, each proved to be what was stored. Done again, it fetches what is missing. Notes stay
 * as they are, and so do files: where another one has the name, the download gets one beside it. Notes that want their
 * images left alone are passed over. Never rejects; a key that names no file is the problem `store/unusable-key`.
 */
export function runPullJob(host: JobHost, source: PullSource, options: PullJobOptions): Promise<JobReport> {
  const { into, foreign = false, ...rest } = options;
  const run = createJobRun(host, 'pull', rest);
  const objects = createOwnObjects(host);
  return run.conclude(async () => {
    if ('notes' in source)
      return rewriteNotes(run, source.notes, createPulling(host, objects, into, foreign));
    const profile = await host.profiles.open(source.profile ?? host.settings.defaultProfile);
    return pullAll(run, objects, profile, source.prefix ?? '', into);
  });
}

/** Rewrites nothing: every target stays. */
function createPulling(host: JobHost, objects: OwnObjects, into: TargetFolder, foreign: boolean): Rewriting {
  return {
    async plan({ target, syntax }, { plan }) {
      if (targetKind(target) !== 'remote') return undefined;
      const object = await objects.find(target, plan.profile);
      if (object !== undefined) return { ...pullObject(host, object, into), expected: target };
      if (!foreign || mayBePage({ syntax, target })) return undefined;
      return { ...pullForeign(host, target, plan.profile, into), expected: target };
    },
  };
}

/** Listed objects in hand: as many as steps run, and some that wait for their turn. */
const OBJECTS_AT_ONCE = 8;

async function pullAll(
  run: JobRun,
  objects: OwnObjects,
  profile: OpenProfile,
  prefix: string,
  into: TargetFolder,
): Promise<void> {
  await forEachAtMost(OBJECTS_AT_ONCE, listed(profile, prefix, run.signal), async (listing) => {
    run.goOn();
    try {
      const key = parseObjectKey(listing.key);
      if (!key.ok) throw new ImbedError('store/unusable-key', { key: listing.key });
      const object = await objects.at({ profile, key: key.value });
      await run.perform(pullObject(run.host, object, into, listing));
    } catch (error) {
      run.goOn();
      run.problem({ subject: listing.key, error: toImbedError(error) });
    }
  });
}

/** Without the empty objects that consoles put up as folders. */
async function* listed(
  profile: OpenProfile,
  prefix: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<ListedObject> {
  const bucket = await profile.openBucket();
  for await (const { objects } of bucket.list({ prefix }, signal && { signal }))
    yield* objects.filter(({ key, size }) => !(key.endsWith('/') && size === 0));
}
