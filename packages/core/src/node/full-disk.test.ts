import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { canKeepIn } from './make-folder.ts';

vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  return { ...fs, writeFileSync: vi.fn(fs.writeFileSync) };
});

it('nothing can be kept on a disk that has room for files and not for what is in them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'imbed-full-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(canKeepIn(folder)).toBe(true);
  const write = vi.mocked(writeFileSync).getMockImplementation();
  vi.mocked(writeFileSync).mockImplementation((path) => {
    write?.(path, '');
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  });
  expect(canKeepIn(folder)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});
