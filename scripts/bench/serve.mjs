import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run, ScriptError } from '../lib/run.mjs';
import { stateFolder, writeConfig } from './clients.mjs';
import { readBack, startStore } from './store.mjs';

const AUTOCANNON = '9.0.0';
const CONNECTIONS = 64;
const IMAGES_PER_REQUEST = 2;
/** A screenshot of a dialog. */
const IMAGE_BYTES = 60_000;

const bundle = join(root, 'packages/typora-bridge/dist/imbed.cjs');

/**
 * `imbed serve` under load: `files` images, 64 requests at a time; then a fifth of that with a restart in the middle,
 * and once more with the server killed.
 * @param {{ files: number }} options
 * @returns {Promise<number>} targets missed
 */
export async function benchServe({ files }) {
  if (!existsSync(bundle)) throw new ScriptError(`${bundle} is missing: npm run build`);
  const autocannon = await loadAutocannon(join(root, 'node_modules/.cache/bench-autocannon'));
  const missed = await underLoad(autocannon, files);
  const stopped = await underLoad(autocannon, files / 5, 'SIGTERM');
  return missed + stopped + (await underLoad(autocannon, files / 5, 'SIGKILL'));
}

/** @param {string} folder that stays between runs */
async function loadAutocannon(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
  if (!existsSync(join(folder, 'node_modules/autocannon')))
    await run('npm', ['install', ...options, `autocannon@${AUTOCANNON}`], { cwd: folder });
  return createRequire(join(folder, 'x.js'))('autocannon');
}

/**
 * More than this between the first third and the end is a leak: an upload's line in the ledger is 1.4 kB of memory, all
 * else is rubbish that V8 has not collected yet, of which it has its fill by then. In a shorter run it has not.
 */
const GROWTH = 1.25;
const ENOUGH_FOR_GROWTH = 10_000;

/** @param {NodeJS.Signals} [signal] by which the server ends, to be started anew, when half of the images are stored */
async function underLoad(autocannon, images, signal) {
  const folder = mkdtempSync(join(tmpdir(), 'imbed-bench-'));
  const store = await startStore(undefined);
  const config = writeConfig(folder, store.http);
  let server = await startServer(folder, config, 0);
  const { url } = server;
  const memory = [];
  const sampling = setInterval(() => memory.push(residentMiB(server.child)), 1000);
  const tally = createTally();
  let restart;
  try {
    const began = performance.now();
    const { errors, timeouts, latency } = await autocannon({
      ...{ url, connections: CONNECTIONS, amount: images / IMAGES_PER_REQUEST, timeout: 120 },
      requests: [
        {
          ...{
            method: 'POST',
            path: '/upload',
            headers: { 'content-type': 'multipart/form-data; boundary=x' },
          },
          setupRequest(request, context) {
            context.pictures = tally.newPictures();
            return { ...request, body: formOf(context.pictures.map(pictureOf)) };
          },
          onResponse(_status, body, { pictures }) {
            tally.count(pictures, body);
            if (signal && tally.links.size >= images / 2) restart ??= replace();
          },
        },
      ],
    });
    const seconds = (performance.now() - began) / 1000;
    await restart;
    const again = await sendAgain(url, tally);
    const lost = await lostOf(tally, folder);
    console.log(
      `${images} images, ${CONNECTIONS} requests of ${IMAGES_PER_REQUEST} at a time: ${seconds.toFixed(0)} s`,
    );
    console.log(
      `  latency p50 ${latency.p50} ms, p99 ${latency.p99} ms; ${errors} errors, ${timeouts} timeouts`,
    );
    console.log(`  out of order ${tally.outOfOrder()}, sent again ${again}, lost ${lost}`);
    const third = memory[Math.floor(memory.length / 3)] ?? 0;
    const growth = (memory.at(-1) ?? 0) / third;
    console.log(
      `  memory over time, MiB: ${tenOf(memory).join(' ')}; since the first third ${growth.toFixed(2)} times`,
    );
    return (
      lost +
      tally.outOfOrder() +
      (signal ? 0 : again + (images >= ENOUGH_FOR_GROWTH && growth > GROWTH ? 1 : 0))
    );
  } finally {
    clearInterval(sampling);
    server.child.kill('SIGTERM');
    store.stop();
    rmSync(folder, { recursive: true, force: true });
  }

  async function replace() {
    server.child.kill(signal);
    await once(server.child, 'close');
    server = await startServer(folder, config, Number(new URL(url).port));
  }
}

async function startServer(folder, config, port) {
  const args = [bundle, 'serve', `--port=${port}`, '--config', config];
  const env = { PATH: process.env.PATH, HOME: folder, IMBED_STATE_DIR: stateFolder(folder) };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [text] = await once(child.stdout, 'data');
  return { child, url: /http:\/\/[\d.]+:\d+/.exec(text)?.[0] ?? '' };
}

/** Where Linux tells it. */
function residentMiB(child) {
  const path = `/proc/${child.pid}/status`;
  const told = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(told)?.[1] ?? 0) / 1024);
}

/** Of a number, another one for each. */
function pictureOf(number) {
  return Buffer.concat([onePixel, Buffer.from(` ${number} `), Buffer.alloc(IMAGE_BYTES, number % 251)]);
}

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGN44OAAAANkAWE06YPDAAAAAElFTkSuQmCC',
  'base64',
);

function formOf(pictures) {
  const parts = pictures.flatMap((bytes) => [
    Buffer.from('--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...parts, Buffer.from('--x--\r\n')]);
}

/** What was sent, and which links came back: each has the beginning of its picture's hash in it. */
function createTally() {
  let made = 0;
  let outOfOrder = 0;
  const links = new Map();
  return {
    links,
    outOfOrder: () => outOfOrder,
    newPictures: () => Array.from({ length: IMAGES_PER_REQUEST }, () => made++),
    unanswered: () =>
      Array.from({ length: made }, (_, number) => number).filter((number) => !links.has(number)),
    count(pictures, body) {
      const { success, result } = body.startsWith('{') ? JSON.parse(body) : {};
      if (!success) return;
      for (const [index, number] of pictures.entries()) {
        const hash = createHash('sha256').update(pictureOf(number)).digest('hex');
        if (!result[index].includes(hash.slice(0, 16))) outOfOrder++;
        links.set(number, result[index]);
      }
    },
  };
}

/** As clients do with what was refused while the server was away; the last ones never were on their way. */
async function sendAgain(url, tally) {
  const numbers = tally.unanswered();
  for (const number of numbers) {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const body = formOf([pictureOf(number)]);
    tally.count([number], await (await fetch(`${url}/upload`, { method: 'POST', headers, body })).text());
  }
  return numbers.length;
}

/** Pictures that have no link, whose link leads nowhere, or that the ledger does not know. */
async function lostOf(tally, folder) {
  const ledger = readFileSync(join(stateFolder(folder), 'ledger.jsonl'), 'utf8');
  let lost = tally.unanswered().length;
  for (const [number, url] of tally.links) {
    const bytes = await readBack(url).catch(() => Buffer.alloc(0));
    if (!bytes.equals(pictureOf(number)) || !ledger.includes(`"${url}"`)) lost++;
  }
  return lost;
}

function tenOf(samples) {
  const step = Math.max(1, Math.ceil(samples.length / 10));
  return samples.filter((_, index) => index % step === 0);
}
