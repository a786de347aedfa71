import { expect, test } from 'vitest';
import { told } from '../testing/told-issues.ts';
import { checkConfig, checkProfile, checkSettings, doubtfulSettings } from './check-settings.ts';
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
  const issues = checkSettings({ profiles, storage: defaultStorage });
  expect(issues.map(({ field }) => field)).toEqual([
    'profiles.old.provider',
    'profiles.typo.region',
    'profiles.typo.keyTemplate',
  ]);
  expect(told(issues).at(-1)?.problem).toContain('{hash}');
});

test('an ACL is refused where the store takes none, and left to the person where it may', () => {
  const acl = 'public-read';
  const r2: Profile = {
    ...blog,
    provider: 'cloudflare-r2',
    endpoint: 'https://abc.r2.cloudflarestorage.com',
    publicBaseUrl: 'https://img.example.com',
  };
  expect(told(checkProfile({ ...r2, acl }))).toEqual([
    {
      field: 'acl',
      problem: 'must be empty: this store takes no ACLs; make the bucket itself public instead',
    },
  ]);
  expect(checkProfile(r2)).toEqual([]);
  expect(checkProfile({ ...blog, acl })).toEqual([]);
});

test('a missing default profile does not hide what else is wrong', () => {
  const { provider, bucket } = blog;
  const profiles = { blog: { provider, bucket }, typo: { provider, bucket, keyTemplate: '{hahs}.{ext}' } };
  const fields = (value: unknown) => {
    const checked = checkConfig(value);
    return checked.ok ? [] : checked.issues.map(({ field }) => field);
  };
  expect(fields({ profiles })).toEqual(['defaultProfile', 'profiles.typo.keyTemplate']);
  expect(fields({ profiles, defaultProfile: 'blog' })).toEqual(['profiles.typo.keyTemplate']);
  expect(fields({ profiles: { blog: profiles.blog } })).toEqual([]);
  expect(fields({ profiles, stroage: {} })).toEqual(['stroage']);
});

test.each([
  [
    'aliyun-oss',
    'cn-hangzou',
    'is not a region of Alibaba Cloud OSS that Imbed knows; did you mean "cn-hangzhou"?',
  ],
  ['aliyun-oss', 'oss-cn-hangzou', 'did you mean'],
  ['aliyun-oss', 'x', 'known are cn-hangzhou, '],
  ['aws-s3', 'us-east1', 'did you mean "us-east-1"?'],
] as const)('a region of %s called %s is doubtful, not wrong', (provider, region, problem) => {
  const settings = { profiles: { blog: { ...blog, provider, region } }, storage: defaultStorage };
  expect(checkSettings(settings)).toEqual([]);
  expect(told(doubtfulSettings(settings))).toEqual([
    { field: 'profiles.blog.region', problem: expect.stringContaining(problem) },
  ]);
});

test.each([
  ['aliyun-oss', ''],
  ['aliyun-oss', 'cn-hongkong'],
  ['aliyun-oss', 'OSS-cn-hongkong'],
  ['aws-s3', 'eu-west-1'],
  ['minio', 'home'],
  ['didi-s3', 'anywhere'],
] as const)('nothing is doubtful about the region "%s" "%s"', (provider, region) => {
  const endpoint = provider === 'minio' ? 'https://nas.example.com' : '';
  expect(doubtfulSettings({ profiles: { blog: { ...blog, provider, region, endpoint } } })).toEqual([]);
});

test.each<[string, object, string, string]>([
  [
    'a mirror that is no profile',
    { profiles: { blog: { mirrors: ['wrok'] } } },
    'profiles.blog.mirrors.0',
    '"work"',
  ],
  [
    'a mirror of itself',
    { profiles: { work: { mirrors: ['blog', 'work'] } } },
    'profiles.work.mirrors.1',
    'another',
  ],
  ['a folder out of sight', { storage: { folder: '.attic' } }, 'storage.folder', 'hide'],
  [
    'a folder with a variable that is none',
    { storage: { rules: [{ notes: 'a' }, { notes: 'b', folder: '{ntoe}' }] } },
    'storage.rules.1.folder',
    '{note}',
  ],
  [
    'a profile that is none',
    { storage: { rules: [{ notes: 'a', profile: 'blgo' }] } },
    'storage.rules.0.profile',
    '"blog"',
  ],
])('%s is found, with its place', (_, changes: { profiles?: object; storage?: object }, field, problem) => {
  const mirrors = (name: string) => ({ mirrors: [], ...Reflect.get(changes.profiles ?? {}, name) });
  const settings = {
    profiles: { blog: { ...blog, ...mirrors('blog') }, work: { ...blog, ...mirrors('work') } },
    storage: { ...defaultStorage, ...changes.storage },
  };
  expect(told(checkSettings(settings))).toEqual([{ field, problem: expect.stringContaining(problem) }]);
});
