import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { addProfiles } from './add-profiles.ts';
import { defaultProfile } from './defaults.ts';
import { parseSettings } from './parse-settings.ts';
import type { NamedProfile } from './place-profiles.ts';
import type { Settings } from './profile.ts';

function named(name: string, bucket = 'my-notes'): NamedProfile {
  return { name, profile: { ...defaultProfile, provider: 'aliyun-oss', bucket, region: 'cn-hongkong' } };
}

function added(text: string, profiles: readonly NamedProfile[], active?: string) {
  const result = addProfiles(text, profiles, active);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

function settingsIn(text: string): Settings {
  const settings = parseSettings(parse(text, [], { allowTrailingComma: true }));
  if (!settings.ok) throw new Error(JSON.stringify(settings.issues));
  return settings.value;
}

describe('a new configuration', () => {
  it('holds the profiles without what is the default anyway, the active one first in line', () => {
    const { text, placed } = added('', [named('a'), named('b', 'other')], 'b');
    expect(text).toBe(`{
  "version": 1,
  "defaultProfile": "b",
  "profiles": {
    "a": {
      "provider": "aliyun-oss",
      "bucket": "my-notes",
      "region": "cn-hongkong",
      "credentials": {
        "source": "env"
      }
    },
    "b": {
      "provider": "aliyun-oss",
      "bucket": "other",
      "region": "cn-hongkong",
      "credentials": {
        "source": "env"
      }
    }
  }
}
`);
    expect(placed).toEqual([
      { name: 'a', isNew: true },
      { name: 'b', isNew: true },
    ]);
  });

  it('of one profile needs no default', () => {
    expect(parse(added('', [named('a')]).text)).not.toHaveProperty('defaultProfile');
  });
});

describe('a configuration that is there', () => {
  const text = `// My pictures.
{
    "profiles": {
        // For the blog.
        "blog": { "provider": "minio", "bucket": "pictures", "endpoint": "https://nas.example.com" }, /* end */
    },
}
`;

  it('keeps its comments, its commas and its profiles, and goes on with its indentation', () => {
    const edited = added(text, [named('oss')]).text;
    for (const kept of ['// My pictures.\n{', '        // For the blog.\n        "blog": {', '/* end */'])
      expect(edited).toContain(kept);
    expect(edited).toContain('\n        "oss": {\n            "provider": "aliyun-oss"');
    expect(Object.keys(settingsIn(edited).profiles)).toEqual(['blog', 'oss']);
  });

  it('goes on with the default that it had without naming it', () => {
    expect(settingsIn(added(text, [named('oss')]).text).defaultProfile).toBe('blog');
  });

  it('takes the default of the import where its own could not be used', () => {
    const starter = '{ "profiles": { "default": { "provider": "aliyun-oss", "bucket": "" } } }';
    expect(parse(added(starter, [named('a'), named('b', 'x')], 'b').text)).toMatchObject({
      defaultProfile: 'b',
    });
  });

  it('keeps the default that it names', () => {
    const chosen = `{ "defaultProfile": "blog",${text.slice(text.indexOf('{') + 1)}`;
    expect(settingsIn(added(chosen, [named('oss')], 'oss').text).defaultProfile).toBe('blog');
  });

  it('a profile whose name is taken gets a number, and replaces nothing', () => {
    const { text: edited, placed } = added(text, [named('blog'), named('blog', 'other')]);
    expect(placed.map(({ name }) => name)).toEqual(['blog-2', 'blog-3']);
    expect(settingsIn(edited).profiles['blog']).toMatchObject({ provider: 'minio' });
  });

  it('the same profile is not added twice, whatever the order of its settings', () => {
    const once = added(text, [named('oss')]).text;
    const again = added(once, [named('other-name')]);
    expect(again).toEqual({ text: once, placed: [{ name: 'oss', isNew: false }] });
    const turned = `{"profiles":{"oss":{"credentials":{"source":"env"},"region":"cn-hongkong","bucket":"my-notes","provider":"aliyun-oss"}}}`;
    expect(added(turned, [named('x')]).placed).toEqual([{ name: 'oss', isNew: false }]);
  });

  it('what is imported twice at once is there once', () => {
    const { placed, text: edited } = added(text, [named('oss'), named('also-oss')]);
    expect(placed).toEqual([
      { name: 'oss', isNew: true },
      { name: 'oss', isNew: false },
    ]);
    expect(Object.keys(settingsIn(edited).profiles)).toEqual(['blog', 'oss']);
  });

  it('mirrors follow a profile to its new name, and go on naming those that were there', () => {
    const [blog, oss] = [named('blog'), named('oss', 'other')];
    const mirrored = { ...oss, profile: { ...oss.profile, mirrors: ['blog', 'cold'] } };
    const { profiles } = settingsIn(added(text, [mirrored, blog]).text);
    expect(profiles['oss']?.mirrors).toEqual(['blog-2', 'cold']);
    expect(profiles['blog-2']).toMatchObject({ bucket: 'my-notes', mirrors: [] });
  });

  it('keeps line ends and tabs', () => {
    const edited = added('{\r\n\t"profiles": {\r\n\t}\r\n}\r\n', [named('oss')]).text;
    expect(edited).not.toMatch(/[^\r]\n|\n +/);
    expect(edited).toContain('\r\n\t\t"oss":');
  });

  it.each(['[]', '"text"', '{ "profiles": [] }', '{ "profiles": 7 }', '{ "profiles": {,, }'])(
    '%s is refused',
    (broken) => {
      expect(addProfiles(broken, [named('oss')]).ok).toBe(false);
    },
  );
});

it('whatever the profiles are called, all are in it afterwards, and the old ones as they were', () => {
  const name = fc.stringMatching(/^[a-z"{}:,一-十_-]{1,8}$/);
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), fc.array(name), (old, more) => {
      const before = added(
        '',
        old.map((one) => named(one, `old-${one}`)),
      );
      const after = added(
        before.text,
        more.map((one, index) => named(one, `new-${index}`)),
      );
      const { profiles } = settingsIn(after.text);
      expect(Object.keys(profiles)).toHaveLength(old.length + more.length);
      for (const one of old) expect(profiles[one]?.bucket).toBe(`old-${one}`);
      for (const [index, { name: one }] of after.placed.entries())
        expect(profiles[one]?.bucket).toBe(`new-${index}`);
    }),
  );
});
