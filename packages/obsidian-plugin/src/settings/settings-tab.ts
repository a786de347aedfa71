import { openProviderIds, providers } from '@imbed/core';
import { type App, PluginSettingTab, SecretComponent, type SettingDefinitionItem } from 'obsidian';
import type ImbedPlugin from '../main.ts';
import {
  currentProfile,
  type ProfileField,
  profileField,
  profileFields,
  type SecretNames,
  secretsOf,
  withProfileField,
  withSecret,
} from '../plugin-data.ts';
import type { Tell } from '../tell.ts';
import type { Words } from '../words.ts';

/** The profile that images go to: which bucket, where, and which secrets open it. */
export class ImbedSettingTab extends PluginSettingTab {
  readonly #plugin: ImbedPlugin;
  readonly #tell: Tell;
  readonly #testConnection: () => void;

  constructor(app: App, plugin: ImbedPlugin, tell: Tell, testConnection: () => void) {
    super(app, plugin);
    this.#plugin = plugin;
    this.#tell = tell;
    this.#testConnection = testConnection;
  }

  override getSettingDefinitions(): SettingDefinitionItem[] {
    const { words } = this.#tell;
    const options = Object.fromEntries(openProviderIds.map((id) => [id, this.#nameOf(id)]));
    return [
      { name: words.provider, control: { type: 'dropdown', key: 'provider', options } },
      { name: words.bucket, control: { type: 'text', key: 'bucket', placeholder: 'my-notes' } },
      { name: words.region, desc: words.regionHint, control: { type: 'text', key: 'region' } },
      { name: words.endpoint, desc: words.endpointHint, control: { type: 'text', key: 'endpoint' } },
      {
        name: words.publicBaseUrl,
        desc: words.publicBaseUrlHint,
        control: { type: 'text', key: 'publicBaseUrl' },
      },
      this.#secretRow('accessKeyId', words),
      this.#secretRow('secretAccessKey', words),
      this.#secretRow('sessionToken', words),
      {
        name: words.testConnection,
        desc: words.testHint,
        render: (setting) => {
          setting.addButton((button) =>
            button.setButtonText(words.testConnection).onClick(this.#testConnection),
          );
        },
      },
    ];
  }

  override getControlValue(key: string): unknown {
    return isProfileField(key) ? profileField(this.#plugin.data, key) : undefined;
  }

  override async setControlValue(key: string, value: unknown): Promise<void> {
    if (!isProfileField(key)) return;
    await this.#plugin.change(withProfileField(this.#plugin.data, key, String(value).trim()));
  }

  #nameOf(id: (typeof openProviderIds)[number]): string {
    const { en, zh } = providers[id].name;
    return this.#tell.locale === 'zh-CN' ? zh : en;
  }

  /** Chooses a secret of the device by name; what it says is not shown and not saved with the plugin. */
  #secretRow(field: keyof SecretNames, words: Words): SettingDefinitionItem {
    return {
      name: words[field],
      desc: words.secretHint,
      render: (setting) => {
        setting.addComponent((element) =>
          new SecretComponent(this.app, element)
            .setValue(secretsOf(this.#plugin.data, currentProfile(this.#plugin.data))[field])
            .onChange((name: string | null) => this.#chooseSecret(field, name ?? '')),
        );
      },
    };
  }

  async #chooseSecret(field: keyof SecretNames, name: string): Promise<void> {
    await this.#plugin.change(withSecret(this.#plugin.data, field, name));
  }
}

function isProfileField(key: string): key is ProfileField {
  return profileFields.some((field) => field === key);
}
