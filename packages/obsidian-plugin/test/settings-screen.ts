import type { Host } from './host/host.ts';
import type { PluginSettingTab } from './host/ui.ts';

/** The settings of the plugin, as somebody goes through them. */
export interface SettingsScreen {
  /** Opens the page that is called so. */
  page(name: string): void;
  back(): void;
  /** What is written beside a setting: its description, and what is wrong with it. */
  text(name: string): string;
  value(name: string): string;
  /** Types into a field, or chooses from a list, and leaves it. */
  enter(name: string, value: string): void;
  press(name: string, button?: string): void;
  /** Names of all settings that are to be seen. */
  names(): readonly string[];
}

export function openSettings({ app }: Host): SettingsScreen {
  const [tab]: readonly PluginSettingTab[] = app.tabs;
  if (tab === undefined) throw new Error('the plugin has no settings');
  document.body.append(tab.containerEl);
  tab.show();
  const rows = () => [...tab.containerEl.querySelectorAll<HTMLElement>('.setting-item:not([hidden])')];
  const nameOf = (row: HTMLElement) => row.querySelector('.setting-item-name')?.textContent ?? '';
  const row = (name: string) => {
    const found = rows().find((one) => nameOf(one) === name);
    if (found === undefined) throw new Error(`no such setting: ${name}, only ${rows().map(nameOf)}`);
    return found;
  };
  const control = (name: string) => {
    const found = row(name).querySelector<HTMLInputElement | HTMLSelectElement>('input, select');
    if (found === null) throw new Error(`nothing to enter in ${name}`);
    return found;
  };
  return {
    page: (name) => row(name).click(),
    back: () => tab.containerEl.querySelector<HTMLElement>('.setting-page-title button')?.click(),
    text: (name) => row(name).querySelector('.setting-item-info')?.textContent?.slice(name.length) ?? '',
    value: (name) => control(name).value,
    enter(name, value) {
      const field = control(name);
      field.value = value;
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type));
    },
    press(name, button) {
      const buttons = [...row(name).querySelectorAll('button')];
      const found = buttons.find((one) => button === undefined || one.getAttribute('aria-label') === button);
      if (found === undefined) throw new Error(`no such button at ${name}`);
      found.click();
    },
    names: () => rows().map(nameOf),
  };
}
