import { describe, expect, it } from 'vitest';
import {
  currentProfile,
  isSetUp,
  profileField,
  profileNames,
  readPluginData,
  secretsOf,
  withCurrentProfile,
  withProfileField,
  withSecret,
} from './plugin-data.ts';

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
    expect(isSetUp(data)).toBe(false);
    expect(secretsOf(data, 'default')).toEqual({ accessKeyId: '', secretAccessKey: '', sessionToken: '' });
  });

  it('a changed field is there after saving and reading again', () => {
    const changed = withProfileField(readPluginData(null), 'bucket', 'my-notes');
    expect(profileField(readPluginData(JSON.parse(JSON.stringify(changed))), 'bucket')).toBe('my-notes');
  });

  it('each profile has fields and secrets of its own', () => {
    const settings = { profiles: { default: { bucket: '' }, other: { provider: 'minio', bucket: 'b' } } };
    let data = readPluginData({ settings });
    expect(profileNames(data)).toEqual(['default', 'other']);
    data = withSecret(withCurrentProfile(data, 'other'), 'accessKeyId', 'key-of-other');
    data = readPluginData(JSON.parse(JSON.stringify(withProfileField(data, 'bucket', 'c'))));
    expect([currentProfile(data), profileField(data, 'bucket'), isSetUp(data)]).toEqual(['other', 'c', true]);
    expect(secretsOf(data, 'other').accessKeyId).toBe('key-of-other');
    expect(secretsOf(data, 'default').accessKeyId).toBe('');
    expect(profileField(withCurrentProfile(data, 'default'), 'bucket')).toBe('');
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
