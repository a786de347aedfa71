import type { SettingDefinitionItem, SettingDefinitionPage } from 'obsidian';
import { keyOf } from './control-values.ts';
import type { Part } from './part.ts';

/** What a profile may have beyond what the store asks for. */
export function advancedPage({ words }: Part, name: string): SettingDefinitionPage {
  const key = (field: string) => keyOf('profiles', name, field);
  const text = (field: 'acl' | 'cacheControl' | 'mirrors', desc: string): SettingDefinitionItem => ({
    ...{ name: words[field], desc },
    control: { type: 'text', key: key(field) },
  });
  const number = (field: 'maxBytes' | 'timeoutSeconds', max: number, desc = ''): SettingDefinitionItem => ({
    ...{ name: words[field], desc },
    control: { type: 'number', key: key(field), min: 1, max },
  });
  const choice = (
    field: 'addressing' | 'dialect' | 'onConflict',
    options: Readonly<Record<string, string>>,
  ): SettingDefinitionItem => ({
    name: words[field],
    control: { type: 'dropdown', key: key(field), options: { ...options } },
  });
  return {
    ...{ type: 'page', name: words.advanced, desc: words.advancedHint },
    items: [
      choice('addressing', words.addressingChoices),
      choice('dialect', words.dialectChoices),
      choice('onConflict', words.onConflictChoices),
      text('acl', words.aclHint),
      text('cacheControl', words.cacheControlHint),
      text('mirrors', words.mirrorsHint),
      number('maxBytes', 5 * 1024),
      number('timeoutSeconds', 3600, words.timeoutHint),
    ],
  };
}
