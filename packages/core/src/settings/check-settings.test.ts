import { expect, test } from 'vitest';
import { checkProfile, checkSettings } from './check-settings.ts';
import { defaultProfile, defaultStorage } from './defaults.ts';
import type { Profile } from './profile.ts';

const blog: Profile = { ...defaultProfile, provider: 'aliyun-oss', bucket: 'my-notes' };

test('a sensible profile has nothing wrong with it', () => {
  expect(checkProfile(blog)).toEqual([]);
});

test('all profiles are checked, each at its own place', () => {
  const profiles = {
    blog,
    old: { ...blog, provider: 'didi-s3' },
    typo: { ...blog, keyTemplate: '{hahs}.{ext}', region: 'no such' },
  } satisfies Record<string, Profile>;
  const issues = checkSettings({ version: 1, defaultProfile: 'blog', profiles, storage: defaultStorage });
  expect(issues.map(({ field }) => field)).toEqual([
    'profiles.old.provider',
    'profiles.typo.region',
    'profiles.typo.keyTemplate',
  ]);
  expect(issues.at(-1)?.problem).toContain('{hash}');
});

test('an ACL is refused where the store takes none, and left to the person where it may', () => {
  const acl = 'public-read';
  const r2: Profile = {
    ...blog,
    provider: 'cloudflare-r2',
    endpoint: 'https://abc.r2.cloudflarestorage.com',
    publicBaseUrl: 'https://img.example.com',
  };
  expect(checkProfile({ ...r2, acl })).toEqual([
    {
      field: 'acl',
      problem: 'must be empty: this store takes no ACLs; make the bucket itself public instead',
    },
  ]);
  expect(checkProfile(r2)).toEqual([]);
  expect(checkProfile({ ...blog, acl })).toEqual([]);
});
