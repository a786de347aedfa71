import { expect, test } from 'vitest';
import { told } from '../testing/told-issues.ts';
import { parseKeyTemplate } from './key-template.ts';
import { habitOf } from './template-habits.ts';
import { templateVariables } from './template-variables.ts';

const habits: readonly (readonly [theirs: string, ours: string])[] = [
  ['fileName', '{name}'],
  ['filename', '{name}'],
  ['fullName', '{name}.{ext}'],
  ['extName', '{ext}'],
  ['Y', '{year}'],
  ['y', '{year:2}'],
  ['m', '{month}'],
  ['d', '{day}'],
  ['h', '{hour}'],
  ['i', '{minute}'],
  ['s', '{second}'],
  ['YYYY', '{year}'],
  ['MM', '{month}'],
  ['DD', '{day}'],
  ['HH', '{hour}'],
  ['mm', '{minute}'],
  ['ss', '{second}'],
  ['SSS', '{ms}'],
  ['millisecond', '{ms}'],
  ['timestampMS', '{timestampMs}'],
  ['sha256', '{hash}'],
  ['sha1', '{hash}'],
  ['date', '{year}-{month}-{day}'],
  ['md5-16', '{md5:16}'],
  ['sha256-8', '{hash:8}'],
  ['str-6', '{random:6}'],
  ['localFolder', '{noteDir}'],
];

test.each(habits)('who writes {%s} out of habit is offered %s', (theirs, ours) => {
  const parsed = parseKeyTemplate(`{${theirs}}/x`);
  expect(parsed.ok ? [] : told(parsed.issues)).toEqual([
    { field: 'keyTemplate', problem: `unknown variable {${theirs}}; did you mean ${ours}?` },
  ]);
});

test.each(habits)('what is offered for {%s} is a template', (_theirs, ours) => {
  expect(parseKeyTemplate(`${ours}/x`).ok).toBe(true);
});

test.each(['yaer', 'constructor', '', '-', 'nmae-3'])('"%s" is nobody\'s habit', (word) => {
  expect(habitOf(word)).toBeUndefined();
});

test('our own variables work as they are, whatever another tool means by them', () => {
  for (const { name } of templateVariables) expect(parseKeyTemplate(`{${name}}/x`).ok).toBe(true);
});
