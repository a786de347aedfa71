import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runCompiled } from './compiled-program.ts';

const root = mkdtempSync(join(tmpdir(), 'imbed-compiled-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder: string;
let program: string;
let folders = 0;
beforeEach(() => {
  folder = join(root, `state-${folders++}`, 'compiled');
  program = join(root, `program-${folders}.cjs`);
  writeFileSync(program, saying('one'));
});

/** Programs of words of the same length are equally long, and V8 tells programs apart by nothing but their length. */
function saying(word: string): string {
  return `const { basename } = require('node:path');\nglobalThis.said = basename('/${word}');`;
}

/** What the program said, and the work of remembering where there was any. */
function run(): { readonly said: unknown; readonly remember: (() => void) | undefined } {
  let remember: (() => void) | undefined;
  runCompiled(program, folder, (work) => {
    remember = work;
  });
  return { said: Reflect.get(globalThis, 'said'), remember };
}

function memoryPath(): string {
  const [file = 'none'] = readdirSync(folder);
  return join(folder, file);
}

describe('a program that is run compiled', () => {
  it('uses what an earlier run left, in a file of its user alone', () => {
    run().remember?.();
    if (process.platform !== 'win32') expect(statSync(memoryPath()).mode & 0o777).toBe(0o600);
    expect(run()).toEqual({ said: 'one', remember: undefined });
  });

  it('leaves nothing when it did not succeed', () => {
    expect(run().said).toBe('one');
    expect(() => readdirSync(folder)).toThrow('ENOENT');
  });

  it('never runs the code of the program that was there before', () => {
    run().remember?.();
    writeFileSync(program, saying('two'));
    const { said, remember } = run();
    expect(said).toBe('two');
    remember?.();
    expect(run()).toEqual({ said: 'two', remember: undefined });
  });

  it.each([
    ['emptied', () => Buffer.alloc(0)],
    ['cut off', (kept: Buffer) => kept.subarray(0, -1)],
    ['cut within its seal', (kept: Buffer) => kept.subarray(0, 20)],
    [
      'changed in one bit',
      (kept: Buffer) => kept.map((byte, at) => (at === kept.length - 9 ? byte ^ 1 : byte)),
    ],
    ['something else', () => Buffer.from('no code at all')],
  ])('does without a memory that is %s, and mends it', (_what, spoil) => {
    run().remember?.();
    writeFileSync(memoryPath(), spoil(readFileSync(memoryPath())));
    const { said, remember } = run();
    expect(said).toBe('one');
    remember?.();
    expect(run().remember).toBeUndefined();
  });

  it.runIf(process.platform !== 'win32')('believes no memory that others may have written', () => {
    run().remember?.();
    chmodSync(memoryPath(), 0o620);
    run().remember?.();
    expect(statSync(memoryPath()).mode & 0o777).toBe(0o600);
  });

  it('runs where nothing can be kept', () => {
    writeFileSync(join(root, 'file'), '');
    folder = join(root, 'file', 'compiled');
    run().remember?.();
    expect(run().said).toBe('one');
  });
});
