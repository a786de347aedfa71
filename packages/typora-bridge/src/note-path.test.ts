import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { notePathOf } from './note-path.ts';

const linux = { platform: 'linux', env: {}, home: () => '/home/me' } as const;
const windows = { platform: 'win32', env: {}, home: () => 'C:\\Users\\me' } as const;

it.each([
  [undefined, linux, undefined],
  ['', linux, undefined],
  ['/home/me/notes/Sea trip.md', linux, 'notes/Sea trip.md'],
  ['/srv/notes/a.md', linux, 'srv/notes/a.md'],
  ['/home/mercy/a.md', linux, 'home/mercy/a.md'],
  ['file:///home/me/notes/Sea%20trip.md', linux, 'notes/Sea trip.md'],
  ['C:\\Users\\me\\笔记\\a.md', windows, '笔记\\a.md'],
  ['D:\\notes\\a.md', windows, 'notes\\a.md'],
  ['file:///C:/Users/me/a%20b.md', windows, 'a b.md'],
  ['\\\\server\\share\\notes\\a.md', windows, 'notes\\a.md'],
])('%s on %j is %s to a template', (note, surroundings, path) => {
  expect(notePathOf(note, surroundings)).toBe(path);
});

it('a relative path is the note that the absolute one names', () => {
  const here = { ...linux, home: () => process.cwd() };
  expect(notePathOf('notes/a.md', here)).toBe('notes/a.md');
  expect(notePathOf(`${process.cwd()}/notes/a.md`, here)).toBe('notes/a.md');
  expect(notePathOf('../a.md', here)).toBe(notePathOf(resolve('../a.md'), here));
});
