import { openProviderIds, providers } from '@imbed/core';
import {
  SecretComponent,
  type SettingDefinition,
  type SettingDefinitionItem,
  type SettingDefinitionRender,
} from 'obsidian';
import {
  currentProfile,
  profileText,
  type SecretNames,
  secretFields,
  secretsOf,
  withCurrentProfile,
  withSecrets,
} from '../plugin-data.ts';
import { advancedPage } from './advanced-page.ts';
import { keyOf } from './control-values.ts';
import type { Part } from './part.ts';
import { previewRow, templateProblem } from './preview.ts';
import { nameProblem, withRenamedProfile } from './profiles.ts';
import { openExport } from './transfer-out.ts';

/** One profile: which bucket, where, which secrets open it, and what images are called there. */
export function profilePage(part: Part, name: string): SettingDefinitionItem[] {
  const { locale, words } = part;
  const key = (field: string) => keyOf('profiles', name, field);
  return [
    nameRow(part, name),
    { type: 'group', heading: words.store, items: storeRows(part, name) },
    { type: 'group', heading: words.keys, items: secretFields.map((field) => secretRow(part, name, field)) },
    {
      ...{ type: 'group', heading: words.names },
      items: [
        {
          ...{ name: words.keyTemplate, desc: words.keyTemplateHint },
          control: {
            type: 'text',
            key: key('keyTemplate'),
            validate: (text) => templateProblem(text, locale),
          },
        },
        previewRow(part, name),
        {
          ...{ name: words.urlSuffix, desc: words.urlSuffixHint },
          control: { type: 'text', key: key('urlSuffix') },
        },
        {
          name: words.access,
          control: { type: 'dropdown', key: key('access'), options: words.accessChoices },
        },
      ],
    },
    { type: 'group', items: actions(part, name) },
    advancedPage(part, name),
  ];
}

/** Taken when the field is left: each letter on the way would be another profile. */
function nameRow(part: Part, name: string): SettingDefinitionRender {
  const { words } = part;
  return {
    name: words.profileName,
    render: (setting) => {
      setting.addText((text) =>
        text.setValue(name).inputEl.addEventListener('change', () => {
          const wanted = text.getValue().trim();
          const problem = wanted === name ? 'none' : nameProblem(part.data(), wanted);
          setting.setErrorMessage(problem === 'none' ? null : words.nameProblem[problem]);
          if (problem === 'none' && wanted !== name)
            void part.rebuild(withRenamedProfile(part.data(), name, wanted));
        }),
      );
    },
  };
}

/** The fields that the store asks for, with examples as its console shows them. */
function storeRows({ words, locale, data }: Part, name: string): SettingDefinition[] {
  const chosen = profileText(data(), name, 'provider');
  const preset = providers[openProviderIds.find((id) => id === chosen) ?? 'custom'];
  const nameOf = (id: (typeof openProviderIds)[number]) =>
    providers[id].name[locale === 'zh-CN' ? 'zh' : 'en'];
  const options = Object.fromEntries(openProviderIds.map((id) => [id, nameOf(id)]));
  const hints = {
    ...{ bucket: '', region: words.regionHint },
    ...{ endpoint: words.endpointHint, publicBaseUrl: words.publicBaseUrlHint },
  };
  return [
    {
      ...{ name: words.provider, desc: facts(words.storeFacts, preset.docsUrl) },
      control: { type: 'dropdown', key: keyOf('profiles', name, 'provider'), options },
    },
    ...preset.fields.map(
      ({ key, required, example }): SettingDefinition => ({
        ...{ name: words[key], desc: required ? '' : hints[key] },
        control: { type: 'text', key: keyOf('profiles', name, key), placeholder: example },
      }),
    ),
  ];
}

function facts(text: string, url: string): DocumentFragment {
  return createFragment((fragment) => fragment.createEl('a', { text, href: url }));
}

/** Chooses a secret of the device by name; what it says is not shown and not saved with the plugin. */
function secretRow(part: Part, name: string, field: keyof SecretNames): SettingDefinitionRender {
  const { app, words } = part;
  const choose = (id: string | null) => part.change(withSecrets(part.data(), name, { [field]: id ?? '' }));
  return {
    ...{ name: words[field], desc: field === 'accessKeyId' ? words.secretHint : '' },
    render: (setting) => {
      setting.addComponent((element) =>
        new SecretComponent(app, element).setValue(secretsOf(part.data(), name)[field]).onChange(choose),
      );
    },
  };
}

function actions(part: Part, name: string): SettingDefinition[] {
  const { words } = part;
  const button = (title: string, desc: string, text: string, click: () => void): SettingDefinitionRender => ({
    ...{ name: title, desc },
    render: (setting) => {
      setting.addButton((one) => one.setButtonText(text).onClick(click));
    },
  });
  const use = () => void part.rebuild(withCurrentProfile(part.data(), name));
  return [
    button(words.test, words.testHint, words.testConnection, () => part.test(name)),
    { ...button(words.use, '', words.use, use), visible: () => currentProfile(part.data()) !== name },
    button(words.copyAsText, words.copyAsTextHint, words.copy, () => openExport(part, name)),
  ];
}
