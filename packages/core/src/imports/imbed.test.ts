import { describe, expect, it } from 'vitest';
import { defaultProfile } from '../settings/defaults.ts';
import type { Profile } from '../settings/profile.ts';
import { profileText } from '../settings/profile-text.ts';
import { imported } from '../testing/import-test-tools.ts';
import { importProfiles } from './import-profiles.ts';

const keys = { accessKeyId: 'LTAI5tExample', secretAccessKey: 'not-a-real-secret' };

function profile(changes: Partial<Profile> = {}): Profile {
  return { ...defaultProfile, provider: 'aliyun-oss', bucket: 'notes', region: 'cn-hongkong', ...changes };
}

const settings = {
  defaultProfile: 'b',
  profiles: {
    a: profile({ mirrors: ['b'], access: 'signed' }),
    b: profile({ keyTemplate: '{hash}.{ext}', credentials: { source: 'inline', ...keys } }),
  },
};

describe('profiles copied from another device', () => {
  it('arrive as they were, but for the keys', () => {
    const { profiles, active, notes } = imported('imbed', profileText(settings));
    const { a, b } = settings.profiles;
    expect(profiles).toEqual([
      { name: 'a', profile: a },
      { name: 'b', profile: { ...b, credentials: { source: 'env' } } },
    ]);
    expect(active).toBe('b');
    expect(notes.map(({ about, problem }) => `${about}: ${problem}`)).toEqual([
      'a: came without keys: enter them on this device',
      'b: came without keys: enter them on this device',
    ]);
  });

  it('bring the keys of those for which somebody asked for them', () => {
    const { profiles, notes } = imported('imbed', profileText(settings, { b: keys }));
    expect(profiles[1]?.profile.credentials).toEqual({ source: 'inline', ...keys });
    expect(notes.map(({ about }) => about)).toEqual(['a']);
  });

  it('may come with blank lines around them and a mark in front, as clipboards bring them', () => {
    expect(imported('imbed', `\uFEFF\n  ${profileText(settings)}\n\n`).profiles).toHaveLength(2);
  });

  it('may be a whole configuration, of which the places of images stay behind', () => {
    const config = JSON.stringify({ ...settings, storage: { mode: 'dual' } });
    expect(imported('imbed', config).notes.map(({ about }) => about)).toEqual(['a', 'storage']);
  });

  it.each([
    ['a setting that is none', { profiles: { a: { provider: 'minio', bucket: 'b', buket: 'c' } } }],
    ['a default that is not among them', { defaultProfile: 'c', profiles: { a: settings.profiles.a } }],
    ['no profile', { profiles: {} }],
  ])('are refused whole with %s', (_, value) => {
    expect(importProfiles('imbed', JSON.stringify(value)).ok).toBe(false);
  });
});
