import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './support.ts';

export interface FakeProgram {
  readonly PATH: string;
  calls(): string;
}

/** A program that notes its arguments, in front of the PATH. */
export function withFake(bench: Bench, name: string, exitCode = 0): FakeProgram {
  const folder = join(bench.folder, 'bin');
  const notes = join(bench.folder, `${name}.txt`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\necho "$@" >> '${notes}'\nexit ${exitCode}\n`);
  chmodSync(join(folder, name), 0o755);
  return {
    PATH: `${folder}:${bench.env['PATH']}`,
    calls: () => (existsSync(notes) ? readFileSync(notes, 'utf8') : ''),
  };
}
