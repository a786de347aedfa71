import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './run.mjs';
import { tallyReport } from './tally.mjs';

/**
 * Runs Vitest to its end, whatever comes out, and counts.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function runVitest(args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'imbed-test-'));
  const reportFile = join(folder, 'report.json');
  try {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
    await run(process.execPath, [vitest, 'run', ...reporters, ...args], {
      ...(env && { env }),
      allowFailure: true,
    });
    return tallyReport(readReport(reportFile));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file @returns {import('./tally.mjs').Report | undefined} */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
