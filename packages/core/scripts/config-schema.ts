import { toJsonSchema } from '@valibot/to-json-schema';
import { createSettingsSchema } from '../src/settings/schema.ts';
import { descriptions } from './setting-descriptions.ts';

const schemaUrl = 'https://unpkg.com/@imbed/core/schema/config.schema.json';

/** The published JSON Schema of the configuration file, as text: what editors check and explain it with. */
export function configJsonSchema(): string {
  // Conditions that JSON Schema has no word for (the form of a proxy address) are left to the parser.
  const schema = { ...toJsonSchema(createSettingsSchema(), { typeMode: 'input', errorMode: 'ignore' }) };
  const { $schema, ...rest } = described(schema, descriptions);
  const titled = { $schema, $id: schemaUrl, title: 'Imbed configuration', ...rest };
  return `${JSON.stringify(titled, null, 2)}\n`;
}

/** One description for every setting, nested as the settings are; `''` describes the thing itself. */
export interface Descriptions {
  readonly [setting: string]: string | Descriptions;
}

type Schema = Record<string, unknown>;

/** Alternatives (`anyOf`), the items of a list and the values of a record are described alike: they share their settings. */
function described(schema: Schema, words: Descriptions): Schema {
  const own = words[''];
  const result: Schema = typeof own === 'string' ? { description: own, ...schema } : { ...schema };
  if (isSchema(schema['properties'])) result['properties'] = describedProperties(schema['properties'], words);
  if (isSchema(schema['additionalProperties']))
    result['additionalProperties'] = described(schema['additionalProperties'], {
      ...words,
      '': 'One profile.',
    });
  if (isSchema(schema['items'])) result['items'] = described(schema['items'], { ...words, '': {} });
  for (const key of ['anyOf', 'oneOf']) {
    const choices = schema[key];
    if (Array.isArray(choices))
      result[key] = choices.map((choice) => described(choice, { ...words, '': {} }));
  }
  return result;
}

function describedProperties(properties: Schema, words: Descriptions): Schema {
  const entries = Object.entries(properties).map(([name, property]) => {
    const word = words[name];
    if (word === undefined || !isSchema(property)) throw new Error(`${name} has no description`);
    return [name, described(property, typeof word === 'string' ? { '': word } : word)];
  });
  return Object.fromEntries(entries);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
