/** `npm run check` — everything that must hold before a change is pushed and that is not a test. */
import { join } from 'node:path';
import { main, root, run, ScriptError, turbo } from './lib/run.mjs';
import { summary } from './lib/tally.mjs';

/** @param {string} name @param {...string} args */
function script(name, ...args) {
  return () => run(process.execPath, [join(root, 'scripts', name), ...args]);
}

/** @type {readonly (readonly [name: string, check: () => Promise<unknown>])[]} */
const checks = [
  [
    'format and lint',
    () => run('biome', ['ci', '--error-on-warnings', `--colors=${process.stdout.isTTY ? 'force' : 'off'}`]),
  ],
  ['types of the packages', () => turbo('typecheck')],
  ['types of the scripts', () => run('tsc', ['-p', 'scripts/tsconfig.json'])],
  [
    'rules of Obsidian',
    () =>
      run(
        join(root, 'scripts/obsidian-lint/node_modules/.bin/eslint'),
        ['--max-warnings=0', '--config', join(root, 'scripts/obsidian-lint/eslint.config.mjs'), 'src'],
        { cwd: join(root, 'packages/obsidian-plugin') },
      ),
  ],
  ['build', () => turbo('build')],
  ['bundles', script('check-bundles.mjs')],
  ['generated documents', script('generate-docs.mjs', '--check')],
  ['what documents name', script('check-docs.mjs')],
  ['versions', script('sync-versions.mjs', '--check')],
  ['packed packages', script('try-packed.mjs')],
];

await main(async () => {
  /** @type {string[]} */
  const failed = [];
  for (const [name, check] of checks) {
    console.log(`\n== ${name}`);
    try {
      await check();
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      console.error(error.message);
      failed.push(name);
    }
  }
  if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
  console.log(summary({ passed: checks.length - failed.length, failed: failed.length, skipped: 0 }));
  if (failed.length > 0) process.exitCode = 1;
});
