/**
 * `npm run bench [-- SUITE] [--runs N] [--only TEXT]` — measures, and holds the medians to the targets. Never part
 * of the tests: a busy machine is no failure.
 */
import { parseArgs } from 'node:util';
import { main, ScriptError } from '../lib/run.mjs';

/** Fewer pairs than this say little. */
const MIN_RUNS = 7;

/** @type {Readonly<Record<string, (options: { runs: number, only: string }) => Promise<number>>>} */
const suites = {
  upload: async (options) => (await import('./upload.mjs')).benchUpload(options),
  markdown: async (options) => (await import('./markdown.mjs')).benchMarkdown(options),
  jobs: async (options) => (await import('./jobs.mjs')).benchJobs(options),
};

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { runs: { type: 'string', default: String(MIN_RUNS) }, only: { type: 'string', default: '' } },
  });
  const runs = Number(values.runs);
  if (!(runs >= MIN_RUNS)) throw new ScriptError(`--runs must be at least ${MIN_RUNS}`);
  let missed = 0;
  for (const name of positionals.length > 0 ? positionals : Object.keys(suites)) {
    const suite = suites[name];
    if (suite === undefined)
      throw new ScriptError(`no suite "${name}"; there is ${Object.keys(suites).join(', ')}`);
    missed += await suite({ runs, only: values.only });
  }
  console.log(missed === 0 ? '\nEvery target met.' : `\n${missed} target(s) missed.`);
});
