import { type ErrorCode, type ImbedError, toImbedError } from '../errors.ts';
import type { ListPage, ObjectStore } from '../store/object-store.ts';
import type { OpenProfile, OpenProfiles } from './open-profiles.ts';
import type { UploadService } from './upload-service.ts';

/** Failures in a row after which a store counts as out of reach: a hiccup takes one or two of four at a time. */
const MAX_FAILURES = 4;

/** What the next request would run into as well, after the same wait. */
const outOfReach: ReadonlySet<ErrorCode> = new Set([
  'network/dns',
  'network/unreachable',
  'network/timeout',
  'network/tls',
  'network/proxy',
]);

/**
 * The same profiles for one job: once a store has been out of reach several times in a row, whatever was asked of it,
 * all further requests are answered at once as the last was. Without it a job over a thousand images waits a thousand times for nothing.
 */
export function failingFast(profiles: OpenProfiles): OpenProfiles {
  const opened = new Map<string, OpenProfile>();
  return {
    names: profiles.names,
    async open(name) {
      const known = opened.get(name);
      if (known !== undefined) return known;
      const profile = await profiles.open(name);
      const fast = opened.get(name) ?? failFast(profile);
      opened.set(name, fast);
      return fast;
    },
  };
}

/** Asks the store, unless it is known to be out of reach. */
type Ask = <T>(work: () => Promise<T>) => Promise<T>;

function createAsk(): Ask {
  let inARow = 0;
  let last: ImbedError | undefined;
  const count = (error?: ImbedError) => {
    const failed = error !== undefined && outOfReach.has(error.code);
    inARow = failed ? inARow + 1 : 0;
    last = failed ? error : undefined;
  };
  return async (work) => {
    if (last !== undefined && inARow >= MAX_FAILURES) throw last;
    try {
      const answer = await work();
      count();
      return answer;
    } catch (thrown) {
      const error = toImbedError(thrown);
      count(error);
      throw error;
    }
  };
}

/** What is uploaded, read and listed counts together: it is one store. */
function failFast(profile: OpenProfile): OpenProfile {
  const ask = createAsk();
  return {
    ...profile,
    uploads: askedUploads(ask, profile.uploads),
    objects: askedObjects(ask, profile.objects),
    async openBucket() {
      const bucket = await profile.openBucket();
      return {
        ...askedObjects(ask, bucket),
        list: (...request) => askedPages(ask, bucket.list(...request)),
        copy: (...request) => ask(() => bucket.copy(...request)),
        deleteMany: (...request) => ask(() => bucket.deleteMany(...request)),
        presignGet: (...request) => bucket.presignGet(...request),
      };
    },
  };
}

function askedUploads(ask: Ask, uploads: UploadService): UploadService {
  return {
    upload: (source, options) =>
      ask(async () => {
        const outcome = await uploads.upload(source, options);
        if (outcome.status === 'failed') throw outcome.error;
        return outcome;
      }).catch((error) => ({ status: 'failed', error: toImbedError(error) })),
  };
}

function askedObjects(ask: Ask, objects: ObjectStore): ObjectStore {
  return {
    head: (...request) => ask(() => objects.head(...request)),
    put: (...request) => ask(() => objects.put(...request)),
    get: (...request) => ask(() => objects.get(...request)),
    delete: (...request) => ask(() => objects.delete(...request)),
    publicUrl: (key) => objects.publicUrl(key),
  };
}

async function* askedPages(ask: Ask, pages: AsyncIterable<ListPage>): AsyncGenerator<ListPage> {
  const iterator = pages[Symbol.asyncIterator]();
  try {
    for (;;) {
      const page = await ask(() => iterator.next());
      if (page.done) return;
      yield page.value;
    }
  } finally {
    await iterator.return?.();
  }
}
