import type { MessageLocale } from '@imbed/core';
import type { App } from 'obsidian';
import type { PluginData } from '../plugin-data.ts';
import type { Tell } from '../tell.ts';
import type { SettingsWords } from './words.ts';

/** What each part of the settings tab works with. */
export interface Part {
  readonly app: App;
  readonly tell: Tell;
  readonly locale: MessageLocale;
  readonly words: SettingsWords;
  readonly data: () => PluginData;
  /**
   * Saves, and draws the tab anew: for what changes which rows there are.
   * @returns whether it is saved; why not is told
   */
  rebuild(data: PluginData): Promise<boolean>;
  /** Saves, and refreshes what depends on values. */
  change(data: PluginData): Promise<void>;
  /** Called after each change, until the function that it gives back is called. */
  onChange(listener: () => void): () => void;
  /** Runs the doctor on a profile, where everybody can watch. */
  test(profile: string): void;
}
