import { describe, expect, it } from 'vitest';
import {
  currentProfile,
  isSetUp,
  type PluginData,
  profileNames,
  profileText,
  readPluginData,
  secretsOf,
  withCurrentProfile,
  withSecrets,
  withSetting,
} from './plugin-data.ts';

function saved(data: PluginData): PluginData {
  return readPluginData(JSON.parse(JSON.stringify(data)));
}

describe('plugin data', () => {
  it.each([
    null,
    undefined,
    7,
    'x',
    [],
    {},
    { settings: [], secrets: 'x' },
    { settings: { profiles: null } },
  ])('whatever stands in data.json (%j), the form opens with its defaults', (saved) => {
    const data = readPluginData(saved);
    expect(profileText(data, 'default', 'provider')).toBe('aliyun-oss');
    expect(profileText(data, 'default', 'bucket')).toBe('');
    expect(isSetUp(data)).toBe(false);
    expect(secretsOf(data, 'default')).toEqual({ accessKeyId: '', secretAccessKey: '', sessionToken: '' });
  });

  it('a changed field is there after saving and reading again', () => {
    const changed = withSetting(readPluginData(null), ['profiles', 'default', 'bucket'], 'my-notes');
    expect(profileText(saved(changed), 'default', 'bucket')).toBe('my-notes');
  });

  it('each profile has fields and secrets of its own', () => {
    const settings = { profiles: { default: { bucket: '' }, other: { provider: 'minio', bucket: 'b' } } };
    const read = readPluginData({ settings });
    expect(profileNames(read)).toEqual(['default', 'other']);
    const keyed = withSecrets(withCurrentProfile(read, 'other'), 'other', { accessKeyId: 'key-of-other' });
    const data = saved(withSetting(keyed, ['profiles', 'other', 'bucket'], 'c'));
    expect([currentProfile(data), profileText(data, 'other', 'bucket'), isSetUp(data)]).toEqual([
      ...['other', 'c', true],
    ]);
    expect(secretsOf(data, 'other').accessKeyId).toBe('key-of-other');
    expect(secretsOf(data, 'default').accessKeyId).toBe('');
  });

  it('a setting that is taken out leaves no trace, and rules of a list are changed in their place', () => {
    const rules = [{ notes: 'a', mode: 'local' }, { notes: 'b' }];
    const data = readPluginData({ settings: { storage: { rules } } });
    const changed = withSetting(
      withSetting(data, ['storage', 'rules', '0', 'mode'], undefined),
      [...['storage', 'rules', '1', 'mode']],
      'off',
    );
    expect(changed.settings['storage']).toEqual({ rules: [{ notes: 'a' }, { notes: 'b', mode: 'off' }] });
  });

  it('settings that the form does not show survive a change', () => {
    const written = {
      settings: {
        profiles: { default: { keyTemplate: '{name}.{ext}' }, other: { bucket: 'b' } },
        storage: { mode: 'dual' },
      },
    };
    const { settings } = withSetting(readPluginData(written), ['profiles', 'default', 'bucket'], 'my-notes');
    expect(settings).toMatchObject({
      profiles: { default: { keyTemplate: '{name}.{ext}', bucket: 'my-notes' }, other: { bucket: 'b' } },
      storage: { mode: 'dual' },
    });
  });
});
