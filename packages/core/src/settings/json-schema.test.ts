import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { configJsonSchema } from '../../scripts/config-schema.ts';

const published = new URL('../../schema/config.schema.json', import.meta.url);

test('the published schema is the one that the parser uses (else: node packages/core/scripts/generate-schema.mjs)', async () => {
  expect(await readFile(published, 'utf8')).toBe(configJsonSchema());
});

test('every setting is described to editors', () => {
  expect(undescribed('', JSON.parse(configJsonSchema()))).toEqual([]);
});

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly oneOf?: readonly Schema[];
}

/** Paths of settings without a description. */
function undescribed(path: string, schema: Schema): readonly string[] {
  const settings = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => [
    ...(property.description ? [] : [`${path}.${name}`]),
    ...undescribed(`${path}.${name}`, property),
  ]);
  const { additionalProperties: values } = schema;
  const profiles = typeof values === 'object' ? undescribed(`${path}.*`, values) : [];
  return [...settings, ...profiles, ...(schema.oneOf ?? []).flatMap((choice) => undescribed(path, choice))];
}
