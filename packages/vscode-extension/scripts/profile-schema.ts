import { readFileSync } from 'node:fs';
import { providers } from '../../core/src/providers/index.ts';
import { openProviderIds } from '../../core/src/providers/provider-id.ts';

/** Words of the manifest, by name. */
export type Words = Readonly<Record<string, string>>;

interface Property {
  readonly description: string;
  readonly enum?: readonly string[];
}

interface ProfileSchema {
  readonly properties: Readonly<Record<string, Property>>;
}

/** As the configuration file has it: the same settings, the same rules. */
function profileOfCore(): ProfileSchema {
  const file = new URL('../../core/schema/config.schema.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).properties.profiles.additionalProperties;
}

/** Settings of a profile that nobody has to explain here: keys are in the secret storage. */
const notHere = 'credentials';

/** The form of a profile, as the editor of the settings checks and completes it. */
export function profileSchema(): object {
  const { properties, ...rest } = profileOfCore();
  const described = Object.entries(properties)
    .filter(([name]) => name !== notHere)
    .map(([name, property]) => [name, { ...property, description: `%profile.${name}%` }]);
  return {
    ...rest,
    description: '%profile%',
    properties: {
      ...Object.fromEntries(described),
      provider: {
        type: 'string',
        description: '%profile.provider%',
        enum: openProviderIds,
        enumDescriptions: openProviderIds.map((id) => `%provider.${id}%`),
      },
      [notHere]: { not: {}, errorMessage: `%profile.${notHere}%`, doNotSuggest: true },
    },
    allOf: openProviderIds.map(rulesOf),
  };
}

/** What only holds for one store: its regions, what it cannot do without, and how its names look. */
function rulesOf(id: (typeof openProviderIds)[number]): object {
  const { fields, regions } = providers[id];
  const examples = fields.map(({ key, example }): [string, object] => [
    key,
    { examples: key === 'region' ? regions : [example] },
  ]);
  const required = fields.filter(({ key, required }) => required && key !== 'publicBaseUrl');
  return {
    if: { properties: { provider: { const: id } }, required: ['provider'] },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so
    then: { properties: Object.fromEntries(examples), required: required.map(({ key }) => key) },
  };
}

/** English words are core's own. */
export function profileWords(): { readonly en: Words; readonly zh: Words } {
  const { properties } = profileOfCore();
  const described = Object.entries(properties)
    .filter(([name]) => name !== notHere)
    .map(([name, { description }]) => [`profile.${name}`, description]);
  const names = (language: 'en' | 'zh') =>
    Object.fromEntries(openProviderIds.map((id) => [`provider.${id}`, providers[id].name[language]]));
  return { en: { ...Object.fromEntries(described), ...names('en') }, zh: names('zh') };
}
