import { expect, it } from 'vitest';
import { namedInVain } from './lib/doc-links.mjs';

const files = ['README.md', 'docs/a.md', 'docs/图.md', 'packages/core/src/store/retry.ts'];

/** @param {string} text @param {string} [document] */
function inVain(text, document = 'docs/a.md') {
  const documents = new Map([
    ['README.md', '## From nothing to the *first* link?\n'],
    [document, text],
  ]);
  return namedInVain(documents, files, ['demo', 'build:standalone']);
}

it.each([
  '[x](../README.md) [x](../README.md#from-nothing-to-the-first-link) [x](../packages/core) [x](%E5%9B%BE.md)',
  '# Here\n[x](#here) [x](https://example.com/gone.md)',
  '`store/retry.ts`, `src/store/retry.ts`, `my/notes.md`, `retry.ts`',
  '`npm run demo`, npm run build:standalone',
  '`![](gone.png)`\n\n    ![](gone.png)\n\n```md\n![](gone.png)\n```\n',
])('what is there may be named: %s', (text) => {
  expect(inVain(text)).toEqual([]);
});

it.each([
  ['[x](README.md)', 'README.md'],
  ['[x](../README.md#first)', '../README.md#first'],
  ['# Here\n[x](#there)', '#there'],
  ['`store/gone.ts`', 'store/gone.ts'],
  ['npm run dmo', 'dmo'],
])('what is not there is told of: %s', (text, name) => {
  expect(inVain(text)).toEqual([`docs/a.md: ${name}`]);
});

it('decisions may name what was replaced since', () => {
  expect(inVain('`store/gone.ts`', 'docs/decisions.md')).toEqual([]);
});
