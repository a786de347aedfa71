import { expect, it } from 'vitest';
import { defaultProfile } from './defaults.ts';
import { portableProfile } from './portable-profile.ts';
import type { Profile } from './profile.ts';
import { profileText } from './profile-text.ts';

const keys = { accessKeyId: 'LTAI5tExample', secretAccessKey: 'not-a-real-secret' };
const profile: Profile = {
  ...defaultProfile,
  provider: 'aliyun-oss',
  bucket: 'notes',
  region: 'cn-hongkong',
  proxy: 'http://me:hunter2@127.0.0.1:1',
  tlsVerify: false,
  credentials: { source: 'inline', ...keys },
};

it('the text of profiles is a short configuration without keys and without what holds on one machine only', () => {
  expect(JSON.parse(profileText({ defaultProfile: 'blog', profiles: { blog: profile } }))).toEqual({
    version: 1,
    defaultProfile: 'blog',
    profiles: { blog: { provider: 'aliyun-oss', bucket: 'notes', region: 'cn-hongkong' } },
  });
});

it('keys are in it for the profiles only for which they were given', () => {
  const profiles = { blog: profile, backup: profile };
  const text = JSON.parse(profileText({ defaultProfile: 'blog', profiles }, { backup: keys }));
  expect(text.profiles.blog).not.toHaveProperty('credentials');
  expect(text.profiles.backup.credentials).toEqual({ source: 'inline', ...keys });
});

it('a host that keeps keys elsewhere gets the profile and the keys apart, and learns what stays behind', () => {
  expect(portableProfile(profile)).toEqual({
    profile: { ...profile, proxy: '', tlsVerify: true, credentials: { source: 'env' } },
    keys,
    leftOut: ['proxy', 'tlsVerify'],
  });
  const elsewhere = {
    ...profile,
    proxy: '',
    credentials: { source: 'process', command: 'vault --token x' },
  } as const;
  expect(portableProfile(elsewhere)).toMatchObject({
    profile: { credentials: { source: 'env' } },
    keys: undefined,
    leftOut: ['tlsVerify'],
  });
});
