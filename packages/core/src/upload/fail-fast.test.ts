import { expect, it } from 'vitest';
import { type ErrorCode, ImbedError } from '../errors.ts';
import type { ImageSource } from '../image/image-source.ts';
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
