import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicUrl } from '../providers/public-url.ts';
import { anyObjectKey } from '../testing/arbitraries.ts';
import { resolved } from '../testing/resolve-in-tests.ts';
import { createKeySearch, isKeySearchable } from './mentioned-keys.ts';

const key = 'img/2026/图 (1)_a.png';
const store = resolved({ provider: 'custom', bucket: 'notes', region: 'eu', endpoint: 'https://s3.test' });

describe('a key is found', () => {
  it.each([
    ['as it is', `see img/2026/图 (1)_a.png.`],
    ['encoded', '![](https://x.test/img/2026/%E5%9B%BE%20%281%29_a.png?x=1)'],
    ['encoded in part', '<https://x.test/img/2026/图%20(1)_a.png>'],
    ['with escapes of Markdown', '![](</img/2026/图 \\(1\\)\\_a.png>)'],
    ['with entities', 'img/2026/&#x56fe; &#40;1)_a.png'],
    ['in JSON', '{"file":"img\\/2026\\/\\u56fe (1)_a.png"}'],
    ['in code', '```\nimg/2026/图 (1)_a.png\n```'],
    ['in other letters', 'IMG/2026/图 (1)_A.PNG'],
    ['in front of more letters', 'img/2026/图 (1)_a.pngx'],
  ])('%s', (_, text) => {
    expect([...createKeySearch([key]).mentionedIn(text)]).toEqual([key]);
  });

  it('wherever in a text its address stands, and whatever it is', () => {
    const keys = anyObjectKey().map((text) => `${text}.png`);
    const around = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(
        fc.uniqueArray(keys, { minLength: 1, maxLength: 4 }),
        around,
        around,
        (all, before, after) => {
          const search = createKeySearch(all);
          for (const one of all)
            expect(search.mentionedIn(`${before} ${publicUrl(store, one as never)} ${after}`)).toContain(one);
        },
      ),
    );
  });
});

it('a key is not found in a text without it', () => {
  const text = 'img/2026/图 (2)_a.png img/2026/b.png (1)_a.png img/2026/图 (1)_a.jpg a.png';
  expect([...createKeySearch([key]).mentionedIn(text)]).toEqual([]);
});

it('of many keys those are found that are there', () => {
  const keys = Array.from({ length: 500 }, (_, n) => `img/${n}.${n % 2 === 0 ? 'png' : 'jpeg'}`);
  const text = [7, 40, 123].map((n) => `![](https://x.test/${keys[n]})`).join('\n');
  expect([...createKeySearch(keys).mentionedIn(text)]).toEqual([keys[7], keys[40], keys[123]]);
});

it.each([
  ['img/a.png', true],
  ['img/a.tar.gz', true],
  ['img/a', false],
  ['img.d/a', false],
])('%s can be looked for: %s', (text, searchable) => {
  expect(isKeySearchable(text)).toBe(searchable);
});
