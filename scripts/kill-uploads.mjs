/**
 * `node scripts/with-rgw.mjs node scripts/kill-uploads.mjs [KILLS] [MIB]` — kills `imbed put` of one large file again
 * and again at random moments, 50 times and 200 MiB unless told otherwise, lets each upload end, and has s3cmd say
 * whether the bytes are those of the file and whether any part was left. The command is the one that was built.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whyNoClient } from './lib/independent-client.mjs';
import { main, root, run, ScriptError } from './lib/run.mjs';

const MIB = 1024 * 1024;
const BUCKET = `killed-${randomUUID().slice(0, 8)}`;
/** Of one upload, before it may end. */
const KILLS_IN_A_ROW = 4;

await main(async () => {
  const [kills, mib] = [Number(process.argv[2] ?? 50), Number(process.argv[3] ?? 200)];
  if (!(kills >= 1 && mib >= 9)) throw new ScriptError('name how many kills, and how many MiB (9 or more)');
  const reason = await whyNoClient();
  if (reason !== undefined) throw new ScriptError(reason);
  const folder = mkdtempSync(join(tmpdir(), 'imbed-kills-'));
  try {
    await killUploads(folder, kills, mib);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/**
 * @param {string} folder
 * @param {number} kills
 * @param {number} mib
 */
async function killUploads(folder, kills, mib) {
  const file = join(folder, 'film');
  writeFileSync(file, randomBytes(mib * MIB));
  const wanted = await hashOf(file);
  const environment = prepare(folder);
  await s3cmd('mb', `s3://${BUCKET}`);
  // Of an upload that nobody kills: the shortest that was seen.
  let usual = await timeOf(() => life(file, 'whole', environment));
  let [killed, uploads] = [0, 0];
  for (; killed < kills; uploads += 1) {
    const key = `film-${uploads}`;
    for (let lives = 0; ; lives += 1) {
      const end = lives < KILLS_IN_A_ROW && killed < kills ? Math.random() * usual : undefined;
      let ended = false;
      const took = await timeOf(async () => (ended = await life(file, key, environment, end)));
      if (ended && lives === 0) usual = Math.min(usual, took);
      if (ended) break;
      killed += 1;
    }
    const back = join(folder, 'back');
    await s3cmd('get', '--force', `s3://${BUCKET}/${key}`, back);
    if ((await hashOf(back)) !== wanted) throw new ScriptError(`${key} has other bytes than the file`);
    await s3cmd('del', `s3://${BUCKET}/${key}`);
  }
  const left = await s3cmd('multipart', `s3://${BUCKET}`);
  await s3cmd('rb', '--force', '--recursive', `s3://${BUCKET}`);
  if (left.includes('film')) throw new ScriptError(`parts were left:\n${left}`);
  console.log(
    `${uploads} uploads of ${mib} MiB, killed ${killed} times: all bytes are there, and no part is left`,
  );
}

/** @param {() => Promise<unknown>} work */
async function timeOf(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/**
 * True when the command ended by itself, and well.
 * @param {string} file
 * @param {string} key
 * @param {NodeJS.ProcessEnv} env
 * @param {number} [killAfterMs]
 * @returns {Promise<boolean>}
 */
function life(file, key, env, killAfterMs) {
  const program = join(root, 'packages/typora-bridge/dist/imbed.cjs');
  const child = spawn(process.execPath, [program, 'put', file, '--key', key], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve(false);
      else if (code === 0) resolve(true);
      else reject(new ScriptError(`imbed put ended with ${code}`));
    });
  });
}

/**
 * Writes a configuration; the answer is an environment that leads to it.
 * @param {string} folder
 * @returns {NodeJS.ProcessEnv}
 */
function prepare(folder) {
  const inline = {
    source: 'inline',
    accessKeyId: variable('IMBED_RGW_ACCESS_KEY'),
    secretAccessKey: variable('IMBED_RGW_SECRET_KEY'),
  };
  const profile = {
    provider: 'ceph-rgw',
    endpoint: variable('IMBED_RGW_ENDPOINT'),
    bucket: BUCKET,
    credentials: inline,
  };
  const config = join(folder, 'config.json');
  writeFileSync(
    config,
    JSON.stringify({ version: 1, profiles: { rgw: { ...profile, addressing: 'path' } } }),
    { mode: 0o600 },
  );
  return { ...process.env, IMBED_CONFIG: config, IMBED_STATE_DIR: join(folder, 'state') };
}

/** @param {readonly string[]} args */
async function s3cmd(...args) {
  const { host } = new URL(variable('IMBED_RGW_ENDPOINT'));
  const keys = [
    `--access_key=${variable('IMBED_RGW_ACCESS_KEY')}`,
    `--secret_key=${variable('IMBED_RGW_SECRET_KEY')}`,
  ];
  const own = ['--config=/dev/null', '--no-ssl', `--host=${host}`, `--host-bucket=${host}`, ...keys];
  return (await run('s3cmd', [...own, ...args], { capture: true })).stdout;
}

/** @param {string} name */
function variable(name) {
  const value = process.env[name];
  if (value === undefined)
    throw new ScriptError('run it as: node scripts/with-rgw.mjs node scripts/kill-uploads.mjs');
  return value;
}

/** @param {string} path */
async function hashOf(path) {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}
