import { describe, expect, it } from 'vitest';
import { paste } from './host/clipboard.ts';
import type { Host } from './host/host.ts';
import { noticeTexts, openModals } from './host/ui.ts';
import { createScene, pictureFile, until } from './scene.ts';
import { openSettings } from './settings-screen.ts';

const scene = createScene();
const dataFile = '.obsidian/plugins/imbed/data.json';

const savedBy = (host: Host) => JSON.parse(host.read(dataFile));

describe('a profile', () => {
  it('is filled in by what its store asks for, with examples of that store', async () => {
    const host = await scene.start({ data: null });
    const screen = openSettings(host);
    screen.page('default');
    expect(screen.names()).toContain('Region');
    screen.enter('Store', 'minio');
    await until(() => expect(screen.value('Store')).toBe('minio'));
    screen.enter('Bucket', ' my-pictures ');
    await until(() =>
      expect(savedBy(host).settings.profiles.default).toEqual({ provider: 'minio', bucket: 'my-pictures' }),
    );
  });

  it('shows, while it is written, what images will be called and where they will be', async () => {
    const host = await scene.start({ profile: { publicBaseUrl: 'https://img.example.com' } });
    const screen = openSettings(host);
    screen.page('default');
    screen.enter('Key template', 'notes/{note}/{name}.{ext}');
    await until(() =>
      expect(screen.text('Preview')).toContain('https://img.example.com/notes/kyoto/screenshot.png'),
    );
  });

  it('says at once what is wrong with a key template, and keeps the one before', async () => {
    const host = await scene.start();
    const screen = openSettings(host);
    screen.page('default');
    screen.enter('Key template', '{nmae}.{ext}');
    await until(() => expect(screen.text('Key template')).toContain('{name}'));
    expect(host.read(dataFile)).not.toContain('nmae');
  });

  it('can be added, used, renamed wherever it is named, and removed', async () => {
    const storage = { rules: [{ notes: 'Work/**', profile: 'profile-2' }] };
    const host = await scene.start({ settings: { storage } });
    const screen = openSettings(host);
    screen.press('Profiles', 'Add a profile');
    await until(() => expect(screen.names()).toContain('profile-2'));
    screen.page('profile-2');
    screen.press('Use for new images');
    await until(() => expect(savedBy(host).settings.defaultProfile).toBe('profile-2'));
    screen.enter('Name', 'two words');
    expect(screen.text('Name')).toContain('without spaces');
    screen.enter('Name', 'work');
    await until(() => expect(savedBy(host).settings.defaultProfile).toBe('work'));
    expect(savedBy(host).settings.storage.rules).toEqual([{ notes: 'Work/**', profile: 'work' }]);
    screen.press('work', 'Delete work');
    openModals.at(-1)?.press('Keep');
    expect(Object.keys(savedBy(host).settings.profiles)).toEqual(['default', 'work']);
    screen.press('work', 'Delete work');
    openModals.at(-1)?.press('Remove');
    await until(() => expect(Object.keys(savedBy(host).settings.profiles)).toEqual(['default']));
    expect(savedBy(host).settings.defaultProfile).toBe('default');
  });

  it('that is not finished keeps no other from working, and says what it lacks when it is tested', async () => {
    const host = await scene.start();
    openSettings(host).press('Profiles', 'Add a profile');
    await until(() => expect(Object.keys(savedBy(host).settings.profiles)).toContain('profile-2'));
    const view = await host.open('Note.md');
    paste(view, { files: [pictureFile('unfinished neighbour')] });
    await until(() => expect(view.getViewData()).toMatch(/\]\(http/));
    const screen = openSettings(host);
    screen.page('profile-2');
    screen.press('Test this profile');
    await until(() =>
      expect([...noticeTexts(), openModals.at(-1)?.contentEl.textContent].join()).toMatch(/bucket/),
    );
  });

  it('of a secret only its name is saved', async () => {
    const host = await scene.start();
    const screen = openSettings(host);
    screen.page('default');
    screen.enter('Access key secret', 'another-secret');
    await until(() => expect(savedBy(host).secrets.default.secretAccessKey).toBe('another-secret'));
    expect(host.read(dataFile)).not.toContain('writer-secret');
  });

  it('can be tested from there, also one that is not in use', async () => {
    const host = await scene.start();
    const other = { ...savedBy(host).settings.profiles.default, bucket: 'not-there' };
    const { plugin } = host;
    const saved = savedBy(host);
    saved.settings.profiles.other = other;
    saved.secrets.other = saved.secrets.default;
    host.write(dataFile, JSON.stringify(saved));
    await plugin.onExternalSettingsChange();
    const screen = openSettings(host);
    screen.page('default');
    screen.press('Test this profile');
    await until(() => expect(openModals[0]?.titleEl.textContent).toBe('Everything works.'));
    openModals[0]?.close();
    screen.back();
    screen.page('other');
    screen.press('Test this profile');
    await until(() => expect(openModals[0]?.titleEl.textContent).toBe('Not everything works yet.'));
  });

  it('stores have the names that people in China know them by', async () => {
    const host = await scene.start({ language: 'zh' });
    expect(JSON.stringify(host.app.tabs[0]?.getSettingDefinitions())).toContain('阿里云');
  });
});

describe('keys in data.json', () => {
  const inline = { source: 'inline', accessKeyId: 'OLDKEYID', secretAccessKey: 'old-plain-secret' };

  it('go into the secret storage and out of the file, when the plugin starts', async () => {
    const host = await scene.start({ profile: { credentials: inline } });
    expect(host.read(dataFile)).not.toMatch(/OLDKEYID|old-plain-secret|credentials/);
    const { accessKeyId, secretAccessKey } = savedBy(host).secrets.default;
    const { secretStorage } = host.app;
    expect([secretStorage.getSecret(accessKeyId), secretStorage.getSecret(secretAccessKey)]).toEqual([
      ...['OLDKEYID', 'old-plain-secret'],
    ]);
  });

  it('go there as well from beside the other settings of a profile, and from where names of secrets belong', async () => {
    const written = { accessKeyId: 'FLATKEYID', sessionToken: '' };
    const host = await scene.start({ profile: written, names: { secretAccessKey: 'Plain/Secret+1' } });
    expect(host.read(dataFile)).not.toMatch(/FLATKEYID|Plain\/Secret/);
    expect(Object.keys(savedBy(host).settings.profiles.default)).not.toContain('sessionToken');
    const { accessKeyId, secretAccessKey } = savedBy(host).secrets.default;
    const { secretStorage } = host.app;
    expect([secretStorage.getSecret(accessKeyId), secretStorage.getSecret(secretAccessKey)]).toEqual([
      ...['FLATKEYID', 'Plain/Secret+1'],
    ]);
  });

  it.each([
    ['R2', 'ab'.repeat(32)],
    ['Scaleway', '01234567-89ab-4cde-8f01-23456789abcd'],
  ])('that could be names, as those of %s could, go there when no secret has such a name', async (_, key) => {
    const id = '0123456789abcdef0123456789abcdef';
    const host = await scene.start({
      names: { accessKeyId: id, secretAccessKey: key, sessionToken: 'ab-c' },
    });
    expect(host.read(dataFile)).not.toMatch(new RegExp(`${id}|${key}`));
    const { accessKeyId, secretAccessKey, sessionToken } = savedBy(host).secrets.default;
    const { secretStorage } = host.app;
    expect([secretStorage.getSecret(accessKeyId), secretStorage.getSecret(secretAccessKey)]).toEqual([
      id,
      key,
    ]);
    expect(sessionToken).toBe('ab-c');
    const named = await scene.start({
      names: { accessKeyId: id },
      secrets: { [id]: 'KEYID', 'key-secret': 'x' },
    });
    expect(savedBy(named).secrets.default.accessKeyId).toBe(id);
  });

  it('never take the place of another secret', async () => {
    const secrets = { 'imbed-default-id': 'of something else', 'imbed-default-key': 'old-plain-secret' };
    const host = await scene.start({ profile: { credentials: inline }, secrets });
    expect(host.app.secretStorage.getSecret('imbed-default-id')).toBe('of something else');
    expect(savedBy(host).secrets.default).toMatchObject({
      ...{ accessKeyId: 'imbed-default-id-2', secretAccessKey: 'imbed-default-key' },
    });
  });

  it('that sync brings go the same way', async () => {
    const host = await scene.start();
    const saved = savedBy(host);
    saved.settings.profiles.default.credentials = inline;
    host.write(dataFile, JSON.stringify(saved));
    await host.settingsChanged();
    expect(host.read(dataFile)).not.toContain('old-plain-secret');
  });
});

describe('storage', () => {
  it('rules for folders can be added, changed and removed', async () => {
    const host = await scene.start();
    const screen = openSettings(host);
    screen.enter('Storage mode', 'dual');
    screen.press('Folder rules', 'Add a rule');
    await until(() => expect(screen.names()).toContain('**'));
    screen.page('**');
    screen.enter('Notes', 'Work/**');
    screen.enter('Storage mode', 'off');
    await until(() =>
      expect(savedBy(host).settings.storage).toEqual({
        ...{ mode: 'dual', rules: [{ notes: 'Work/**', mode: 'off' }] },
      }),
    );
    screen.enter('Storage mode', '');
    await until(() => expect(savedBy(host).settings.storage.rules).toEqual([{ notes: 'Work/**' }]));
    screen.back();
    screen.press('Work/**', 'Delete Work/**');
    await until(() => expect(savedBy(host).settings.storage).toEqual({ mode: 'dual' }));
  });

  it('a folder that cannot be is refused', async () => {
    const host = await scene.start();
    const screen = openSettings(host);
    screen.enter('Folder for local copies', '{nots}/x');
    await until(() => expect(screen.text('Folder for local copies')).toContain('{note'));
    expect(host.read(dataFile)).not.toContain('nots');
  });
});

it('settings that sync brings from another device are used at once', async () => {
  const host = await scene.start();
  const saved = savedBy(host);
  saved.settings.profiles.default.bucket = 'from-elsewhere';
  host.write(dataFile, JSON.stringify(saved));
  await host.settingsChanged();
  const screen = openSettings(host);
  screen.page('default');
  expect(screen.value('Bucket')).toBe('from-elsewhere');
  expect(noticeTexts()).toEqual([]);
});
