import type { SettingDefinitionGroup } from 'obsidian';
import { isSize } from '../plugin-data.ts';
import { keyOf } from './control-values.ts';
import type { Part } from './part.ts';

/** What the links of new images look like. */
export function linkGroup({ words }: Part): SettingDefinitionGroup {
  const key = (field: string) => keyOf('links', field);
  return {
    ...{ type: 'group', heading: words.links },
    items: [
      { name: words.style, control: { type: 'dropdown', key: key('style'), options: words.styleChoices } },
      { name: words.alt, control: { type: 'dropdown', key: key('alt'), options: words.altChoices } },
      {
        ...{ name: words.size, desc: words.sizeHint },
        control: {
          ...{ type: 'text', key: key('size'), placeholder: '600' },
          validate: (value: string) => (isSize(value.trim()) ? undefined : words.sizeProblem),
        },
      },
    ],
  };
}
