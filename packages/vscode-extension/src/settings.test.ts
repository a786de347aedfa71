import { describe, expect, it } from 'vitest';
import { readSettings, usedProfile, withWishes } from './settings.ts';

const blog = { provider: 'aliyun-oss', bucket: 'my-notes', region: 'cn-hongkong' };

function read(configuration: Record<string, unknown>) {
  return usedProfile(readSettings({ get: (key) => configuration[key] }));
}

describe('settings', () => {
  it('a single profile needs no naming', () => {
    expect(read({ profiles: { blog }, defaultProfile: '' })).toMatchObject({ name: 'blog', profile: blog });
  });

  it('of several the default one is taken', () => {
    const profiles = { blog, work: { ...blog, bucket: 'work' } };
    expect(read({ profiles, defaultProfile: 'work' }).profile.bucket).toBe('work');
  });

  it.each([undefined, null, {}, 'x'])('without profiles (%j) it says that there are none', (profiles) => {
    expect(() => read({ profiles })).toThrow(expect.objectContaining({ code: 'config/not-found' }));
  });

  it('a profile that makes no sense is refused with the setting named', () => {
    expect(() => read({ profiles: { blog: { ...blog, buckte: 'x' } } })).toThrow(
      expect.objectContaining({ code: 'config/invalid' }),
    );
  });

  const inline = { ...blog, credentials: { source: 'inline', accessKeyId: 'a', secretAccessKey: 'b' } };

  it.each([{ ...blog, provider: 'nobody' }, inline, null])(
    'another profile that makes no sense (%j) does not keep the default one from working',
    (wrong) => {
      const profiles = { blog, wrong, work: blog };
      const settings = readSettings({ get: (key) => ({ profiles, defaultProfile: 'blog' })[String(key)] });
      expect(Object.keys(settings.profiles)).toEqual(['blog', 'work']);
    },
  );

  it('no other profile is taken in place of one that makes no sense', () => {
    const profiles = { blog, wrong: { ...blog, provider: 'nobody' } };
    for (const defaultProfile of ['wrong', ''])
      expect(() => read({ profiles, defaultProfile })).toThrow(
        expect.objectContaining({ code: 'config/invalid' }),
      );
  });

  it('keys in settings are refused, since settings are synced', () => {
    const credentials = { source: 'inline', accessKeyId: 'a', secretAccessKey: 'b' };
    expect(() => read({ profiles: { blog: { ...blog, credentials } } })).toThrow(
      expect.objectContaining({ code: 'config/invalid' }),
    );
  });
});

describe('settings of the command line', () => {
  const shared = readSettings({
    get: (key) =>
      ({ profiles: { blog, work: blog }, defaultProfile: 'work', storage: { mode: 'dual' } })[key as string],
  });

  function wished(configuration: Record<string, unknown>, isSet: readonly string[]) {
    const get = (key: string) => configuration[key];
    const { defaultProfile, storage } = withWishes(shared, { get, isSet: (key) => isSet.includes(key) });
    return [defaultProfile, storage.mode, storage.folder];
  }

  it('hold as long as nothing was chosen in the editor, whatever its defaults are', () => {
    expect(wished({ defaultProfile: '', 'storage.mode': 'remote' }, [])).toEqual(['work', 'dual', 'assets']);
  });

  it('make room for what was chosen in the editor', () => {
    const chosen = { defaultProfile: 'blog', 'storage.mode': 'local', 'storage.folder': 'pictures' };
    expect(wished(chosen, Object.keys(chosen))).toEqual(['blog', 'local', 'pictures']);
  });

  it('keep their default profile where the chosen one is of another configuration', () => {
    expect(wished({ defaultProfile: 'gone' }, [])[0]).toBe('work');
  });
});
