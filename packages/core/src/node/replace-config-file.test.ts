import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { replaceConfigFile } from './replace-config-file.ts';

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'imbed-replace-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('the new text is there, for its owner alone, and nothing beside it', () => {
  const folder = createFolder();
  const path = join(folder, 'config.json');
  writeFileSync(path, 'old');
  chmodSync(path, 0o644);
  replaceConfigFile(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['config.json']);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('a link stays one, and what it leads to is replaced', () => {
  const folder = createFolder();
  const path = join(folder, 'config.json');
  const file = join(folder, 'dotfiles.json');
  writeFileSync(file, 'old');
  symlinkSync(file, path);
  replaceConfigFile(path, 'new');
  expect(lstatSync(path).isSymbolicLink()).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe('new');
});

it('a file that is gone is not made', () => {
  const path = join(createFolder(), 'config.json');
  expect(() => replaceConfigFile(path, 'new')).toThrow(
    expect.objectContaining({ code: 'local/write-failed', facts: { name: path, serviceCode: 'ENOENT' } }),
  );
});
