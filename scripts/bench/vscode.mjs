import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, run } from '../lib/run.mjs';
import { format, spread } from './figures.mjs';

const extension = join(root, 'packages/vscode-extension');

/**
 * What the VS Code extension costs whoever pastes no image: on the line, in the editor's process, and in time.
 * @param {{ runs: number, only: string }} options `only`: part of a figure's title
 * @returns {Promise<number>} targets missed
 */
export async function benchVsCode({ runs, only }) {
  for (const script of ['build.mjs', 'package.mjs'])
    await run(process.execPath, [join(extension, script)], { cwd: extension, capture: true });
  const { version } = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
  const activations = Array.from({ length: runs }, activate);
  const figures = [
    {
      title: 'size of the .vsix, KB',
      target: 600,
      figure: spread([statSync(join(extension, `imbed-${version}.vsix`)).size / 1000]),
    },
    {
      title: 'evaluated before the first paste, KB',
      target: 60,
      figure: spread(activations.map(({ bytes }) => bytes / 1000)),
    },
    {
      title: 'loading and activating in a fresh process, ms of the processor',
      target: 20,
      figure: spread(activations.map(({ ms }) => ms)),
    },
  ];
  let missed = 0;
  for (const { title, target, figure } of figures.filter((one) => one.title.includes(only))) {
    const met = figure.median <= target;
    console.log(`${title}\n  ${format(figure, 1)}  ≤ ${target}: ${met ? 'met' : 'MISSED'}`);
    if (!met) missed++;
  }
  return missed;
}

/** @returns {{ bytes: number, ms: number }} of one activation, in a process of its own */
function activate() {
  const script = fileURLToPath(new URL('vscode-activation.cjs', import.meta.url));
  return JSON.parse(
    execFileSync(process.execPath, [script, join(extension, 'dist/stage/dist/desktop.js')], {
      encoding: 'utf8',
    }),
  );
}
