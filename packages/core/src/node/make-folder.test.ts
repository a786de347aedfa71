import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imbed-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('makeFolder', () => {
  it('makes every missing level, for its owner alone', () => {
    makeFolder(join(folder, 'a/b/c'));
    for (const level of ['a', 'a/b', 'a/b/c']) {
      expect(statSync(join(folder, level)).isDirectory()).toBe(true);
      if (process.platform !== 'win32') expect(statSync(join(folder, level)).mode & 0o777).toBe(0o700);
    }
  });

  it('leaves a folder that is there as it is', () => {
    const before = statSync(folder).mode;
    makeFolder(folder);
    expect(statSync(folder).mode).toBe(before);
  });

  it('throws where a file is in the way', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeFolder(join(folder, 'file/below'))).toThrow('ENOTDIR');
  });

  it.runIf(process.platform === 'linux')(
    'throws where nothing can be made, and does not try for ever',
    () => {
      expect(() => makeFolder('/proc/imbed/state')).toThrow('ENOENT');
    },
  );
});
