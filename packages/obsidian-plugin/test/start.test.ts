import { expect, it, vi } from 'vitest';
import { DiskAdapter } from './host/disk-adapter.ts';
import { type FuzzySuggestModal, noticeTexts, openModals } from './host/ui.ts';
import { Workspace } from './host/workspace.ts';
import { createScene, until } from './scene.ts';
import { openSettings } from './settings-screen.ts';

const scene = createScene();
const dataFile = '.obsidian/plugins/imbed/data.json';

it('nothing of the vault is read or written before Obsidian stands: it starts one plugin after the other', async () => {
  const ready = vi.spyOn(Workspace.prototype, 'showLayout');
  const calls = (['read', 'write', 'exists'] as const).map((name) => vi.spyOn(DiskAdapter.prototype, name));
  await scene.start({
    profile: { credentials: { source: 'inline', accessKeyId: 'A', secretAccessKey: 'B' } },
  });
  const [layout = 0] = ready.mock.invocationCallOrder;
  const touched = calls.flatMap(({ mock }) =>
    mock.calls.flatMap(([path], index) => {
      const order = mock.invocationCallOrder[index] ?? 0;
      return /main\.js|manifest\.json/.test(path) ? [] : [order - layout];
    }),
  );
  expect(touched.length).toBeGreaterThan(2);
  expect(Math.min(...touched)).toBeGreaterThan(0);
});

it('settings that break while Obsidian runs are not written over either', async () => {
  const profiles = { default: { bucket: 'a' }, blog: { bucket: 'b' } };
  const host = await scene.start({ settings: { profiles } });
  host.write(dataFile, '{"settings": {');
  await host.settingsChanged();
  expect(noticeTexts()).toEqual([expect.stringContaining('cannot be read')]);
  expect(noticeTexts()[0]).not.toContain('report');
  openSettings(host).enter('Storage mode', 'dual');
  await until(() => expect(noticeTexts()).toHaveLength(2));
  host.run('switch-profile');
  (openModals.at(-1) as FuzzySuggestModal<unknown>).choose('blog');
  await until(() => expect(noticeTexts()).toHaveLength(3));
  expect(noticeTexts()[2]).toContain('cannot be read');
  expect(host.read(dataFile)).toBe('{"settings": {');
});

it('keys that the secret storage does not take stay where they are, and the settings hold all the same', async () => {
  const host = await scene.start();
  vi.spyOn(host.app.secretStorage, 'setSecret').mockImplementation(() => {
    throw new Error('no keyring');
  });
  const data = JSON.parse(host.read(dataFile));
  data.settings.profiles.default.accessKeyId = 'PLAINKEY';
  data.settings.storage = { mode: 'local' };
  host.write(dataFile, JSON.stringify(data));
  await host.settingsChanged();
  expect(noticeTexts()).toEqual([expect.stringMatching(/secret storage .* does not take the keys/)]);
  expect(JSON.parse(host.read(dataFile))).toEqual(data);
  const screen = openSettings(host);
  expect(screen.value('Storage mode')).toBe('local');
  screen.enter('Storage mode', 'dual');
  await until(() => expect(JSON.parse(host.read(dataFile)).settings.storage).toEqual({ mode: 'dual' }));
});

it('settings that cannot be read are told of and never written over', async () => {
  const host = await scene.start({ files: { [dataFile]: '{"settings": {' }, data: undefined });
  expect(noticeTexts()[0]).toContain('cannot be read');
  const screen = openSettings(host);
  screen.enter('Storage mode', 'dual');
  await until(() => expect(noticeTexts()).toHaveLength(2));
  expect(host.read(dataFile)).toBe('{"settings": {');
  host.write(dataFile, '{}');
  await host.settingsChanged();
  screen.enter('Storage mode', 'dual');
  await until(() => expect(JSON.parse(host.read(dataFile)).settings.storage).toEqual({ mode: 'dual' }));
});
