import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { folderOfFile } from '../../testing/temporary-folder.ts';
import { type Link, moveOnDisk, writeDraft } from './place-file.ts';

const home = folderOfFile();

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(home, 'x-'));
});

const put = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');
const failing =
  (code: string): Link =>
  () =>
    Promise.reject(Object.assign(new Error(code), { code }));

describe.each([
  ['a disk with hard links', undefined],
  ['exFAT', failing('EPERM')],
  ['a network disk without hard links', failing('ENOTSUP')],
])('on %s', (_, link) => {
  it('a file gets its new name', async () => {
    expect(await moveOnDisk(put('a', 'abc'), join(folder, 'b'), link)).toBe('moved');
    expect(readdirSync(folder)).toEqual(['b']);
    expect(textOf('b')).toBe('abc');
  });

  it('a file never gets the name of another', async () => {
    put('b', 'mine');
    expect(await moveOnDisk(put('a', 'abc'), join(folder, 'b'), link)).toBe('taken');
    expect([textOf('a'), textOf('b')]).toEqual(['abc', 'mine']);
  });

  it('of several files that want a name one gets it', async () => {
    const names = ['1', '2', '3', '4', '5', '6'];
    const moves = names.map((name) => moveOnDisk(put(name, name), join(folder, 'b'), link));
    const results = await Promise.all(moves);
    expect(results.filter((result) => result === 'moved').length).toBe(1);
    expect(textOf('b')).toBe(names[results.indexOf('moved')]);
    expect(readdirSync(folder).length).toBe(names.length);
  });
});

it('what else keeps a file from its new name is told', async () => {
  const moving = moveOnDisk(put('a', 'abc'), join(folder, 'b'), failing('EIO'));
  await expect(moving).rejects.toMatchObject({ code: 'EIO' });
  expect(readdirSync(folder)).toEqual(['a']);
});

describe('a draft', () => {
  it('is hidden, beside what it will be, with its bytes', async () => {
    const draft = await writeDraft(join(folder, 'a.md'), Buffer.from('abc'));
    const [name = ''] = readdirSync(folder);
    expect(draft).toBe(join(folder, name));
    expect(name).toMatch(/^\.imbed-/);
    expect(textOf(name)).toBe('abc');
  });

  it.runIf(process.platform !== 'win32')('has the mode that it is to have, whatever the umask', async () => {
    const before = process.umask(0o077);
    try {
      const draft = await writeDraft(join(folder, 'a.md'), Buffer.from('abc'), { mode: 0o100_664 });
      expect(statSync(draft).mode & 0o7777).toBe(0o664);
    } finally {
      process.umask(before);
    }
  });
});
