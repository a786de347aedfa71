import { describe, expect, it } from 'vitest';
import { profileField, readPluginData, withProfileField } from './plugin-data.ts';

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
    expect(profileField(data, 'provider')).toBe('aliyun-oss');
    expect(profileField(data, 'bucket')).toBe('');
    expect(data.secrets).toEqual({ accessKeyId: '', secretAccessKey: '', sessionToken: '' });
  });

  it('a changed field is there after saving and reading again', () => {
    const changed = withProfileField(readPluginData(null), 'bucket', 'my-notes');
    expect(profileField(readPluginData(JSON.parse(JSON.stringify(changed))), 'bucket')).toBe('my-notes');
  });

  it('settings that the form does not show survive a change', () => {
    const saved = {
      settings: {
        profiles: { default: { keyTemplate: '{name}.{ext}' }, other: { bucket: 'b' } },
        storage: { mode: 'dual' },
      },
    };
    const { settings } = withProfileField(readPluginData(saved), 'bucket', 'my-notes');
    expect(settings).toMatchObject({
      profiles: { default: { keyTemplate: '{name}.{ext}', bucket: 'my-notes' }, other: { bucket: 'b' } },
      storage: { mode: 'dual' },
    });
  });
});
