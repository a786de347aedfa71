import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebDigests } from '../digests/web-digests.ts';
import { createWebRandom } from '../digests/web-random.ts';
import { createFetchTransport } from '../http/fetch-transport.ts';
import type { TransportSettings } from '../http/transport.ts';
import { defaultProfile } from '../settings/defaults.ts';
import type { Profile } from '../settings/profile.ts';
import { createMemoryLedger } from '../testing/memory-ledger.ts';
import { type S3Server, startS3Server } from '../testing/s3-server/server.ts';
import { pngSource, storedOf } from '../testing/upload-under-test.ts';
import { createOpenProfiles, type OpenProfiles, type ProfilesHost } from './open-profiles.ts';

const users = ['blog', 'backup'].map((name) => ({ name, accessKeyId: name, secretAccessKey: `${name}-key` }));

let server: S3Server;
beforeAll(async () => {
  const buckets = users.map(({ name }) => ({ name, owner: name, acl: 'public-read' as const }));
  server = await startS3Server({ users, buckets });
});
afterAll(() => server.close());

function profile(bucket: string, changes: Partial<Profile> = {}): Profile {
  const store = { provider: 'custom', bucket, endpoint: server.endpoint, region: 'us-east-1' } as const;
  return { ...defaultProfile, ...store, addressing: 'path', ...changes };
}

const ledger = createMemoryLedger();

function openProfiles(changes: Record<string, Profile> = {}, host: Partial<ProfilesHost> = {}): OpenProfiles {
  const profiles = { blog: profile('blog'), backup: profile('backup'), ...changes };
  return createOpenProfiles(
    { profiles },
    {
      createTransport: createFetchTransport,
      credentialsOf: (name) => async () => ({ accessKeyId: name, secretAccessKey: `${name}-key` }),
      digests: createWebDigests(),
      ledger,
      clock: { now: () => new Date() },
      random: createWebRandom(),
      logger: { debug: () => undefined, warn: () => undefined },
      ...host,
    },
  );
}

describe('open profiles', () => {
  it('upload, read back and list, each with the keys of its own', async () => {
    const profiles = openProfiles();
    for (const name of profiles.names) {
      const { uploads, objects, openBucket, storeIdentity } = await profiles.open(name);
      const stored = storedOf(await uploads.upload(pngSource(name)));
      expect((await objects.get(stored.key)).byteLength).toBe(stored.bytes);
      for await (const page of (await openBucket()).list({}))
        expect(page.objects.map(({ key }) => key)).toEqual([stored.key]);
      expect(await ledger.find(stored.sha256)).toMatchObject([{ profile: name, store: storeIdentity }]);
    }
  });

  it('are opened once, however often they are asked for', async () => {
    const profiles = openProfiles();
    expect(await profiles.open('blog')).toBe(await profiles.open('blog'));
  });

  it('that make no sense are refused with what is wrong, and the others work', async () => {
    const profiles = openProfiles({ typo: profile('blog', { keyTemplate: '{hahs}' }), none: profile('') });
    await expect(profiles.open('typo')).rejects.toMatchObject({ code: 'template/invalid' });
    await expect(profiles.open('none')).rejects.toMatchObject({
      code: 'config/invalid',
      facts: { issues: [{ field: 'bucket' }] },
    });
    expect((await profiles.open('blog')).settings.bucket).toBe('blog');
  });

  it('that nobody configured are refused with the name that was meant', async () => {
    await expect(openProfiles().open('blgo')).rejects.toMatchObject({
      code: 'config/invalid',
      facts: { issues: [{ code: 'no-such-profile', facts: { meant: 'blog' } }] },
    });
  });

  it('send through the proxy that the host says is in force', async () => {
    const asked: TransportSettings[] = [];
    const createTransport = (settings: TransportSettings) => {
      asked.push(settings);
      return createFetchTransport({ ...settings, proxy: '' });
    };
    const own = { own: profile('blog', { proxy: 'http://own:1' }) };
    await openProfiles(own, { createTransport }).open('own');
    const proxyOf = async (_: Profile, { endpoint }: { readonly endpoint: string }) => `${endpoint}/proxy`;
    await openProfiles(own, { createTransport, proxyOf }).open('own');
    expect(asked.map(({ proxy }) => proxy)).toEqual(['http://own:1', `${server.endpoint}/proxy`]);
  });
});
