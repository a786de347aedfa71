import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandedByCmd, shellWord } from './shell-word.ts';

describe('on Linux and macOS', () => {
  it.each([
    ['/usr/bin/node', '/usr/bin/node'],
    ['/home/me/100%/imbed', '/home/me/100%/imbed'],
    ['/home/me/my tools/imbed', "'/home/me/my tools/imbed'"],
    ['/home/我/工具/imbed', "'/home/我/工具/imbed'"],
    ["/home/me/it's/$HOME/`x`", "'/home/me/it'\\''s/$HOME/`x`'"],
    ['', "''"],
  ])('%s is written %s', (text, word) => {
    expect(shellWord(text, 'linux')).toBe(word);
    expect(shellWord(text, 'darwin')).toBe(word);
  });

  it.runIf(process.platform !== 'win32')('a shell reads it back, whatever it is', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'ab 中%$`"\'\\!*?~#&;|<>()[]{}\n\t=^'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, (word) => {
        expect(
          execFileSync('/bin/sh', ['-c', `printf %s ${shellWord(word, 'linux')}`], { encoding: 'utf8' }),
        ).toBe(word);
      }),
      { numRuns: 40 },
    );
  });
});

describe('on Windows', () => {
  it.each([
    ['C:\\tools\\imbed.exe', 'C:\\tools\\imbed.exe'],
    ['C:\\Program Files\\nodejs\\node.exe', '"C:\\Program Files\\nodejs\\node.exe"'],
    ['C:\\Users\\我\\imbed.exe', '"C:\\Users\\我\\imbed.exe"'],
    ['C:\\a&b^c(1)\\imbed.exe', '"C:\\a&b^c(1)\\imbed.exe"'],
    ['C:\\100%\\imbed.exe', '"C:\\100%\\imbed.exe"'],
  ])('%s is written %s', (text, word) => {
    expect(shellWord(text, 'win32')).toBe(word);
  });

  it.each([
    ['C:\\100%\\imbed.exe', undefined],
    ['C:\\%path%\\imbed.exe', '%path%'],
    ['C:\\a%b%PATH%c', '%PATH%'],
    ['C:\\%NoSuch%\\imbed.exe', undefined],
  ])('of %s cmd replaces %s', (text, expanded) => {
    expect(expandedByCmd(text, { Path: 'C:\\Windows' })).toBe(expanded);
  });
});
