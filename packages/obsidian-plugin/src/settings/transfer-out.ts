import { accepted, type ProfileKeys, profileText, toImbedError } from '@imbed/core';
import { Modal, Notice, Setting } from 'obsidian';
import { secretsOf } from '../plugin-data.ts';
import { credentialsFrom } from '../session.ts';
import { profileIn } from './parsed-profile.ts';
import type { Part } from './part.ts';

/** A profile as text, with a switch for whoever wants to take the keys along. */
export function openExport(part: Part, name: string): void {
  const { app, words, tell } = part;
  try {
    const text = exportOf(part, name);
    const modal = new Modal(app);
    modal.setTitle(words.copyAsText);
    const area = createEl('textarea', { cls: 'imbed-transfer-text', attr: { readonly: '', rows: '12' } });
    area.value = text;
    new Setting(modal.contentEl)
      .setName(words.withKeys)
      .setDesc(words.withKeysHint)
      .addToggle((toggle) =>
        toggle.onChange((isOn) => {
          area.value = isOn ? exportOf(part, name, keysOf(part, name)) : text;
        }),
      );
    modal.contentEl.append(area);
    new Setting(modal.contentEl).addButton((button) =>
      button
        .setButtonText(words.copy)
        .setCta()
        .onClick(async () => {
          await navigator.clipboard.writeText(area.value);
          new Notice(words.copied);
          modal.close();
        }),
    );
    modal.open();
  } catch (error) {
    tell.problem(words.copyAsText, toImbedError(error));
  }
}

/** Throws `config/invalid` for a profile that is not finished. */
function exportOf({ data }: Part, name: string, keys?: ProfileKeys): string {
  const profiles = { [name]: accepted(profileIn(data(), name)) };
  return profileText({ defaultProfile: name, profiles }, keys && { [name]: keys });
}

/** `undefined` where this device has none. */
function keysOf({ app, data }: Part, name: string): ProfileKeys | undefined {
  try {
    const getSecret = (id: string) => app.secretStorage.getSecret(id);
    return credentialsFrom(secretsOf(data(), name), { getSecret });
  } catch {
    return undefined;
  }
}
