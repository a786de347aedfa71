import { checkSettings, parseSettings, providers } from '@imbed/core';
import { describe, expect, it } from 'vitest';
import { nextSteps, presetNamed, starterConfig } from './starter-config.ts';

const presets = Object.values(providers);

function profileIn(text: string): Record<string, unknown> {
  const { profiles } = JSON.parse(text) as { profiles: { default: Record<string, unknown> } };
  return profiles.default;
}

describe.each(presets.map((preset) => [preset.id, preset] as const))('for %s', (_id, preset) => {
  it('it is refused as it is, for what is empty', () => {
    const settings = parseSettings(JSON.parse(starterConfig(preset)));
    expect(settings.ok ? [] : settings.issues).toEqual([{ field: 'profiles.default.bucket', code: 'empty' }]);
  });

  it('each further field that is still empty is named once the bucket is not', () => {
    const profile = profileIn(starterConfig(preset));
    const settings = parseSettings({ profiles: { default: { ...profile, bucket: 'my-notes-1250000000' } } });
    if (!settings.ok) throw new Error('a bucket must be enough for the form');
    const needed = preset.fields.filter(({ key, required }) => required && key !== 'bucket');
    const named = checkSettings(settings.value).map(({ field }) => field.split('.').at(-1));
    expect(named.length > 0).toBe(needed.length > 0);
    for (const field of named) expect(needed.map(({ key }) => key as string)).toContain(field);
  });

  it('filled in with the examples it is valid, and they are told', () => {
    const examples = preset.fields
      .filter(({ required }) => required)
      .map(({ key, example }) => [key, example]);
    const profile = { ...profileIn(starterConfig(preset)), ...Object.fromEntries(examples) };
    const settings = parseSettings({ profiles: { default: profile } });
    if (!settings.ok) throw new Error('the examples must parse');
    expect(checkSettings(settings.value)).toEqual([]);
    for (const [key, example] of examples) expect(nextSteps(preset)).toContain(`${key} (e.g. ${example})`);
  });
});

it('a provider that does not exist is answered with the one that was meant, or with all', () => {
  expect(() => presetNamed('aliyun-os')).toThrow('did you mean aliyun-oss?');
  expect(() => presetNamed('?')).toThrow('custom');
});
