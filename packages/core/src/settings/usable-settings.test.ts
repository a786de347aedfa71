import { describe, expect, test } from 'vitest';
import { configIssue } from '../parse-result.ts';
import { told } from '../testing/told-issues.ts';
import { planFor } from '../upload/storage-plan.ts';
import { type ProfileRule, parseProfile, parseUsableSettings } from './usable-settings.ts';

const blog = { provider: 'aliyun-oss', bucket: 'my-notes' };
const unfinished = { ...blog, bucket: '' };
const withKeys = { ...blog, credentials: { source: 'inline', accessKeyId: 'a', secretAccessKey: 'b' } };

const noKeys: ProfileRule = ({ credentials }, name) =>
  credentials.source === 'inline' ? [configIssue(`${name}.credentials`, 'keys-elsewhere')] : [];

/** The names of what is left, or the fields that are wrong. */
function usable(settings: Record<string, unknown>, rule?: ProfileRule): readonly string[] | string {
  const parsed = parseUsableSettings(settings, rule);
  if (parsed.ok) return Object.keys(parsed.value.profiles);
  return parsed.issues.map(({ field }) => field).join();
}

describe('a profile that is not the default one', () => {
  test.each([unfinished, { ...blog, buckte: 'x' }, 'text', null, undefined])(
    'keeps no other one from working when it is wrong: %j',
    (wrong) => {
      const profiles = { wrong, blog, work: blog };
      expect(usable({ defaultProfile: 'blog', profiles })).toEqual(['blog', 'work']);
    },
  );

  test('may be wrong by its name alone', () => {
    expect(usable({ defaultProfile: 'blog', profiles: { blog, 'two words': blog } })).toEqual(['blog']);
  });

  test('is not taken in place of a wrong one', () => {
    const profiles = { unfinished, blog };
    expect(usable({ defaultProfile: 'unfinished', profiles })).toBe('profiles.unfinished.bucket');
    expect(usable({ profiles })).toBe('profiles.unfinished.bucket');
    expect(usable({ defaultProfile: 'gone', profiles })).toBe('defaultProfile');
  });
});

describe('what is wrong with a profile that is not the default one', () => {
  function problemsOf(text: string, wish: Record<string, unknown> = {}) {
    const profiles = { blog: { ...blog, mirrors: ['unfinished'] }, unfinished };
    const parsed = parseUsableSettings({ defaultProfile: 'blog', profiles, ...wish });
    if (!parsed.ok) throw new Error(parsed.issues.map(({ field }) => field).join());
    const plan = planFor({ path: 'a.md', text }, parsed.value);
    return plan.ok ? plan.value : told(plan.issues).map(({ field, problem }) => `${field}: ${problem}`);
  }
  const wrong = 'profiles.unfinished.bucket: must not be empty';
  const named = 'names a profile that is not finished or has mistakes';

  test('is told where a note or a rule names it', () => {
    const text = '---\nimbed-profile: unfinished\n---\n';
    expect(problemsOf(text)).toEqual([`imbed-profile: ${named}`, wrong]);
    const rules = [{ notes: '**', profile: 'unfinished' }];
    expect(problemsOf('', { storage: { rules } })).toEqual([`storage.rules.0.profile: ${named}`, wrong]);
  });

  test('keeps no image from the profile that it is a mirror of', () => {
    expect(problemsOf('')).toMatchObject({ profile: 'blog', mirrors: ['unfinished'] });
  });
});

describe('what a host refuses', () => {
  test('keeps no other profile from working', () => {
    const settings = { defaultProfile: 'blog', profiles: { blog, withKeys } };
    expect(usable(settings)).toEqual(['blog', 'withKeys']);
    expect(usable(settings, noKeys)).toEqual(['blog']);
  });

  test.each([{ defaultProfile: 'withKeys' }, {}])('is wrong in the profile in use: %j', (chosen) => {
    expect(usable({ ...chosen, profiles: { withKeys } }, noKeys)).toBe('withKeys.credentials');
  });
});

test.each([undefined, null, [[]], 'text', {}])('profiles that are none are what is wrong: %j', (profiles) => {
  expect(usable({ defaultProfile: 'blog', profiles })).toBe('profiles');
});

test('what is wrong beside the profiles is wrong for all of them', () => {
  const profiles = { blog };
  expect(usable({ defaultProfile: 'blog', profiles, storage: { mode: 'cloud' } })).toBe('storage.mode');
});

test.each([
  ['blog', blog, 'my-notes'],
  ['work', unfinished, 'profiles.work.bucket'],
])('a profile is parsed by itself: %s', (name, profile, expected) => {
  const parsed = parseProfile(name, profile);
  expect(parsed.ok ? parsed.value.bucket : parsed.issues[0]?.field).toBe(expected);
});
