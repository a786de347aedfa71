/**
 * `npm run bench [-- SUITE] [--runs N] [--only TEXT] [--mib N] [--files N]` — measures, and holds the medians to the
 * targets. Never part of the tests: a busy machine is no failure. `--mib` and `--files` are for the suite `bucket`: the
 * size of its large file, and how many small ones there are.
 */
import { parseArgs } from 'node:util';
import { main, ScriptError } from '../lib/run.mjs';

/** Fewer pairs than this say little; of large files, a round of which takes a minute, fewer have to do. */
const MIN_RUNS = 7;
const MIN_ROUNDS = 3;

/** @typedef {{ runs: number, only: string, mib: number, files: number }} Options */

/** @type {Readonly<Record<string, (options: Options) => Promise<number>>>} */
const suites = {
  upload: async (options) => (await import('./upload.mjs')).benchUpload(options),
  markdown: async (options) => (await import('./markdown.mjs')).benchMarkdown(options),
  vscode: async (options) => (await import('./vscode.mjs')).benchVsCode(options),
  obsidian: async (options) => (await import('./obsidian.mjs')).benchObsidian(options),
  jobs: async (options) => (await import('./jobs.mjs')).benchJobs(options),
  serve: async (options) => (await import('./serve.mjs')).benchServe(options),
  bucket: async (options) => (await import('./bucket.mjs')).benchBucket(options),
};

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: String(MIN_RUNS) },
      only: { type: 'string', default: '' },
      mib: { type: 'string', default: '1024' },
      files: { type: 'string', default: '10000' },
    },
  });
  const [runs, mib, files] = [Number(values.runs), Number(values.mib), Number(values.files)];
  const least = positionals.join() === 'bucket' ? MIN_ROUNDS : MIN_RUNS;
  if (!(runs >= least)) throw new ScriptError(`--runs must be at least ${least}`);
  if (!(mib >= 1 && files >= 1)) throw new ScriptError('--mib and --files must be at least 1');
  let missed = 0;
  for (const name of positionals.length > 0 ? positionals : Object.keys(suites)) {
    const suite = suites[name];
    if (suite === undefined)
      throw new ScriptError(`no suite "${name}"; there is ${Object.keys(suites).join(', ')}`);
    missed += await suite({ runs, only: values.only, mib, files });
  }
  console.log(missed === 0 ? '\nEvery target met.' : `\n${missed} target(s) missed.`);
});
