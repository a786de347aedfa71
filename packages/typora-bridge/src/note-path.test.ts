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
  ['notes/a.md', linux, 'notes/a.md'],
  ['C:\\Users\\me\\笔记\\a.md', windows, '笔记\\a.md'],
  ['D:\\notes\\a.md', windows, 'notes\\a.md'],
  ['\\\\server\\share\\notes\\a.md', windows, 'notes\\a.md'],
])('%s on %j is %s to a template', (note, surroundings, path) => {
  expect(notePathOf(note, surroundings)).toBe(path);
});
