import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebDigests } from '../digests/web-digests.ts';
import { createFetchTransport } from '../http/fetch-transport.ts';
import { publicUrl } from '../providers/public-url.ts';
import { defaultProfile } from '../settings/defaults.ts';
import type { Profile } from '../settings/profile.ts';
import { createStore } from '../store/create-store.ts';
import { createFixedClock } from '../testing/fixed-clock.ts';
import { objectKey } from '../testing/odd-keys.ts';
import { resolved } from '../testing/resolve-in-tests.ts';
import { type S3Server, startS3Server } from '../testing/s3-server/server.ts';
import { createPrivateImages, type PrivateImages, type PrivateImagesHost } from './private-images.ts';

const keys = { accessKeyId: 'writer', secretAccessKey: 'writer-key' };
const digests = createWebDigests();
const now = { now: () => new Date() };

function profile(changes: Partial<Profile> = {}): Profile {
  const store = {
    provider: 'minio',
    bucket: 'diary',
    endpoint: 'https://s3.example',
    region: 'us-east-1',
  } as const;
  const publicBaseUrl = 'https://img.example/d';
  return { ...defaultProfile, ...store, publicBaseUrl, access: 'signed', ...changes };
}

function privateImages(
  profiles: Record<string, Profile> = { diary: profile() },
  host: Partial<PrivateImagesHost> = {},
): PrivateImages {
  const credentialsOf = () => async () => keys;
  return createPrivateImages({ profiles }, { credentialsOf, digests, clock: now, ...host });
}

const image = 'https://img.example/d/2026/a%20b.png';

describe('images of a private bucket', () => {
  let server: S3Server;
  beforeAll(async () => {
    const buckets = [{ name: 'diary', owner: 'writer' }];
    server = await startS3Server({ users: [{ name: 'writer', ...keys }], buckets });
  });
  afterAll(() => server.close());

  it('are shown by a link that opens without keys, which the link of the note does not', async () => {
    const diary = profile({ endpoint: server.endpoint, publicBaseUrl: '', addressing: 'path' });
    const store = resolved(diary);
    const transport = createFetchTransport({ timeoutMs: 30_000, tlsVerify: true, proxy: '' });
    const objects = createStore({ store, credentials: async () => keys, transport, digests, clock: now });
    const bytes = Uint8Array.of(1, 2, 3);
    const key = objectKey('2026/图 1+2.png');
    await objects.put({ key, body: bytes, contentType: 'image/png' });
    const link = publicUrl(store, key);

    const shown = (await privateImages({ diary }).sign(link)) ?? '';
    expect((await fetch(link)).status).toBe(403);
    expect(new Uint8Array(await (await fetch(shown)).arrayBuffer())).toEqual(bytes);
  });
});

describe('which images are private', () => {
  it.each([
    image,
    'http://img.example/d/2026/a b.png',
    '//img.example/d/2026/a%20b.png',
    'https://s3.example/diary/2026/a%20b.png',
    `${image}?X-Amz-Expires=60&X-Amz-Signature=0`,
  ])('%s is', async (link) => {
    expect(privateImages().isPrivate(link)).toBe(true);
    expect(await privateImages().sign(link)).toMatch(
      /^https:\/\/s3\.example\/diary\/2026\/a%20b\.png\?X-Amz-/,
    );
  });

  it.each([
    ['of another host', 'https://elsewhere.example/d/a.png'],
    ['beside the folder of the bucket', 'https://img.example/other/a.png'],
    ['of the bucket itself', 'https://img.example/d/'],
    ['of this machine', 'assets/a.png'],
    ['in the text itself', 'data:image/png;base64,AAAA'],
  ])('one %s is not', async (_, link) => {
    expect(privateImages().isPrivate(link)).toBe(false);
    expect(await privateImages().sign(link)).toBeUndefined();
  });

  it('one of a public profile is not', async () => {
    const images = privateImages({ diary: profile({ access: 'public' }) });
    expect([images.isPrivate(image), await images.sign(image)]).toEqual([false, undefined]);
  });

  it('a profile that makes no sense keeps no other from showing its own', () => {
    const broken = profile({ endpoint: '' });
    expect(privateImages({ broken, diary: profile() }).isPrivate(image)).toBe(true);
  });
});

describe('a link that is shown', () => {
  function at(iso: string) {
    const clock = createFixedClock(iso);
    return { clock, images: privateImages(undefined, { clock }) };
  }

  it('stays the same for half an hour, so that caches serve', async () => {
    const { clock, images } = at('2026-11-22T10:00:01Z');
    const first = await images.sign(image);
    clock.set('2026-11-22T10:29:59Z');
    expect(await images.sign(image)).toBe(first);
    expect(await at('2026-11-22T10:15:00Z').images.sign(image)).toBe(first);
    clock.set('2026-11-22T10:30:00Z');
    expect(await images.sign(image)).not.toBe(first);
  });

  it('is good for half an hour more at least', async () => {
    const url = new URL((await at('2026-11-22T10:29:59Z').images.sign(image)) ?? '');
    const { 'X-Amz-Date': signed, 'X-Amz-Expires': seconds } = Object.fromEntries(url.searchParams);
    expect([signed, seconds]).toEqual(['20261122T100000Z', '3600']);
  });

  it('is there at once for a renderer that cannot wait, until the half hour is over', async () => {
    const { clock, images } = at('2026-11-22T10:00:00Z');
    expect(images.signed(image)).toBeUndefined();
    const shown = await images.sign(image);
    expect(images.signed(image)).toBe(shown);
    clock.set('2026-11-22T10:30:00Z');
    expect(images.signed(image)).toBeUndefined();
  });

  it('is signed with the keys of its own profile', async () => {
    const profiles = { a: profile({ publicBaseUrl: 'https://a.example' }), diary: profile() };
    const credentialsOf = (name: string) => async () => ({ ...keys, accessKeyId: `key-of-${name}` });
    expect(await privateImages(profiles, { credentialsOf }).sign(image)).toContain('key-of-diary');
  });

  it('is asked for again when the keys could not be had', async () => {
    const answers = [Promise.reject(new Error('locked')), Promise.resolve(keys)];
    const credentialsOf = () => () => answers.shift() ?? Promise.resolve(keys);
    const images = privateImages(undefined, { credentialsOf });
    await expect(images.sign(image)).rejects.toThrow('locked');
    expect(await images.sign(image)).toContain('X-Amz-Signature');
  });
});
