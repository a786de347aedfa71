import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateVault } from '../../packages/core/src/testing/generated-vault.ts';
import { filesBelow } from '../../packages/core/src/testing/note-corpus.ts';
import { root, ScriptError } from '../lib/run.mjs';
import { forgetUploads, writeConfig } from './clients.mjs';
import { format, ratio, spread } from './figures.mjs';
import { assertUploaded, runOnce } from './run.mjs';
import { startStore } from './store.mjs';

const bundle = join(root, 'packages/typora-bridge/dist/imbed.cjs');

const IMAGES_PER_NOTE = 4;
/** A screenshot of a window, as a rule. */
const IMAGE_BYTES = 100_000;

/** `a` against `b`; each is the job over a vault, or a plain upload of the vault's pictures. */
const comparisons = [
  { title: '500 images in 125 notes: imbed note / imbed upload', a: ['note', 125], b: ['upload', 125] },
  { title: 'imbed note: 2,000 images in 500 notes / 500 in 125', a: ['note', 500], b: ['note', 125] },
  { title: 'imbed note, again, nothing to do / the first time', a: ['again', 125], b: ['note', 125] },
];

/**
 * What the jobs over notes cost, as ratios of whole processes that run in turn against one loopback store.
 * @param {{ runs: number, only: string }} options `only`: part of a comparison's title
 * @returns {Promise<number>} targets missed: there are none
 */
export async function benchJobs({ runs, only }) {
  if (!existsSync(bundle)) throw new ScriptError(`${bundle} is missing: npm run build`);
  const folder = mkdtempSync(join(tmpdir(), 'imbed-bench-'));
  const store = await startStore(undefined);
  try {
    console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
    console.log(`${runs} pairs each after one warm-up; median [min-max] of the ratio a/b, pair by pair`);
    for (const comparison of comparisons.filter(({ title }) => title.includes(only)))
      report(comparison, await compare(comparison, { folder, store, runs }));
    return 0;
  } finally {
    store.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare({ a, b }, { folder, store, runs }) {
  const pairs = [];
  for (let pairsRun = 0; pairsRun <= runs; pairsRun++) {
    const pair = { a: await measure(folder, store, ...a), b: await measure(folder, store, ...b) };
    if (pairsRun > 0) pairs.push(pair); // the first warms the disk cache
  }
  return pairs;
}

/** On a fresh copy of the vault, with an empty store. */
async function measure(folder, store, workload, notes) {
  const vault = join(folder, 'vault');
  cpSync(vaultOf(folder, notes), vault, { recursive: true });
  const pictures = filesBelow(vault).filter((path) => path.endsWith('.png'));
  const config = writeConfig(folder, store.http);
  const imbed = (...args) => runOnce([process.execPath, bundle, ...args], folder);
  const note = () => {
    const done = imbed('note', '--config', config, vault);
    if (done.exitCode !== 0) throw new Error(`exit code ${done.exitCode}:\n${done.output}`);
    return done;
  };
  const workloads = {
    note,
    again: () => [note(), note()][1],
    async upload() {
      const files = pictures.map((path) => join(vault, path));
      const done = imbed('upload', '--config', config, '--', ...files);
      await assertUploaded(done, files);
      return done;
    },
  };
  const done = await workloads[workload]();
  rmSync(vault, { recursive: true });
  forgetUploads(folder);
  await store.clear();
  return { ...done, imagesPerSecond: pictures.length / done.wall, cpuPerImage: done.cpu / pictures.length };
}

/** Made once a size. */
function vaultOf(folder, notes) {
  const vault = join(folder, `vault of ${notes}`);
  if (existsSync(vault)) return vault;
  mkdirSync(join(vault, '.obsidian'), { recursive: true });
  const { pictures } = generateVault(vault, { notes, imagesPerNote: IMAGES_PER_NOTE, seed: notes });
  for (const picture of pictures) appendFileSync(join(vault, picture), Buffer.alloc(IMAGE_BYTES, 7));
  return vault;
}

function report({ title }, pairs) {
  console.log(`\n${title}`);
  const own = (measure, side = 'a') => spread(pairs.map((pair) => pair[side][measure])).median;
  for (const measure of ['cpu', 'wall', 'peakMiB'])
    console.log(
      `  ${measure.padEnd(8)}${format(ratio(pairs, measure))}  (a: ${own(measure).toFixed(3)}, b: ${own(measure, 'b').toFixed(3)})`,
    );
  const each = ['a', 'b'].map(
    (side) =>
      `${side}: ${own('imagesPerSecond', side).toFixed(0)} images/s, ${(own('cpuPerImage', side) * 1000).toFixed(2)} ms of CPU each`,
  );
  console.log(`  ${each.join('; ')}`);
}
