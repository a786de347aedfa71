import { describe, expect, it, vi } from 'vitest';
import { paste } from './host/clipboard.ts';
import type { Host } from './host/host.ts';
import { type Modal, noticeTexts, openModals } from './host/ui.ts';
import { createScene, pictureFile, until } from './scene.ts';
import { openSettings } from './settings-screen.ts';

const scene = createScene();
const savedBy = (host: Host) => JSON.parse(host.read('.obsidian/plugins/imbed/data.json'));

function importDialog(host: Host) {
  openSettings(host).press('Import');
  return dialog();
}

function dialog() {
  const modal = openModals.at(-1);
  if (modal === undefined) throw new Error('no dialog is open');
  return { modal, area: element(modal, 'textarea'), choice: modal.contentEl.querySelector('select') };
}

function element(modal: Modal, selector: 'textarea' | 'input'): HTMLTextAreaElement | HTMLInputElement {
  const found = modal.contentEl.querySelector(selector);
  if (found === null) throw new Error(`no ${selector} in the dialog`);
  return found;
}

function choose(program: string) {
  const { choice } = dialog();
  if (choice === null) throw new Error('nothing to choose from');
  choice.value = program;
  choice.dispatchEvent(new Event('change'));
}

describe('an import', () => {
  it('brings the profiles of PicGo, and its keys into the secret storage only', async () => {
    const host = await scene.start({ data: null });
    const { modal, area } = importDialog(host);
    choose('picgo');
    const aliyun = {
      ...{ accessKeyId: 'PICGOKEYID', accessKeySecret: 'picgo-secret', bucket: 'pictures' },
      ...{ area: 'oss-cn-hangzhou', path: 'img/', customUrl: 'https://img.example.com' },
    };
    expect(modal.contentEl.textContent).toContain('%APPDATA%\\picgo\\data.json');
    area.value = JSON.stringify({ picBed: { current: 'aliyun', uploader: 'aliyun', aliyun } });
    modal.press('Show what they hold');
    expect(modal.lines()[0]).toMatch(/Bucket: pictures\n.*Public address: https:\/\/img\.example\.com/s);
    expect(modal.lines()[0]).toContain('Store: Alibaba Cloud OSS');
    expect(modal.lines().join()).not.toMatch(/PICGOKEYID|picgo-secret|credentials/);
    expect(host.app.secretStorage.listSecrets()).not.toContain('imbed-aliyun-key');
    modal.press('Import');
    await until(() => expect(noticeTexts()).toEqual(['Profiles imported: 1.']));
    const { settings, secrets } = savedBy(host);
    const [name = ''] = Object.keys(settings.profiles);
    expect(settings.profiles[name]).toMatchObject({ provider: 'aliyun-oss', bucket: 'pictures' });
    expect(settings.defaultProfile ?? name).toBe(name);
    expect(host.read('.obsidian/plugins/imbed/data.json')).not.toMatch(/PICGOKEYID|picgo-secret|credentials/);
    expect(host.app.secretStorage.getSecret(secrets[name].secretAccessKey)).toBe('picgo-secret');
  });

  it('reads the settings of S3 Image Uploader where Obsidian keeps them', async () => {
    const theirs = { accessKey: 'THEIRKEY', secretKey: 'their-secret', bucket: 'b', region: 'eu-west-1' };
    const files = { '.obsidian/plugins/s3-image-uploader/data.json': JSON.stringify(theirs) };
    const host = await scene.start({ data: null, files });
    const { modal, area } = importDialog(host);
    choose('s3-image-uploader');
    await until(() => expect(area.value).toContain('THEIRKEY'));
    modal.press('Show what they hold');
    modal.press('Import');
    await until(() => expect(JSON.stringify(savedBy(host).settings)).toContain('"bucket":"b"'));
    expect(host.read('.obsidian/plugins/imbed/data.json')).not.toContain('their-secret');
  });

  it('takes the size from image-auto-upload, and says where its stores are', async () => {
    const files = {
      '.obsidian/plugins/obsidian-image-auto-upload-plugin/data.json': '{"imageSizeSuffix":"|480"}',
    };
    const host = await scene.start({ files });
    const { modal, area } = importDialog(host);
    choose('image-auto-upload');
    await until(() => expect(area.value).toContain('480'));
    modal.press('Show what they hold');
    expect(modal.lines()).toEqual([expect.stringContaining('import the settings of PicGo')]);
    modal.press('Import');
    await until(() => expect(savedBy(host).links.size).toBe('480'));
  });

  const aliyun = {
    accessKeyId: 'PICGOKEYID',
    accessKeySecret: 'picgo-secret',
    bucket: 'p',
    area: 'oss-cn-hangzhou',
  };
  const ofPicGo = JSON.stringify({ picBed: { current: 'aliyun', uploader: 'aliyun', aliyun } });

  function look(host: Host) {
    const { modal, area } = importDialog(host);
    choose('picgo');
    area.value = ofPicGo;
    modal.press('Show what they hold');
    return modal;
  }

  it('loses nothing that sync brings while its dialog is open, and shows once more what has changed by that', async () => {
    const host = await scene.start();
    const modal = look(host);
    const synced = savedBy(host);
    synced.settings.profiles.aliyun = { provider: 'custom', bucket: 'synced' };
    host.write('.obsidian/plugins/imbed/data.json', JSON.stringify(synced));
    await host.settingsChanged();
    modal.press('Import');
    expect(noticeTexts()).toEqual([expect.stringContaining('changed meanwhile')]);
    expect(modal.lines()[0]).toMatch(/^aliyun-2/);
    modal.press('Import');
    await until(() => expect(noticeTexts()).toContain('Profiles imported: 1.'));
    expect(Object.keys(savedBy(host).settings.profiles)).toEqual(['default', 'aliyun', 'aliyun-2']);
  });

  it('leaves a profile that is here already its keys, and brings it some where this device has none', async () => {
    const host = await scene.start({ data: null });
    look(host).press('Import');
    await until(() => expect(noticeTexts()).toHaveLength(1));
    const names = savedBy(host).secrets.aliyun;
    const { secretStorage } = host.app;
    secretStorage.setSecret(names.secretAccessKey, 'newer');
    const again = look(host);
    expect(again.lines()[0]).toContain('The keys that it has here stay');
    again.press('Import');
    await until(() => expect(noticeTexts()).toHaveLength(2));
    expect(savedBy(host).secrets.aliyun).toEqual(names);
    secretStorage.setSecret(names.secretAccessKey, '');
    const bringing = look(host);
    expect(bringing.lines()[0]).toContain('Its keys go into the secret storage');
    bringing.press('Import');
    await until(() => expect(secretStorage.getSecret(names.secretAccessKey)).toBe('picgo-secret'));
  });

  it('that the secret storage has no place for takes nothing, and says so', async () => {
    const host = await scene.start();
    const before = savedBy(host);
    vi.spyOn(host.app.secretStorage, 'setSecret').mockImplementation(() => {
      throw new Error('no keyring');
    });
    look(host).press('Import');
    await until(() => expect(noticeTexts()).toEqual([expect.stringContaining('nothing was imported')]));
    expect(savedBy(host)).toEqual(before);
  });

  it('of a text that is none of it changes nothing, and says why', async () => {
    const host = await scene.start();
    const before = host.read('.obsidian/plugins/imbed/data.json');
    const { modal, area } = importDialog(host);
    area.value = '{"a": ';
    modal.press('Show what they hold');
    await until(() => expect(noticeTexts()[0]).toContain('This cannot be imported.'));
    expect(noticeTexts()[0]).toMatch(/is not JSON in line 1.*Copy the whole text/s);
    expect(() => modal.press('Import')).toThrow('no such button');
    expect(host.read('.obsidian/plugins/imbed/data.json')).toBe(before);
  });
});

describe('a profile as text', () => {
  it('is the same profile on another device, without keys unless they are asked for', async () => {
    const host = await scene.start({ profile: { keyTemplate: '{name}.{ext}' } });
    const screen = openSettings(host);
    screen.page('default');
    screen.press('Copy to another device');
    const { modal, area } = dialog();
    expect(area.value).not.toContain('writer-secret');
    const toggle = element(modal, 'input');
    Object.assign(toggle, { checked: true }).dispatchEvent(new Event('change'));
    expect(area.value).toContain('writer-secret');
    modal.close();
    const phone = await scene.start({ data: null, platform: 'ios', secrets: {} });
    const there = importDialog(phone);
    there.area.value = area.value;
    there.modal.press('Show what they hold');
    there.modal.press('Import');
    await until(() => expect(savedBy(phone).settings.profiles.default?.keyTemplate).toBe('{name}.{ext}'));
    const view = await phone.open('Note.md');
    paste(view, { files: [pictureFile('from the phone', 'sea.png')] });
    await until(() => expect(view.getViewData()).toMatch(/!\[sea\]\(http[^)]+\/sea\.png\)/));
  });
});

describe('links', () => {
  it.each([
    [{ style: 'markdown' }, 'local', /!\[sea\]\(assets\/sea[^)]*\.png\)/],
    [{ style: 'wiki', size: '300' }, 'local', /!\[\[assets\/sea[^|\]]*\.png\|300\]\]/],
    [{ size: '300x200' }, 'remote', /!\[sea\|300x200\]\(http[^)]+\)/],
    [{ alt: 'none' }, 'remote', /!\[\]\(http[^)]+\)/],
  ])('with %j of a %s image are as the person wants them', async (links, mode, expected) => {
    const host = await scene.start({ settings: { storage: { mode } } });
    host.write('.obsidian/plugins/imbed/data.json', JSON.stringify({ ...savedBy(host), links }));
    await host.settingsChanged();
    const view = await host.open('Note.md');
    paste(view, { files: [pictureFile(JSON.stringify(links), 'sea.png')] });
    await until(() => expect(view.getViewData()).toMatch(expected));
  });
});
