import { ImbedError, type ImportNote } from '@imbed/core';
import { Modal, Setting } from 'obsidian';
import { openList } from '../commands/modals.ts';
import { pluginFiles, type Source, takeOver } from './imports.ts';
import type { Part } from './part.ts';

/** Asks which program's settings, reads them from the vault, a file or the clipboard, and takes them over. */
export function openImport(part: Part): void {
  const { app, words } = part;
  const modal = new Modal(app);
  modal.setTitle(words.importFrom);
  let source: Source = 'imbed';
  new Setting(modal.contentEl).setName(words.program).addDropdown((dropdown) =>
    dropdown.addOptions(words.programs).onChange(async (chosen) => {
      source = chosen as Source;
      area.value = await ownSettings(part, source);
    }),
  );
  const area = modal.contentEl.createEl('textarea', {
    ...{ cls: 'imbed-transfer-text', placeholder: words.paste },
    attr: { rows: '12', spellcheck: 'false', 'aria-label': words.paste },
  });
  const chooser = createEl('input', { type: 'file' });
  chooser.addEventListener('change', () => {
    void chooser.files?.[0]?.text().then((text) => {
      area.value = text;
    });
  });
  new Setting(modal.contentEl)
    .addButton((button) => button.setButtonText(words.chooseFile).onClick(() => chooser.click()))
    .addButton((button) =>
      button
        .setButtonText(words.importFrom)
        .setCta()
        .onClick(async () => {
          if (await carryOut(part, source, area.value)) modal.close();
        }),
    );
  modal.open();
}

/** What another plugin of this vault has saved; empty for programs elsewhere. */
async function ownSettings({ app, words, tell }: Part, source: Source): Promise<string> {
  const file = pluginFiles[source];
  if (file === undefined) return '';
  const { adapter, configDir } = app.vault;
  const path = `${configDir}/plugins/${file}`;
  if (await adapter.exists(path)) return adapter.read(path);
  tell.info(words.notInstalled(path));
  return '';
}

async function carryOut(part: Part, source: Source, text: string): Promise<boolean> {
  const { app, words, tell } = part;
  const taken = takeOver(part.data(), source, text, app.secretStorage, words.inPicGo);
  if (!taken.ok) {
    tell.problem(words.importProblem, new ImbedError('config/invalid', { issues: taken.issues }));
    return false;
  }
  const { data, count, notes } = taken.value;
  await part.rebuild(data);
  tell.info(words.imported(count));
  if (notes.length > 0) showNotes(part, notes);
  return true;
}

function showNotes({ app, words }: Part, notes: readonly ImportNote[]): void {
  const list = openList(app, words.importNotes);
  for (const { about, problem } of notes) list.add(`${about}: ${problem}`);
}
