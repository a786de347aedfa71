import { expect, test } from 'vitest';
import { keyPrefix } from './key-prefix.ts';

test.each([
  ['img/{year}/{month}/{hash:16}.{ext}', 'img'],
  ['a/b/{name}.{ext}', 'a/b'],
  ['a/b-{name}.{ext}', 'a'],
  ['{hash}.{ext}', ''],
  ['{year}/x/{hash}.{ext}', ''],
  ['notes/{profile}/{hash}.{ext}', 'notes/My-Blog'],
  ['图/{hash}.{ext}', '图'],
  ['fixed/name.png', 'fixed'],
  ['{nonsense}/x', ''],
])('all keys of %s are in "%s"', (template, prefix) => {
  expect(keyPrefix(template, 'My Blog')).toBe(prefix);
});
