import { expect, test } from 'vitest';
import { parseKeyTemplate } from './key-template.ts';
import { templateHelpLines, templateUsage } from './template-help.ts';
import { type TemplateVariable, templateVariables } from './template-variables.ts';

const all: readonly TemplateVariable[] = templateVariables;

test.each(all)('the example of $name is a template', ({ folders, example }) => {
  expect(parseKeyTemplate(folders ? `${example}/x` : example).ok).toBe(true);
});

test.each(all)('the example of $name uses it', (variable) => {
  expect(variable.example).toMatch(new RegExp(`^\\{${variable.name}(:\\d+)?\\}$`));
});

test('names are unique', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

test('there is one aligned line a variable, with its example', () => {
  const lines = templateHelpLines();
  expect(lines).toHaveLength(all.length);
  const starts = lines.map((line, index) => line.indexOf(all[index]?.description ?? 'none'));
  expect(new Set(starts).size).toBe(1);
  expect(lines.find((line) => line.startsWith('{hash}'))).toBe(
    `${'{hash} {hash:N} {hash:START,LENGTH}'.padEnd(starts[0] ?? 0)}SHA-256 of the content, in hex: the same picture ` +
      'always has the same one; N, 1 to 64, keeps the first N digits ({hash:16} gives 9f86d081884c7d65)',
  );
});

test.each([
  ['ext', '{ext}'],
  ['random', '{random} {random:N}'],
  ['md5', '{md5} {md5:N} {md5:START,LENGTH}'],
])('%s is written %s', (name, usage) => {
  const variable = all.find((known) => known.name === name);
  expect(variable && templateUsage(variable)).toBe(usage);
});
