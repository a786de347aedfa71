import { describe, expect, it } from 'vitest';
import { defaultProfile, defaultStorage } from '../settings/defaults.ts';
import type { Profile, Settings, StorageRule, StorageSettings } from '../settings/profile.ts';
import { told } from '../testing/told-issues.ts';
import { acceptedPlan, planFor, type StoragePlan } from './storage-plan.ts';

const profile: Profile = { ...defaultProfile, provider: 'aliyun-oss', bucket: 'my-notes' };

function settingsOf(
  rules: readonly StorageRule[] = [],
  storage: Partial<StorageSettings> = {},
): Pick<Settings, 'defaultProfile' | 'profiles' | 'storage'> {
  return {
    defaultProfile: 'blog',
    profiles: { blog: { ...profile, mirrors: ['backup', 'backup'] }, work: profile, backup: profile },
    storage: { ...defaultStorage, ...storage, rules },
  };
}

function planOf(path: string, text: string, rules: readonly StorageRule[] = []): StoragePlan | 'off' {
  const plan = planFor({ path, text }, settingsOf(rules));
  if (!plan.ok) throw new Error(JSON.stringify(plan.issues));
  return plan.value;
}

function problemsOf(text: string, settings = settingsOf()): readonly string[] {
  const plan = planFor({ path: 'a.md', text }, settings);
  return plan.ok ? [] : told(plan.issues).map(({ field, problem }) => `${field}: ${problem}`);
}

const usual: StoragePlan = {
  mode: 'remote',
  link: 'remote',
  folder: 'assets',
  profile: 'blog',
  mirrors: ['backup'],
};

describe('the plan for a note', () => {
  it('is what the settings say, with each mirror once', () => {
    expect(planOf('a.md', 'text')).toEqual(usual);
    expect(planFor({ path: 'a.md', text: '' }, settingsOf([], { mode: 'dual', folder: 'img' }))).toEqual({
      ok: true,
      value: { ...usual, mode: 'dual', folder: 'img' },
    });
  });

  it('follows the rules that match, each setting from the last one that has it', () => {
    const rules: readonly StorageRule[] = [
      { notes: '**', mode: 'dual', folder: 'img' },
      { notes: 'Blog/**', profile: 'work', link: 'local' },
      { notes: 'Blog/Drafts', mode: 'local' },
      { notes: 'Diary/**', mode: 'off' },
    ];
    const dual = { ...usual, mode: 'dual', folder: 'img' };
    expect(planOf('a.md', '', rules)).toEqual(dual);
    expect(planOf('Blog/a.md', '', rules)).toEqual({ ...dual, link: 'local', profile: 'work', mirrors: [] });
    expect(planOf('Blog/Drafts/2026/a.md', '', rules)).toMatchObject({ mode: 'local', profile: 'work' });
    expect(planOf('Diary/a.md', '', rules)).toBe('off');
    expect(planOf('Diary/a.md', '', [...rules, { notes: 'Diary/a.md', mode: 'remote' }])).toMatchObject({
      mode: 'remote',
      folder: 'img',
    });
  });

  it.each([
    ['Blog/**', 'Blog/a.md', true],
    ['Blog/**', 'Blog/2026/a.md', true],
    ['Blog', 'Blog/2026/a.md', true],
    ['Blog/', 'Blog/a.md', true],
    ['/Blog', 'Blog/a.md', true],
    ['./Blog/**', 'Blog/a.md', true],
    ['Blog', 'Blogs/a.md', false],
    ['Blog', 'Old/Blog/a.md', false],
    ['**/Blog', 'Old/Blog/a.md', true],
    ['*.md', 'a.md', true],
    ['*.md', 'x/a.md', false],
    ['**/*.draft.md', 'x/y/a.draft.md', true],
    ['{Blog,博客}/*', '博客/a.md', true],
    ['Caf\u00e9/**', 'Cafe\u0301/a.md', true],
    ['2026-1[0-2]', '2026-11/a.md', true],
    ['[!a]*', 'b.md', true],
    ['Notes (old)/**', 'Notes (old)/a.md', true],
    ['constructor', 'constructor/a.md', true],
    ['!Diary/**', 'Blog/a.md', true],
    ['!Diary/**', 'Diary/a.md', false],
    ['.', 'x/a.md', true],
    ['./', 'x/a.md', true],
  ])('a rule for %s and the note %s: %s', (notes, path, matches) => {
    expect(planOf(path, '', [{ notes, mode: 'off' }]) === 'off').toBe(matches);
  });

  it('follows the note itself more than any rule', () => {
    const rules: readonly StorageRule[] = [{ notes: '**', mode: 'off', profile: 'work' }];
    expect(planOf('a.md', '---\nimbed: local\n---\n', rules)).toMatchObject({
      mode: 'local',
      profile: 'work',
    });
    expect(planOf('a.md', '+++\nimbed = "dual"\nimbed-profile = "blog"\n+++\n', rules)).toEqual({
      ...usual,
      mode: 'dual',
    });
    expect(planOf('a.md', '---\nimbed: off\n---\n')).toBe('off');
    expect(planOf('a.md', '---\nimbed-profile: work\n---\n', rules)).toBe('off');
  });

  it('is the usual one where the note says nothing: an empty property of Obsidian', () => {
    expect(planOf('a.md', '---\nimbed:\nimbed-profile:\n---\n')).toEqual(usual);
  });
});

describe('what makes no sense', () => {
  it.each([
    ['imbed: locl', 'imbed: is none of the modes; did you mean "local"?'],
    ['imbed: Local', 'imbed: is none of the modes; did you mean "local"?'],
    ['imbed: 7', 'imbed: must be one of local, remote, dual, off'],
    ['imbed: [local, dual]', 'imbed: must be one of local, remote, dual, off'],
    ['imbed: local\nimbed: dual', 'imbed: must be one of local, remote, dual, off'],
    ['imbed-profile: wrok', 'imbed-profile: names no profile; did you mean "work"?'],
    ['imbed-profile: [a, b]', 'imbed-profile: must be the name of one profile, as text'],
  ])('in a note is named, not guessed at: %s', (yaml, problem) => {
    expect(problemsOf(`---\n${yaml}\n---\n`)).toEqual([problem]);
  });

  it.each<[string, Parameters<typeof settingsOf>]>([
    ['storage.rules.1.profile', [[{ notes: '*' }, { notes: '*', profile: 'wrok' }]]],
    ['storage.rules.0.folder', [[{ notes: '*', folder: '{nope}' }]]],
    ['storage.folder', [[], { folder: '.hidden' }]],
  ])('in the settings is named: %s', (field, given) => {
    expect(problemsOf('', settingsOf(...given))).toEqual([expect.stringContaining(`${field}: `)]);
  });

  it('in the settings of other notes keeps no note from its plan', () => {
    expect(problemsOf('', settingsOf([{ notes: 'Other', profile: 'wrok', folder: '{nope}' }]))).toEqual([]);
    expect(problemsOf('---\nimbed: off\n---\n', settingsOf([], { folder: '{nope}' }))).toEqual([]);
  });

  it('is the fault of the note or of the settings, and the error says which', () => {
    const note = { path: '日记/a.md', text: '---\nimbed: locl\n---\n' };
    expect(() => acceptedPlan(note, settingsOf())).toThrow(
      expect.objectContaining({
        code: 'note/invalid-settings',
        facts: expect.objectContaining({ name: note.path }),
      }),
    );
    expect(() => acceptedPlan({ ...note, text: '' }, settingsOf([], { folder: '{nope}' }))).toThrow(
      expect.objectContaining({ code: 'config/invalid' }),
    );
    expect(acceptedPlan({ ...note, text: '' }, settingsOf())).toEqual(usual);
  });
});
