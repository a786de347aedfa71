import { type App, FuzzySuggestModal, type Plugin } from 'obsidian';
import { currentProfile, type PluginData, profileNames, withCurrentProfile } from '../plugin-data.ts';
import type { Tell } from '../tell.ts';

/** A plugin whose settings can be changed. */
export interface Changeable {
  readonly data: PluginData;
  /** @returns whether it is */
  change(data: PluginData): Promise<boolean>;
}

/** Only where there is something to choose from. */
export function registerSwitchProfile(plugin: Plugin & Changeable, tell: Tell): void {
  plugin.addCommand({
    ...{ id: 'switch-profile', name: tell.words.switchProfile },
    checkCallback(isAsked) {
      if (profileNames(plugin.data).length < 2) return false;
      if (!isAsked) new ProfilePicker(plugin.app, plugin, tell).open();
      return true;
    },
  });
}

class ProfilePicker extends FuzzySuggestModal<string> {
  readonly #plugin: Changeable;
  readonly #tell: Tell;

  constructor(app: App, plugin: Changeable, tell: Tell) {
    super(app);
    this.#plugin = plugin;
    this.#tell = tell;
    this.setPlaceholder(tell.words.chooseProfile);
  }

  override getItems(): string[] {
    const current = currentProfile(this.#plugin.data);
    return profileNames(this.#plugin.data).filter((name) => name !== current);
  }

  override getItemText(name: string): string {
    return name;
  }

  override onChooseItem(name: string): void {
    void this.#choose(name);
  }

  async #choose(name: string): Promise<void> {
    const { data } = this.#plugin;
    const isChosen = await this.#plugin.change(withCurrentProfile(data, name));
    if (isChosen) this.#tell.info(this.#tell.words.profileChosen(name));
  }
}
