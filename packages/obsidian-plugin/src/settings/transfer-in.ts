import { ImbedError, openProviderIds, problemText, providers } from '@imbed/core';
import { ButtonComponent, Modal, Setting } from 'obsidian';
import { type PluginData, recordOf } from '../plugin-data.ts';
import { type Find, type FoundProfile, lookInto, places, pluginFiles, type Source } from './imports.ts';
import type { Part } from './part.ts';

/**
 * Asks which program's settings, reads them from the vault, a file or the clipboard, shows what they hold, and takes it
 * over where the person agrees.
 */
export function openImport(part: Part): void {
  const { app, words } = part;
  const modal = new Modal(app);
  modal.setTitle(words.importFrom);
  let source: Source = 'imbed';
  const program = new Setting(modal.contentEl)
    .setName(words.program)
    .setClass('imbed-program')
    .addDropdown((dropdown) =>
      dropdown.addOptions(words.programs).onChange(async (chosen) => {
        source = chosen as Source;
        program.setDesc(placesOf(source, part));
        found.empty();
        area.value = await ownSettings(part, source);
      }),
    );
  const area = modal.contentEl.createEl('textarea', {
    ...{ cls: 'imbed-transfer-text', placeholder: words.paste },
    attr: { rows: '12', spellcheck: 'false', 'aria-label': words.paste },
  });
  area.addEventListener('input', () => found.empty());
  const chooser = createEl('input', { type: 'file' });
  chooser.addEventListener('change', () => {
    void chooser.files?.[0]?.text().then((text) => {
      area.value = text;
      found.empty();
    });
  });
  new Setting(modal.contentEl)
    .addButton((button) => button.setButtonText(words.chooseFile).onClick(() => chooser.click()))
    .addButton((button) =>
      button.setButtonText(words.look).onClick(() => show(part, found, source, area.value, modal)),
    );
  const found = modal.contentEl.createDiv('imbed-found');
  modal.open();
}

function placesOf(source: Source, { words }: Part): string {
  const known = places[source];
  return known === undefined ? '' : words.places(known.join('\n'));
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

/** Nothing is taken over before everything that would be was to be seen. */
function show(part: Part, place: HTMLElement, source: Source, text: string, modal: Modal): void {
  const { locale, words, tell } = part;
  place.empty();
  const look = () => {
    const storage = part.app.secretStorage;
    const found = lookInto(part.data(), source, text, { inPicGo: words.inPicGo, storage });
    return { found, lines: found.ok ? found.value.profiles.map((profile) => lineOf(profile, part)) : [] };
  };
  const { found: looked, lines } = look();
  if (!looked.ok) {
    tell.problem(words.importProblem, new ImbedError('import/invalid', { issues: looked.issues }));
    return;
  }
  const list = place.createEl('ul', { cls: 'imbed-report' });
  for (const line of lines) list.createEl('li', { text: line });
  for (const note of looked.value.notes)
    list.createEl('li', { cls: 'imbed-warning', text: `${note.about}: ${problemText(note, locale)}` });
  new ButtonComponent(place.createDiv('modal-button-container'))
    .setButtonText(words.importFrom)
    .setCta()
    .onClick(() => {
      // Sync may have brought other settings since.
      const now = look();
      if (now.found.ok && now.lines.join() === lines.join()) return void take(part, now.found.value, modal);
      tell.info(words.foundOther);
      show(part, place, source, text, modal);
    });
}

function lineOf({ name, isNew, settings, hasKeys, keepsKeys }: FoundProfile, part: Part): string {
  const { words } = part;
  const here = keepsKeys ? words.otherKeysStay : words.foundKeys;
  if (!isNew) return [words.foundAlready(name), ...(hasKeys ? [here] : [])].join('\n');
  const lines = Object.entries(settings).map(([field, value]) => {
    const title = Object.entries(words).find(([key]) => key === field)?.[1];
    return `${typeof title === 'string' ? title : field}: ${shown(field, value, part)}`;
  });
  return [name, ...lines, hasKeys ? words.foundKeys : words.foundNoKeys].join('\n');
}

/** As the settings show it, in the words of whoever reads it. */
function shown(field: string, value: unknown, { locale, words }: Part): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const store = openProviderIds.find((id) => field === 'provider' && id === value);
  if (store !== undefined) return providers[store].name[locale === 'zh-CN' ? 'zh' : 'en'];
  const choices = recordOf(Object.entries(words).find(([key]) => key === `${field}Choices`)?.[1]);
  const choice = choices[value];
  return typeof choice === 'string' ? choice : value;
}

async function take(part: Part, find: Find, modal: Modal): Promise<void> {
  const { words, tell } = part;
  const taken = taking(find);
  if (taken === undefined) return tell.lasting(words.keysNotTaken);
  if (!(await part.rebuild(taken))) return;
  modal.close();
  tell.info(words.imported(find.profiles.length));
}

/** `undefined` where the secret storage fails. */
function taking(find: Find): PluginData | undefined {
  try {
    return find.take();
  } catch {
    return undefined;
  }
}
