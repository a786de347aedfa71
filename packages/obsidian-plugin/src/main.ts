import { localeOf } from '@imbed/core';
import { getLanguage, MarkdownView, Plugin, requestUrl } from 'obsidian';
import { fromVault } from './adapters/vault-image-source.ts';
import { openUploads } from './compose.ts';
import { ImagePicker } from './image-picker.ts';
import { type PluginData, readPluginData } from './plugin-data.ts';
import { ImbedSettingTab } from './settings/settings-tab.ts';
import { uploadImage } from './upload-image.ts';
import { wordsOf } from './words.ts';

/** Life cycle only: events and commands in, core does the rest. */
export default class ImbedPlugin extends Plugin {
  data: PluginData = readPluginData(undefined);

  override async onload(): Promise<void> {
    await this.onExternalSettingsChange();
    this.addSettingTab(new ImbedSettingTab(this.app, this, getLanguage()));
    this.addCommand({
      id: 'upload-image',
      name: wordsOf(localeOf(getLanguage())).uploadImage,
      icon: 'image-up',
      callback: () => this.chooseAndUpload(),
    });
  }

  /** Sync may bring settings of another device at any time. */
  override async onExternalSettingsChange(): Promise<void> {
    this.data = readPluginData(await this.loadData());
  }

  async change(data: PluginData): Promise<void> {
    this.data = data;
    await this.saveData(data);
  }

  private chooseAndUpload(): void {
    const locale = localeOf(getLanguage());
    // The note that was open when the command was given, whatever is open when the upload ends.
    const view = this.app.workspace.getActiveViewOfType(MarkdownView);
    const notePath = view?.file?.path;
    const insert = (link: string) => {
      if (view === null || view.file?.path !== notePath || !view.containerEl.isConnected) return false;
      view.editor.replaceSelection(link);
      return true;
    };
    const open = () => openUploads(this.data, { requestUrl, getSecret: (name) => this.secretOf(name) });
    const { vault } = this.app;
    new ImagePicker(this.app, wordsOf(locale).chooseImage, (file) => {
      void uploadImage({
        source: fromVault(vault, file),
        alt: file.basename,
        notePath,
        locale,
        insert,
        open,
      });
    }).open();
  }

  private secretOf(name: string): string | null {
    return this.app.secretStorage.getSecret(name);
  }
}
