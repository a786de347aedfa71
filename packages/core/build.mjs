/**
 * The published form: the sources file by file, so that whoever bundles it leaves out what they do not use.
 * Inside this repository nothing reads it: hosts and tests take the sources by the `@imbed/source` condition.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
const shell = process.platform === 'win32';
process.exitCode = spawnSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit', shell }).status ?? 1;
