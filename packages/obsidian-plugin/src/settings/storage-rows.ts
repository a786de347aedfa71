import { type MessageLocale, parseFolderTemplate } from '@imbed/core';
import type { SettingDefinitionGroup, SettingDefinitionList, SettingDefinitionPage } from 'obsidian';
import { profileNames, settingAt, withSetting } from '../plugin-data.ts';
import { controlValue, keyOf } from './control-values.ts';
import type { Part } from './part.ts';
import { problemLines } from './preview.ts';

/** Where images go, and what is different for some notes. */
export function storageGroup({ locale, words }: Part): SettingDefinitionGroup {
  const key = (field: string) => keyOf('storage', field);
  return {
    ...{ type: 'group', heading: words.storage },
    items: [
      { name: words.mode, control: { type: 'dropdown', key: key('mode'), options: words.modeChoices } },
      {
        ...{ name: words.folder, desc: words.folderHint },
        control: { type: 'text', key: key('folder'), validate: (text) => folderProblem(text, locale) },
      },
      {
        ...{ name: words.link, desc: words.linkHint },
        control: { type: 'dropdown', key: key('link'), options: words.linkChoices },
      },
    ],
  };
}

function folderProblem(text: string, locale: MessageLocale): string | undefined {
  const parsed = text.trim() === '' ? undefined : parseFolderTemplate(text.trim());
  return parsed === undefined || parsed.ok ? undefined : problemLines(parsed.issues, locale);
}

const rulesPath = ['storage', 'rules'];

export function ruleList(part: Part): SettingDefinitionList {
  const { words } = part;
  const rules = () => {
    const saved = settingAt(part.data(), rulesPath);
    return Array.isArray(saved) ? (saved as readonly unknown[]) : [];
  };
  const replace = (next: readonly unknown[]) =>
    void part.rebuild(withSetting(part.data(), rulesPath, next.length === 0 ? undefined : next));
  return {
    ...{ type: 'list', heading: words.rules, emptyState: words.noRules },
    items: rules().map((_, index) => rulePage(part, index)),
    addItem: { name: words.addRule, action: () => replace([...rules(), { notes: '**' }]) },
    onDelete: (index) => replace(rules().toSpliced(index, 1)),
    onReorder: (from, to) => replace(rules().toSpliced(from, 1).toSpliced(to, 0, rules()[from])),
  };
}

function rulePage(part: Part, index: number): SettingDefinitionPage {
  const { locale, words, data } = part;
  const key = (field: string) => keyOf(...rulesPath, index, field);
  const choice = (name: string, field: string, first: string, options: Readonly<Record<string, string>>) => ({
    name,
    control: { type: 'dropdown' as const, key: key(field), options: { '': first, ...options } },
  });
  const names = Object.fromEntries(profileNames(data()).map((name) => [name, name]));
  return {
    ...{ type: 'page', name: String(controlValue(data(), key('notes'))), desc: words.rulesHint },
    items: [
      { name: words.notes, desc: words.notesHint, control: { type: 'text', key: key('notes') } },
      choice(words.mode, 'mode', words.unchanged, { ...words.modeChoices, off: words.offChoice }),
      choice(words.link, 'link', words.unchanged, words.linkChoices),
      {
        ...{ name: words.folder, desc: words.folderHint },
        control: { type: 'text', key: key('folder'), validate: (text) => folderProblem(text, locale) },
      },
      choice(words.profile, 'profile', words.anyProfile, names),
    ],
  };
}
