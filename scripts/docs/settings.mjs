import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/run.mjs';
import { code, table } from './markdown.mjs';

/**
 * @typedef {object} Schema
 * @property {string} [description]
 * @property {string} [type]
 * @property {unknown} [const]
 * @property {readonly unknown[]} [enum]
 * @property {unknown} [default]
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {Readonly<Record<string, Schema>>} [properties]
 * @property {Schema} [additionalProperties]
 * @property {Schema} [items]
 * @property {readonly Schema[]} [oneOf]
 * @property {readonly string[]} [required]
 */

/** @type {Schema & { readonly $id: string }} */
const schema = JSON.parse(readFileSync(join(root, 'packages/core/schema/config.schema.json'), 'utf8'));

/** The stores are many and have a page of their own. */
const MAX_CHOICES_SHOWN = 6;

/** @param {Schema} setting */
function takes({ type = '', const: only, enum: choices, minimum, maximum, oneOf, items }) {
  if (items !== undefined) return items.properties === undefined ? 'a list of texts' : 'a list, see below';
  if (oneOf !== undefined) return 'an object, see below';
  if (only !== undefined) return code(JSON.stringify(only));
  if (choices !== undefined)
    return choices.length > MAX_CHOICES_SHOWN
      ? 'an id of [Stores](providers.md)'
      : choices.map((choice) => code(JSON.stringify(choice))).join(', ');
  if (minimum !== undefined && maximum !== undefined)
    return `${type === 'integer' ? 'whole number' : 'number'}, ${minimum} to ${maximum}`;
  return { string: 'text', boolean: '`true`, `false`', object: 'an object, see below' }[type] ?? type;
}

/**
 * @param {string} name
 * @param {Schema} setting
 * @param {boolean} required
 */
function rowOf(name, setting, required) {
  const { description = '', default: usual } = setting;
  const nested = typeof usual === 'object' && !Array.isArray(usual);
  const otherwise = usual === undefined || nested ? '' : code(JSON.stringify(usual));
  return [code(name), takes(setting), required ? 'required' : otherwise, description];
}

/** @param {Schema} object */
function settingsOf({ properties = {}, required = [] }) {
  const rows = Object.entries(properties).map(([name, one]) => rowOf(name, one, required.includes(name)));
  return table(['Setting', 'Takes', 'When absent', 'Is'], rows);
}

/** One row a source: what else it takes. @param {Schema} credentials */
function sourcesOf({ oneOf = [] }) {
  const rows = oneOf.flatMap(({ properties: { source, ...others } = {}, required = [] }) => {
    const name = code(JSON.stringify(source?.const));
    const own = Object.entries(others).map(([other, { description = '' }]) => [
      name,
      code(other),
      required.includes(other) ? 'required' : '',
      description,
    ]);
    return own.length === 0 ? [[name, '', '', '']] : own;
  });
  return table(['`source`', 'Setting', 'When absent', 'Is'], rows);
}

const profile = schema.properties?.profiles?.additionalProperties ?? {};
const credentials = profile.properties?.credentials ?? {};
const storage = schema.properties?.storage ?? {};
const rules = storage.properties?.rules ?? {};

export const settingsPage = `# Settings

The configuration is a JSON file; comments and commas after the last item are allowed. \`imbed config path\` says where
it is expected, \`imbed config new\` starts one, \`imbed config validate\` says what is wrong with it, line by line (in
English, whatever the language of other messages). Only a profile with a store and a bucket is needed.

Editors check the file and explain each setting when it begins with the address of its JSON Schema:

\`\`\`json
{
  "$schema": "${schema.$id}"
}
\`\`\`

That address works once \`@imbed/core\` is published; until then the path of \`packages/core/schema/config.schema.json\`
in a clone does.

## The file

${settingsOf(schema)}

## A profile

The name of a profile is yours to choose, without spaces and slashes. A setting that does not exist is refused.

${settingsOf(profile)}

## Credentials

When absent, \`{ "source": "env" }\`. ${credentials.oneOf?.[0]?.properties?.source?.description ?? ''}

${sourcesOf(credentials)}

## Storage

${storage.description ?? ''} For editors, for commands that work on notes, and for \`imbed upload --note\`; without a
note, \`imbed upload\` stores remotely and nowhere else, and says so when another mode is set.
[Storage modes](storage-modes.md) explains all of this at length.

${settingsOf(storage)}

## Rules

\`storage.rules\` is a list. ${rules.description ?? ''} What a note says itself, in its front matter, wins over any rule.

${settingsOf(rules.items ?? {})}
`;
