import { type App, PluginSettingTab, type SettingDefinitionItem } from 'obsidian';
import type ImbedPlugin from '../main.ts';
import type { PluginData } from '../plugin-data.ts';
import type { Tell } from '../tell.ts';
import { controlValue, insertedKey, withControlValue } from './control-values.ts';
import { linkGroup } from './link-rows.ts';
import type { Part } from './part.ts';
import { profileList } from './profile-list.ts';
import { ruleList, storageGroup } from './storage-rows.ts';
import { openImport } from './transfer-in.ts';
import { settingsWordsOf } from './words.ts';

/** Another store asks for other things. */
const structural = /^profiles\/[^/]+\/provider$/;

export class ImbedSettingTab extends PluginSettingTab {
  readonly #plugin: ImbedPlugin;
  readonly #part: Part;
  readonly #listeners = new Set<() => void>();

  constructor(app: App, plugin: ImbedPlugin, tell: Tell, test: (profile: string) => void) {
    super(app, plugin);
    this.#plugin = plugin;
    const { locale } = tell;
    this.#part = {
      ...{ app, tell, locale, words: settingsWordsOf(locale), test },
      data: () => plugin.data,
      rebuild: async (data) => {
        const isSaved = await plugin.change(data);
        this.update();
        return isSaved;
      },
      change: (data) => this.#change(data),
      onChange: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }

  override getSettingDefinitions(): SettingDefinitionItem[] {
    const part = this.#part;
    const { words } = part;
    return [
      profileList(part),
      storageGroup(part),
      ruleList(part),
      linkGroup(part),
      {
        ...{ type: 'group', heading: words.onPhones },
        items: [
          {
            ...{ name: words.uploadInserted, desc: words.uploadInsertedHint },
            control: { type: 'toggle', key: insertedKey },
          },
        ],
      },
      {
        ...{ type: 'group', heading: words.transfer },
        items: [
          {
            ...{ name: words.importFrom, desc: words.importHint },
            render: (setting) => {
              setting.addButton((button) =>
                button.setButtonText(words.importAction).onClick(() => openImport(part)),
              );
            },
          },
        ],
      },
    ];
  }

  override getControlValue(key: string): unknown {
    return controlValue(this.#plugin.data, key);
  }

  override async setControlValue(key: string, value: unknown): Promise<void> {
    const changed = withControlValue(this.#plugin.data, key, value);
    await (structural.test(key) ? this.#part.rebuild(changed) : this.#change(changed));
  }

  async #change(data: PluginData): Promise<void> {
    await this.#plugin.change(data);
    for (const listener of this.#listeners) listener();
    this.refreshDomState();
  }
}
