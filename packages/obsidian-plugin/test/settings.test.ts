import type * as O from 'obsidian';
import { expect, it } from 'vitest';
import type { Host } from './host/host.ts';
import { openModals, Setting } from './host/ui.ts';
import { createScene, until } from './scene.ts';

const scene = createScene();
const dataFile = '.obsidian/plugins/imbed/data.json';

function tabOf({ app }: Host): O.PluginSettingTab {
  const [tab] = app.tabs;
  if (tab === undefined) throw new Error('the plugin has no settings');
  // The host's class stands for Obsidian's.
  return tab as unknown as O.PluginSettingTab;
}

/** What Obsidian draws for a row that draws itself. */
function drawn(tab: O.PluginSettingTab, name: string): Setting {
  const setting = new Setting(document.body);
  for (const row of tab.getSettingDefinitions())
    if ('render' in row && 'name' in row && row.name === name)
      Reflect.apply(row.render, undefined, [setting] as never[]);
  return setting;
}

it('what is entered is saved, for the profile that images go to, and used from then on', async () => {
  const host = await scene.start();
  const tab = tabOf(host);
  expect(tab.getControlValue('bucket')).toBe('my-notes');
  await tab.setControlValue('bucket', ' other-notes ');
  expect(tab.getControlValue('bucket')).toBe('other-notes');
  expect(JSON.parse(host.read(dataFile))).toMatchObject({
    settings: { profiles: { default: { provider: 'custom', bucket: 'other-notes' } } },
  });
});

it('of a secret only its name is saved', async () => {
  const host = await scene.start();
  const { controlEl } = drawn(tabOf(host), 'Access key secret');
  controlEl.title = 'another-secret';
  controlEl.dispatchEvent(new Event('change'));
  await until(() =>
    expect(JSON.parse(host.read(dataFile)).secrets.default.secretAccessKey).toBe('another-secret'),
  );
  expect(host.read(dataFile)).not.toContain('writer-secret');
});

it('the connection can be tested from there', async () => {
  const host = await scene.start();
  drawn(tabOf(host), 'Test connection').controlEl.querySelector('button')?.click();
  await until(() => expect(openModals[0]?.titleEl.textContent).toBe('Everything works.'));
});

it('stores have the names that people in China know them by', async () => {
  const host = await scene.start({ language: 'zh' });
  expect(JSON.stringify(tabOf(host).getSettingDefinitions())).toContain('阿里云');
});

it('settings that sync brings from another device are used at once', async () => {
  const host = await scene.start();
  const { settings, ...rest } = JSON.parse(host.read(dataFile));
  const profiles = { default: { ...settings.profiles.default, bucket: 'from-elsewhere' } };
  host.write(dataFile, JSON.stringify({ ...rest, settings: { ...settings, profiles } }));
  await host.settingsChanged();
  expect(tabOf(host).getControlValue('bucket')).toBe('from-elsewhere');
});
