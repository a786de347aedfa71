import type * as O from 'obsidian';
import type { App } from './app.ts';
import { guarded } from './events.ts';
import { DropdownComponent, Setting, TextComponent, ToggleComponent } from './setting.ts';

/** Draws the settings that a plugin declares, one page at a time. */
export abstract class PluginSettingTab {
  readonly app: App;
  readonly containerEl = createDiv('vertical-tab-content');
  /** Names of the pages that lead to the one that is shown. */
  #path: readonly string[] = [];
  #cleanUp: (() => void)[] = [];
  #predicates: (() => void)[] = [];

  constructor(app: App, _plugin: unknown) {
    this.app = app;
  }

  abstract getSettingDefinitions(): O.SettingDefinitionItem[];
  abstract getControlValue(key: string): unknown;
  abstract setControlValue(key: string, value: unknown): void | Promise<void>;

  /** What Obsidian does when the person comes here. */
  show(): void {
    this.#path = [];
    this.update();
  }

  hide(): void {
    for (const clean of this.#cleanUp.splice(0)) clean();
    this.containerEl.empty();
  }

  update(): void {
    this.hide();
    this.#predicates = [];
    const items = this.#path.reduce<readonly O.SettingDefinitionItem[] | undefined>(
      (level, name) => level && pagesIn(level).find((page) => page.name === name)?.items,
      this.getSettingDefinitions(),
    );
    // A page that was renamed or removed is left.
    if (items === undefined) {
      this.show();
      return;
    }
    if (this.#path.length > 0) this.#drawWayBack();
    for (const item of items) this.#draw(item, this.containerEl);
    this.refreshDomState();
  }

  refreshDomState(): void {
    for (const apply of this.#predicates) apply();
  }

  #drawWayBack(): void {
    const title = this.containerEl.createDiv('setting-page-title');
    title.createEl('button', { text: '‹', attr: { 'aria-label': 'Back' } }).addEventListener('click', () => {
      this.#path = this.#path.slice(0, -1);
      this.update();
    });
    title.createSpan({ text: this.#path.at(-1) ?? '' });
  }

  #draw(item: O.SettingDefinitionItem, container: HTMLElement): void {
    if (!('type' in item)) this.#drawRow(item, container);
    else if (item.type === 'page') this.#drawPage(item, container);
    else this.#drawGroup(item, container);
  }

  #drawRow(row: O.SettingDefinition, container: HTMLElement): void {
    const { visible } = row;
    const setting = new Setting(container).setName(row.name).setDesc(row.desc ?? '');
    if (visible !== undefined)
      this.#predicates.push(() =>
        setting.settingEl.toggleAttribute('hidden', !(typeof visible === 'function' ? visible() : visible)),
      );
    if (row.render !== undefined) {
      // The host's class stands for Obsidian's.
      const clean: unknown = Reflect.apply(row.render, undefined, [setting, undefined] as never[]);
      if (typeof clean === 'function') this.#cleanUp.push(() => Reflect.apply(clean, undefined, []));
    } else if (row.control !== undefined) this.#drawControl(setting, row.control);
  }

  #drawPage(page: O.SettingDefinitionPage, container: HTMLElement): void {
    const setting = new Setting(container).setName(page.name).setDesc(page.desc ?? '');
    const askedFor = <T>(value: T | (() => T) | undefined) =>
      typeof value === 'function' ? (value as () => T)() : value;
    setting.controlEl.createSpan({ cls: 'setting-page-value', text: askedFor(page.displayValue) ?? '' });
    setting.settingEl.toggleClass('mod-warning', askedFor(page.status) === 'warning');
    setting.settingEl.addClass('mod-page');
    setting.settingEl.addEventListener('click', ({ target }) => {
      if (target instanceof Element && target.closest('button') !== null) return;
      this.#path = [...this.#path, page.name];
      this.update();
    });
  }

  #drawGroup(group: O.SettingDefinitionGroup | O.SettingDefinitionList, container: HTMLElement): void {
    const element = container.createDiv('setting-group');
    if (group.heading !== undefined) {
      const heading = new Setting(element).setName(group.heading).setClass('setting-item-heading');
      if ('addItem' in group && group.addItem !== undefined) {
        const { name, action } = group.addItem;
        heading.addButton((button) => button.setButtonText('+').onClick(() => action(button.buttonEl)));
        heading.controlEl.querySelector('button')?.setAttribute('aria-label', name);
      }
    }
    const rows = element.createDiv('setting-items');
    for (const [index, item] of (group.items ?? []).entries()) {
      this.#draw(item, rows);
      const row = rows.children.item(index)?.querySelector('.setting-item-control');
      if (!('onDelete' in group) || group.onDelete === undefined || !(row instanceof HTMLElement)) continue;
      const { onDelete } = group;
      row
        .createEl('button', { text: '×', attr: { 'aria-label': `Delete ${item.name}` } })
        .addEventListener('click', () => guarded(() => onDelete(index)));
    }
    if ((group.items ?? []).length === 0 && 'emptyState' in group)
      rows.createDiv({ cls: 'setting-empty', text: String(group.emptyState ?? '') });
  }

  #drawControl(setting: Setting, control: O.SettingControl): void {
    const set = async (value: unknown) => {
      const check = control.validate as ((value: unknown) => unknown) | undefined;
      const problem = await check?.(value);
      setting.setErrorMessage(typeof problem === 'string' ? problem : null);
      if (typeof problem !== 'string') await this.setControlValue(control.key, value);
    };
    const value = this.getControlValue(control.key);
    const { controlEl } = setting;
    if (control.type === 'dropdown')
      new DropdownComponent(controlEl).addOptions(control.options).setValue(String(value)).onChange(set);
    else if (control.type === 'toggle') new ToggleComponent(controlEl).setValue(value === true).onChange(set);
    else if (control.type === 'number') {
      const input = new TextComponent(controlEl.createEl('input', { type: 'number' }));
      input.setValue(String(value)).onChange((text) => (text === '' ? undefined : set(Number(text))));
    } else if (control.type === 'text')
      new TextComponent(controlEl.createEl('input', { type: 'text' }))
        .setValue(String(value))
        .setPlaceholder(control.placeholder ?? '')
        .onChange(set);
    else throw new Error(`the test host has no control of type ${control.type}`);
  }
}

function pagesIn(items: readonly O.SettingDefinitionItem[]): readonly O.SettingDefinitionPage[] {
  return items.flatMap((item) => {
    if (!('type' in item)) return [];
    if (item.type === 'page') return [item];
    return pagesIn(item.items ?? []);
  });
}
