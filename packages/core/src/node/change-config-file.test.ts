import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderOfTest } from '../testing/temporary-folder.ts';
import { changeConfigFile } from './change-config-file.ts';
import { withLock } from './workspace/lock.ts';

function add(path: string, number: number, meanwhile = (_: string | undefined) => {}) {
  return changeConfigFile(path, (before) => {
    meanwhile(before);
    return { text: JSON.stringify([...JSON.parse(before ?? '[]'), number]) };
  });
}

it('the new text is there, for its owner alone, and nothing beside it', async () => {
  const folder = folderOfTest();
  const path = join(folder, 'config.json');
  writeFileSync(path, '\uFEFF[1]');
  chmodSync(path, 0o644);
  expect(await add(path, 2)).toEqual({ text: '[1,2]' });
  expect(readFileSync(path, 'utf8')).toBe('[1,2]');
  expect(readdirSync(folder)).toEqual(['config.json']);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('a link stays one, and what it leads to is replaced', async () => {
  const folder = folderOfTest();
  const path = join(folder, 'config.json');
  const file = join(folder, 'dotfiles.json');
  writeFileSync(file, '[1]');
  symlinkSync(file, path);
  await add(path, 2);
  expect(lstatSync(path).isSymbolicLink()).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe('[1,2]');
});

it('what an editor saves at the last moment stays', async () => {
  const path = join(folderOfTest(), 'config.json');
  writeFileSync(path, '[1]');
  await add(path, 3, (before) => {
    if (before === '[1]') writeFileSync(path, '[1,2]');
  });
  expect(readFileSync(path, 'utf8')).toBe('[1,2,3]');
});

it('a file that somebody else makes at the last moment stays', async () => {
  const path = join(folderOfTest(), 'config.json');
  await add(path, 2, (before) => {
    if (before === undefined) writeFileSync(path, '[1]');
  });
  expect(readFileSync(path, 'utf8')).toBe('[1,2]');
});

it('another Imbed that is just writing is waited for', async () => {
  const path = join(folderOfTest(), 'config.json');
  writeFileSync(path, '[1]');
  let adding: Promise<unknown> | undefined;
  await withLock(`${path}.lock`, async () => {
    await new Promise<void>((resolve) => {
      adding = add(path, 3, () => resolve());
    });
    writeFileSync(path, '[1,2]');
  });
  await adding;
  expect(readFileSync(path, 'utf8')).toBe('[1,2,3]');
});

it('many at a time all get in', async () => {
  const folder = folderOfTest();
  const path = join(folder, 'config.json');
  const numbers = [1, 2, 3, 4, 5];
  await Promise.all(numbers.map((number) => add(path, number)));
  expect(JSON.parse(readFileSync(path, 'utf8')).sort()).toEqual(numbers);
  expect(readdirSync(folder)).toEqual(['config.json']);
});

it('without a change nothing is made, not even its folder', async () => {
  const folder = join(folderOfTest(), 'imbed');
  expect(await changeConfigFile(join(folder, 'config.json'), () => ({ text: undefined }))).toEqual({
    text: undefined,
  });
  expect(existsSync(folder)).toBe(false);
});

it('where it cannot be written it says so', async () => {
  const path = join(folderOfTest(), 'config.json');
  writeFileSync(path, '[1]');
  // Where the draft of it would go.
  mkdirSync(`${path}.${process.pid}`);
  await expect(add(path, 2)).rejects.toMatchObject({ code: 'local/write-failed', facts: { name: path } });
});

it('a link that leads nowhere is told of, not taken for a file that others just made', async () => {
  const folder = folderOfTest();
  const path = join(folder, 'config.json');
  symlinkSync(join(folder, 'gone.json'), path);
  await expect(add(path, 1)).rejects.toMatchObject({ code: 'local/exists', facts: { name: path } });
});
