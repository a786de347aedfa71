import type { ErrorCode, ImbedError } from '../errors.ts';
import type { OpenProfile, OpenProfiles } from './open-profiles.ts';
import type { UploadService } from './upload-service.ts';

/** Failures in a row after which a store counts as out of reach: a hiccup takes one or two of four at a time. */
const MAX_FAILURES = 4;

/** What the next image would run into as well, after the same wait. */
const outOfReach: ReadonlySet<ErrorCode> = new Set([
  'network/dns',
  'network/unreachable',
  'network/timeout',
  'network/tls',
  'network/proxy',
]);

/**
 * The same profiles for one job: once a store has been out of reach for several images in a row, all further ones are
 * answered at once as the last was. Without it a job over a thousand images waits a thousand times for nothing.
 */
export function failingFast(profiles: OpenProfiles): OpenProfiles {
  const opened = new Map<string, OpenProfile>();
  return {
    names: profiles.names,
    async open(name) {
      const known = opened.get(name);
      if (known !== undefined) return known;
      const profile = await profiles.open(name);
      const fast = opened.get(name) ?? { ...profile, uploads: failFast(profile.uploads) };
      opened.set(name, fast);
      return fast;
    },
  };
}

function failFast({ upload }: UploadService): UploadService {
  let inARow = 0;
  let last: ImbedError | undefined;
  return {
    async upload(source, options) {
      if (last !== undefined && inARow >= MAX_FAILURES) return { status: 'failed', error: last };
      const outcome = await upload(source, options);
      const failed = outcome.status === 'failed' && outOfReach.has(outcome.error.code);
      inARow = failed ? inARow + 1 : 0;
      last = failed ? outcome.error : undefined;
      return outcome;
    },
  };
}
