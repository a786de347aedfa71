import { expect, it } from 'vitest';
import { isElsewhereOnNetwork } from './machine-files.ts';

it.each([
  ['\\\\evil\\share\\a.png', 'C:\\notes', true],
  ['\\\\evil\\share\\a.png', '\\\\nas\\notes', true],
  ['\\\\nas\\pictures\\a.png', '\\\\nas\\notes', false],
  ['\\\\nas2\\pictures\\a.png', '\\\\nas\\notes', true],
  ['\\\\?\\UNC\\evil\\share\\a.png', 'C:\\notes', true],
  ['C:\\a.png', 'C:\\notes', false],
  ['/a.png', '/notes', false],
])('no server is asked for %s because of a note in %s, unless the notes are there', (path, root, refused) => {
  expect(isElsewhereOnNetwork(path, root)).toBe(refused);
});
