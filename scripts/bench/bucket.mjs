import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { whyNoRgw } from '../lib/rgw.mjs';
import { root, run, ScriptError } from '../lib/run.mjs';
import { bucketClients } from './bucket-clients.mjs';
import { createStage, SMALL_BYTES, startPlaces, writeFiles } from './bucket-stage.mjs';
import { format, ratio, spread } from './figures.mjs';
import { runOnce } from './run.mjs';

const bundle = join(root, 'packages/typora-bridge/dist/imbed.cjs');

/** Against whom, and how near `imbed` has to come: upper bounds of the median ratio. */
const unsigned = {
  rclone: { wall: 1 },
  'aws s3 cp': { wall: 1 },
  s3cmd: { wall: 1 },
  curl: { wall: 1.6 },
  'lib-storage': { cpu: 0.25 },
};
/** Over plain HTTP `imbed` and lib-storage hash what they send, and curl does not. */
const hashed = { ...unsigned, curl: {}, 'lib-storage': { cpu: 0.4 } };
/** Those that compare no ETag with their bytes. */
const trusting = { curl: {}, 'lib-storage': { cpu: 0.4 } };
const small = { rclone: { wall: 1 }, 'aws s3 cp': {}, s3cmd: { wall: 1 / 3 } };

/** Most memory that `imbed` may take, whatever the size of the file. */
const MAX_PEAK_MIB = 64;

const workloads = [
  { where: 'rgw http', work: 'up', others: hashed },
  { where: 'rgw http', work: 'down', others: unsigned },
  { where: 'rgw https', work: 'up', others: unsigned },
  { where: 'rgw https', work: 'down', others: unsigned },
  { where: 'sink http', work: 'up', others: trusting },
  { where: 'sink http', work: 'down', others: trusting },
  { where: 'rgw http', work: 'tree up', others: small },
  { where: 'rgw http', work: 'tree down', others: small },
];

/**
 * What moving files costs, as ratios of whole processes that run in turn, against Ceph RADOS Gateway and a store that
 * keeps nothing. Needs python3, which can read the usage of a finished process.
 * @param {{ runs: number, only: string, mib: number, files: number }} options `only`: part of a title; `mib`: of the
 *   large file; `files`: how many small ones
 * @returns {Promise<number>} targets missed
 */
export async function benchBucket({ runs, only, mib, files }) {
  await refuseMissing();
  const folder = mkdtempSync(join(tmpdir(), 'imbed-bench-'));
  const { places, stop } = await startPlaces(folder);
  try {
    const clients = bucketClients({ folder, bundle, libStorage: await bundledLibStorage(folder) });
    const names = writeFiles(folder, mib, files);
    const load = loadavg()[0]?.toFixed(1);
    console.log(
      `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${load} at the beginning`,
    );
    console.log(
      `${runs} rounds each after one warm-up; median [min-max] of the ratio imbed/other, round by round`,
    );
    let missed = 0;
    for (const workload of workloads) {
      const title = titleOf(workload, mib, files);
      if (!title.includes(only)) continue;
      const rounds = await compare({ workload, clients, place: places[workload.where], names, folder, runs });
      console.log(`\n${title}`);
      missed += report(workload, rounds);
    }
    return missed;
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function titleOf({ where, work }, mib, files) {
  const what = work.startsWith('tree')
    ? `${files} files of ${SMALL_BYTES / 1000} kB`
    : `a file of ${mib} MiB`;
  return `${what} ${work.endsWith('up') ? 'up' : 'down'}, ${where}`;
}

async function refuseMissing() {
  if (!existsSync(bundle)) throw new ScriptError(`${bundle} is missing: npm run build`);
  const reason = await whyNoRgw();
  if (reason !== undefined) throw new ScriptError(reason);
  const packages = { rclone: 'rclone', aws: 'awscli', s3cmd: 's3cmd', curl: 'curl', python3: 'python3' };
  const missing = [];
  for (const [program, name] of Object.entries(packages)) {
    const found = await run('sh', ['-c', `command -v ${program}`], { capture: true, allowFailure: true });
    if (found.code !== 0) missing.push(name);
  }
  if (missing.length > 0) throw new ScriptError(`not there: sudo apt-get install ${missing.join(' ')}`);
}

async function bundledLibStorage(folder) {
  const outfile = join(folder, 'lib-storage.mjs');
  await build({
    entryPoints: [join(root, 'packages/core/src/testing/lib-storage-process.ts')],
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
    },
    outfile,
  });
  return outfile;
}

/** What each round measured, by client. */
async function compare({ workload, clients, place, names, folder, runs }) {
  const { work, others } = workload;
  const stage = createStage(place, names);
  const commands = Object.entries(clients).flatMap(([name, client]) => {
    const command = client(place, names)[work];
    return command === undefined || !['imbed', ...Object.keys(others)].includes(name)
      ? []
      : [{ name, command }];
  });
  if (work.endsWith('down')) runOnce(clients.imbed(place, names)[work.replace('down', 'up')], folder);
  const rounds = [];
  for (let round = 0; round <= runs; round++) {
    const measured = {};
    for (const { name, command } of commands) {
      await stage.clear(work);
      measured[name] = runOnce(command, folder);
      await stage.check(work, name, measured[name]);
    }
    if (round > 0) rounds.push(measured); // the first warms the disk cache
  }
  await stage.clear(work);
  return rounds;
}

/** Prints one comparison; answers how many of its targets were missed. */
function report({ work, others }, rounds) {
  const own = (measure, who = 'imbed') => spread(rounds.map((round) => round[who][measure])).median;
  const figures = (who) =>
    `${own('wall', who).toFixed(2)} s, ${own('cpu', who).toFixed(2)} s of CPU, ${own('peakMiB', who).toFixed(0)} MiB`;
  const verdicts = [];
  const verdict = (met) => {
    verdicts.push(met);
    return met ? 'met' : 'MISSED';
  };
  const bounded = work.startsWith('tree')
    ? ''
    : `  ≤ ${MAX_PEAK_MIB} MiB: ${verdict(own('peakMiB') <= MAX_PEAK_MIB)}`;
  console.log(`  imbed: ${figures('imbed')}${bounded}`);
  for (const [who, targets] of Object.entries(others)) {
    if (rounds[0]?.[who] === undefined) continue;
    console.log(`  ${who}: ${figures(who)}`);
    const pairs = rounds.map((round) => ({ a: round.imbed, b: round[who] }));
    for (const measure of ['wall', 'cpu']) {
      const figure = ratio(pairs, measure);
      const target = targets[measure];
      const told =
        target === undefined ? '' : `  ≤ ${target.toFixed(2)}: ${verdict(figure.median <= target)}`;
      console.log(`    ${measure.padEnd(5)}${format(figure, 2)}${told}`);
    }
  }
  return verdicts.filter((met) => !met).length;
}
