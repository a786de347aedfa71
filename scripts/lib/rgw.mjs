import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root, run, ScriptError } from './run.mjs';

const script = join(root, 'scripts', 'rgw.sh');

/** Keys of a server that only answers on loopback and is deleted after the run. */
const keys = {
  RGW_ACCESS_KEY: 'LOOPBACKTESTKEY00001',
  RGW_SECRET_KEY: 'loopbackTestSecretKey000000000000000001',
  RGW_OTHER_ACCESS_KEY: 'LOOPBACKTESTKEY00002',
  RGW_OTHER_SECRET_KEY: 'loopbackTestSecretKey000000000000000002',
};

/** For rules that remove objects after days, so that it can be seen; the gateway looks as often. */
const SECONDS_OF_A_DAY = 10;

/**
 * Why no Ceph RADOS Gateway can be started here; `undefined` when it can.
 * @returns {Promise<string | undefined>}
 */
export async function whyNoRgw() {
  if (process.platform !== 'linux') return 'Ceph RADOS Gateway runs on Linux only';
  const { stdout } = await run('bash', [script, 'missing'], { capture: true });
  const missing = stdout.split('\n').filter((line) => line !== '');
  return missing.length === 0
    ? undefined
    : `${missing.join(', ')} not installed (on Debian, as root: bash scripts/rgw.sh install)`;
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/**
 * A run of ports below the range from which the kernel takes those of outgoing connections, and of whoever asks for any:
 * none of them is taken before it is used.
 * @param {number} count
 */
export async function freePorts(count) {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = randomInt(20_000, 32_000);
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
  throw new ScriptError(`no ${count} free ports in a row`);
}

/**
 * Starts a gateway that lives until `stop`, or until this process ends in whatever way.
 * @param {{ certificate?: string }} [options] `certificate`: file with a certificate and its key, to have it on HTTPS too
 * @returns {Promise<{ environment: Record<string, string>, stop: () => Promise<void> }>} `environment` is what
 *   the tests read
 */
export async function startRgw({ certificate } = {}) {
  const monitorPort = await freePorts(8);
  const port = await freePorts(2);
  const tls =
    certificate === undefined ? {} : { RGW_TLS_PORT: String(port + 1), RGW_TLS_CERTIFICATE: certificate };
  const folder = mkdtempSync(join(tmpdir(), 'rgw-'));
  const child = spawn('bash', [script, 'serve', folder, String(port), String(monitorPort)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...keys, ...tls, RGW_LC_DEBUG: String(SECONDS_OF_A_DAY) },
    // Its own process group: Ctrl-C must not stop the server under the tests that are winding down.
    detached: true,
  });
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const ready = new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    ended.then((code) => reject(new ScriptError(`Ceph RADOS Gateway did not start (${code})`)));
  });
  await ready;
  return {
    environment: {
      IMBED_RGW_ENDPOINT: `http://127.0.0.1:${port}`,
      ...(certificate !== undefined && { IMBED_RGW_TLS_ENDPOINT: `https://127.0.0.1:${port + 1}` }),
      IMBED_RGW_ACCESS_KEY: keys.RGW_ACCESS_KEY,
      IMBED_RGW_SECRET_KEY: keys.RGW_SECRET_KEY,
      IMBED_RGW_OTHER_ACCESS_KEY: keys.RGW_OTHER_ACCESS_KEY,
      IMBED_RGW_OTHER_SECRET_KEY: keys.RGW_OTHER_SECRET_KEY,
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
