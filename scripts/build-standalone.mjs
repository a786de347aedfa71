/**
 * `npm run build:standalone [-- NAME...|--all]` — compiles the built command together with Bun's runtime into one
 * executable, for people who have no Node.js. Without a name: for this machine. The files of the bundle stay
 * files inside it, so that starting reads no more of them than Node does.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main, root, run, ScriptError, turbo } from './lib/run.mjs';
import {
  bunIn,
  ownBun,
  ownTarget,
  standaloneFolder,
  standaloneTargets,
  whyNoStandalone,
} from './lib/standalone.mjs';

/** @typedef {import('./lib/standalone.mjs').StandaloneTarget} StandaloneTarget */

const bundleFolder = join(root, 'packages/typora-bridge/dist');
const program = 'cli.cjs';
/** Starts the program from code that V8 compiled; Bun compiles it when it builds. */
const starter = 'imbed.cjs';
const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** @param {readonly string[]} names @returns {readonly StandaloneTarget[]} */
function choose(names) {
  if (names.includes('--all')) return standaloneTargets;
  if (names.length === 0 && ownTarget !== undefined) return [ownTarget];
  return names.map((name) => {
    const target = standaloneTargets.find((candidate) => candidate.name === name);
    const known = standaloneTargets.map((candidate) => candidate.name).join(', ');
    if (target === undefined) throw new ScriptError(`no standalone for "${name}"; there is ${known}, --all`);
    return target;
  });
}

/**
 * Fetches another platform's Bun from npm: pnpm installs only the one that runs here.
 * @param {StandaloneTarget} target
 * @param {string} folder
 */
async function fetchBun(target, folder) {
  const name = `@oven/${target.bun}`;
  await run(
    'npm',
    ['pack', '--silent', `${name}@${optionalDependencies[name]}`, '--pack-destination', folder],
    {
      capture: true,
    },
  );
  const archive = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (archive === undefined) throw new ScriptError(`npm packed no ${name}`);
  await run('tar', ['-xzf', archive], { cwd: folder });
  return bunIn(join(folder, 'package'));
}

/** @param {StandaloneTarget} target */
async function compile(target) {
  const reason = whyNoStandalone();
  if (ownTarget === undefined || reason !== undefined) throw new ScriptError(reason ?? 'no Bun');
  const outfile = join(standaloneFolder, target.file);
  const folder = mkdtempSync(join(tmpdir(), 'imbed-bun-'));
  try {
    const runtime = target === ownTarget ? ownBun(target) : await fetchBun(target, folder);
    const options = ['--compile', '--minify', '--bytecode', '--format=cjs', `--target=${target.bun}`];
    const quiet = ['--no-compile-autoload-dotenv', '--no-compile-autoload-bunfig'];
    const files = readdirSync(bundleFolder).filter((file) => file.endsWith('.cjs') && file !== starter);
    await run(
      ownBun(ownTarget),
      [
        'build',
        ...options,
        ...quiet,
        `--compile-executable-path=${runtime}`,
        '--entry-naming=[name].cjs',
        `--outfile=${outfile}`,
        ...files.map((file) => `--external=./${file}`),
        // The first one is run.
        ...[program, ...files.filter((file) => file !== program)].map((file) => `./${file}`),
      ],
      { capture: true, cwd: bundleFolder },
    );
    console.log(`${target.name}: ${outfile} (${(statSync(outfile).size / 1e6).toFixed(0)} MB)`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main(async () => {
  await turbo('build', '--filter=imbed');
  mkdirSync(standaloneFolder, { recursive: true });
  for (const target of choose(process.argv.slice(2))) await compile(target);
});
