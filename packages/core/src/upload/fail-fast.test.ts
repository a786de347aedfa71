import { expect, it } from 'vitest';
import { type ErrorCode, ImbedError } from '../errors.ts';
import type { ImageSource } from '../image/image-source.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { failingFast } from './fail-fast.ts';
import type { OpenProfile, OpenProfiles } from './open-profiles.ts';
import type { UploadOutcome } from './outcome.ts';

const image: ImageSource = { name: 'a.png', origin: 'command', read: async () => new Uint8Array() };

/** Profiles whose uploads fail with the codes in turn; `undefined` is a success. */
function profilesThat(...answers: readonly (ErrorCode | undefined)[]) {
  const asked: string[] = [];
  const waiting = [...answers];
  const outcome = (code: ErrorCode | undefined) =>
    code === undefined ? { status: 'done' } : { status: 'failed', error: new ImbedError(code) };
  const profiles = {
    names: ['main', 'backup'],
    open: async (name: string) => ({
      name,
      uploads: {
        upload: async () => {
          asked.push(name);
          return outcome(waiting.shift()) as UploadOutcome;
        },
      },
    }),
  } as unknown as OpenProfiles;
  return { asked, profiles: failingFast(profiles) };
}

async function codes(profile: Promise<OpenProfile>, count: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (let n = 0; n < count; n++) {
    const outcome = await (await profile).uploads.upload(image);
    found.push(outcome.status === 'failed' ? outcome.error.code : outcome.status);
  }
  return found;
}

it('asks a store that is out of reach four times and no more', async () => {
  const { asked, profiles } = profilesThat(...Array<ErrorCode>(4).fill('network/unreachable'));
  expect(await codes(profiles.open('main'), 100)).toEqual(Array(100).fill('network/unreachable'));
  expect(asked.length).toBe(4);
});

it('counts across those who open the profile, and each profile by itself', async () => {
  const { asked, profiles } = profilesThat(...Array<ErrorCode>(4).fill('network/timeout'));
  await codes(profiles.open('main'), 2);
  await codes(profiles.open('main'), 9);
  expect(await codes(profiles.open('backup'), 1)).toEqual(['done']);
  expect(asked).toEqual(['main', 'main', 'main', 'main', 'backup']);
});

it('begins to count anew when something went well, or badly for a reason of its own', async () => {
  const down: readonly ErrorCode[] = ['network/dns', 'network/dns', 'network/dns'];
  const { asked, profiles } = profilesThat(...down, undefined, ...down, 'store/slow-down', ...down);
  await codes(profiles.open('main'), 12);
  expect(asked.length).toBe(12);
});

/** Profiles whose store never answers, and all that it was asked. */
function hanging() {
  const asked: string[] = [];
  const refuse = (call: string) => async () => {
    asked.push(call);
    throw new ImbedError('network/timeout');
  };
  const objects = { head: refuse('head'), get: refuse('get'), put: refuse('put'), delete: refuse('delete') };
  const pages = { [Symbol.asyncIterator]: () => ({ next: refuse('list') }) };
  const others = { list: () => pages, copy: refuse('copy'), deleteMany: refuse('deleteMany') };
  const bucket = { ...objects, ...others };
  const profiles = {
    names: ['main'],
    open: async (name: string) => ({
      ...{ name, objects, openBucket: async () => bucket },
      uploads: {
        upload: async () => {
          asked.push('upload');
          return { status: 'failed', error: new ImbedError('network/timeout') };
        },
      },
    }),
  } as unknown as OpenProfiles;
  return { asked, profiles: failingFast(profiles) };
}

const key = 'a.png' as ObjectKey;
const description = { key, contentType: 'image/png', body: new Uint8Array() };

const requests: Readonly<Record<string, (profile: OpenProfile) => Promise<unknown>>> = {
  head: ({ objects }) => objects.head(key),
  get: ({ objects }) => objects.get(key),
  put: ({ objects }) => objects.put(description),
  delete: ({ objects }) => objects.delete(key),
  list: async ({ openBucket }) => {
    for await (const page of (await openBucket()).list({})) return page;
    return undefined;
  },
  copy: async ({ openBucket }) => (await openBucket()).copy(key, key),
  deleteMany: async ({ openBucket }) => (await openBucket()).deleteMany([key]),
};

it.each(Object.entries(requests))(
  'asks a store that never answers four times for %s',
  async (name, request) => {
    const { asked, profiles } = hanging();
    for (let n = 0; n < 50; n++)
      await expect(request(await profiles.open('main'))).rejects.toMatchObject({ code: 'network/timeout' });
    expect(asked).toEqual(Array(4).fill(name));
  },
);

it('counts uploads, reads and lists together', async () => {
  const { asked, profiles } = hanging();
  const profile = await profiles.open('main');
  const { head, get, list } = requests;
  for (const request of [head, get, list]) await request?.(profile).catch(() => undefined);
  expect(await codes(profiles.open('main'), 9)).toEqual(Array(9).fill('network/timeout'));
  for (const request of Object.values(requests))
    await expect(request(profile)).rejects.toMatchObject({ code: 'network/timeout' });
  expect(asked).toEqual(['head', 'get', 'list', 'upload']);
});

it('leaves a list as it is, page by page, and ends it when nobody reads on', async () => {
  let ended = false;
  const pages = async function* () {
    try {
      for (const prefix of ['a', 'b', 'c']) yield { objects: [], prefixes: [prefix] };
    } finally {
      ended = true;
    }
  };
  const bucket = { list: pages };
  const profiles = { names: [], open: async () => ({ openBucket: async () => bucket }) };
  const { openBucket } = await failingFast(profiles as unknown as OpenProfiles).open('main');
  const found: string[] = [];
  for await (const { prefixes } of (await openBucket()).list({})) {
    found.push(...prefixes);
    if (found.length === 2) break;
  }
  expect([found, ended]).toEqual([['a', 'b'], true]);
});
