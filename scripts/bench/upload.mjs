import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestCertificate } from '../../packages/core/src/testing/test-certificate.ts';
import { root, run, ScriptError } from '../lib/run.mjs';
import { ownBun, ownStandalone, ownTarget } from '../lib/standalone.mjs';
import { clients } from './clients.mjs';
import { format, ratio, spread } from './figures.mjs';
import { installPicgo } from './picgo.mjs';
import { writePictures } from './pictures.mjs';
import { assertUploaded, runOnce } from './run.mjs';
import { startStore } from './store.mjs';

const bare = fileURLToPath(new URL('bare.cjs', import.meta.url));

/**
 * What is compared: `a` against `b`, uploading `count` pictures. `targets` are upper bounds of the median. The bare
 * uploader (`bare.cjs`) shows what remains to be gained on the machine at hand.
 */
const comparisons = [
  { a: 'bare', b: 'nothing', count: 1, protocol: 'http', targets: {} },
  { a: 'bundle', b: 'nothing', count: 1, protocol: 'http', targets: { cpu: 2.2 } },
  { a: 'bundle', b: 'nothing', count: 1, protocol: 'https', targets: {} },
  { a: 'bare', b: 'picgo', count: 1, protocol: 'http', targets: {} },
  { a: 'bundle', b: 'picgo', count: 1, protocol: 'http', targets: { cpu: 0.12, peakMiB: 0.5 } },
  { a: 'bundle', b: 'picgo', count: 10, protocol: 'http', targets: {} },
  { a: 'bare', b: 'picgo', count: 50, protocol: 'http', targets: {} },
  { a: 'bundle', b: 'picgo', count: 50, protocol: 'http', targets: { cpu: 0.16, peakMiB: 0.5 } },
  { a: 'bundle', b: 'picgo', count: 1, protocol: 'https', targets: {} },
  { a: 'bundle', b: 'picgo', count: 50, protocol: 'https', targets: {} },
  { a: 'bareStandalone', b: 'nothing', count: 1, protocol: 'http', targets: {} },
  { a: 'standalone', b: 'nothing', count: 1, protocol: 'http', targets: { cpu: 1.0 } },
  { a: 'standalone', b: 'nothing', count: 1, protocol: 'https', targets: {} },
  { a: 'bareStandalone', b: 'picgo', count: 1, protocol: 'http', targets: {} },
  { a: 'standalone', b: 'picgo', count: 1, protocol: 'http', targets: { cpu: 0.05 } },
  { a: 'standalone', b: 'picgo', count: 50, protocol: 'http', targets: {} },
];

/**
 * What an upload costs, as ratios of whole processes that run in turn against one loopback store. Needs python3,
 * which can read the usage of a finished process.
 * @param {{ runs: number, only: string }} options `only`: part of a comparison's title
 * @returns {Promise<number>} targets missed
 */
export async function benchUpload({ runs, only }) {
  const built = builtPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'imbed-bench-'));
  const programs = { ...built, bare, bareStandalone: await compileBare(folder) };
  const picgo = await installPicgo(join(root, 'node_modules/.cache/bench-picgo'));
  const store = await startStore(await createTestCertificate());
  try {
    const pictures = writePictures(join(folder, 'pictures'), 50);
    const commands = clients({ node: process.execPath, ...programs, picgo, folder });
    console.log(`Node ${process.version}, ${picgo.version}, ${cpus().length} × ${cpus()[0]?.model}`);
    console.log(`${runs} pairs each after one warm-up; median [min-max] of the ratio a/b, pair by pair`);
    let missed = 0;
    for (const comparison of comparisons.filter((one) => describe(one).includes(only))) {
      const bench = { comparison, commands, store, folder, runs };
      missed += report(comparison, await compare(bench, pictures.slice(0, comparison.count)));
    }
    return missed;
  } finally {
    store.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function builtPrograms() {
  const bundle = join(root, 'packages/typora-bridge/dist/imbed.cjs');
  const standalone = ownStandalone;
  for (const path of [bundle, standalone]) {
    if (!existsSync(path))
      throw new ScriptError(`${path} is missing: npm run build, npm run build:standalone`);
  }
  return { bundle, standalone };
}

async function compileBare(folder) {
  if (ownTarget === undefined) throw new ScriptError('no Bun for this platform');
  const outfile = join(folder, 'bare');
  const options = ['--compile', '--minify', '--bytecode', '--format=cjs', `--outfile=${outfile}`];
  await run(ownBun(ownTarget), ['build', ...options, bare], { capture: true });
  return outfile;
}

async function compare({ comparison, commands, store, folder, runs }, files) {
  const pairs = [];
  for (let pairsRun = 0; pairsRun <= runs; pairsRun++) {
    const pair = { a: await upload(comparison.a), b: await upload(comparison.b) };
    if (pairsRun > 0) pairs.push(pair); // the first warms the disk cache
  }
  return pairs;

  async function upload(client) {
    const done = runOnce(commands[client](store[comparison.protocol], files), folder);
    if (client === 'nothing') return done;
    await assertUploaded(done, files);
    await store.clear();
    return done;
  }
}

/** Prints one comparison; answers how many of its targets were missed. */
function report(comparison, pairs) {
  console.log(`\n${describe(comparison)}`);
  let missed = 0;
  for (const measure of ['cpu', 'wall', 'peakMiB']) {
    const figure = ratio(pairs, measure);
    const target = comparison.targets[measure];
    const verdict =
      target === undefined ? '' : figure.median <= target ? `  ≤ ${target}: met` : `  ≤ ${target}: MISSED`;
    if (verdict.endsWith('MISSED')) missed++;
    const own = spread(pairs.map(({ a }) => a[measure])).median;
    console.log(`  ${measure.padEnd(8)}${format(figure)}  (a: ${own.toFixed(3)})${verdict}`);
  }
  return missed;
}

function describe({ a, b, count, protocol }) {
  const names = {
    bundle: 'imbed',
    standalone: 'imbed standalone',
    bare: 'bare uploader',
    bareStandalone: 'bare uploader standalone',
    picgo: 'picgo',
    nothing: 'node -e 0',
  };
  return `${names[a]} / ${names[b]}, ${count} image${count === 1 ? '' : 's'}, ${protocol}`;
}
