import { fork } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accepted, resolveStore } from '../../packages/core/src/index.ts';
import {
  createClient,
  createStreamingTransport,
  nodeDigests,
  systemClock,
} from '../../packages/core/src/node/index.ts';
import { openBucketAdmin } from '../../packages/core/src/store/bucket-admin.ts';
import { filesBelow } from '../../packages/core/src/testing/note-corpus.ts';
import { createTestCertificate } from '../../packages/core/src/testing/test-certificate.ts';
import { startRgw } from '../lib/rgw.mjs';

const MIB = 1024 * 1024;
export const SMALL_BYTES = 20_000;

/** @typedef {import('./bucket-clients.mjs').Place} Place */

/**
 * Ceph RADOS Gateway and the store that keeps nothing.
 * @param {string} folder
 */
export async function startPlaces(folder) {
  const { cert, key } = await createTestCertificate();
  const certificate = join(folder, 'server.pem');
  writeFileSync(certificate, `${cert}\n${key}\n`, { mode: 0o600 });
  const { environment, stop } = await startRgw({ certificate });
  const sink = fork(fileURLToPath(new URL('sink-process.mjs', import.meta.url)));
  const [port] = await once(sink, 'message');
  /** @param {string | undefined} endpoint @returns {Place} */
  const at = (endpoint = '') => ({
    endpoint,
    bucket: 'bench',
    accessKeyId: environment.IMBED_RGW_ACCESS_KEY ?? '',
    secretAccessKey: environment.IMBED_RGW_SECRET_KEY ?? '',
  });
  const places = {
    'rgw http': at(environment.IMBED_RGW_ENDPOINT),
    'rgw https': at(environment.IMBED_RGW_TLS_ENDPOINT),
    'sink http': at(`http://127.0.0.1:${port}`),
  };
  const stopAll = async () => {
    sink.kill();
    await stop();
  };
  try {
    await makeBucket(places['rgw http']);
  } catch (error) {
    await stopAll();
    throw error;
  }
  return { places, stop: stopAll };
}

/** @param {Place} place */
async function makeBucket({ endpoint, bucket, ...keys }) {
  const admin = await openBucketAdmin({
    store: accepted(resolveStore({ provider: 'ceph-rgw', endpoint, bucket })),
    credentials: async () => keys,
    transport: createStreamingTransport({ timeoutMs: 30_000, tlsVerify: true, proxy: '' }),
    digests: nodeDigests,
    clock: systemClock,
  });
  await admin.create();
}

/**
 * One large file, and a tree of small ones; random bytes, which nothing can compress.
 * @param {string} folder @param {number} mib @param {number} files
 */
export function writeFiles(folder, mib, files) {
  const [file, tree, into] = [join(folder, 'large.bin'), join(folder, 'tree'), join(folder, 'into')];
  const piece = Buffer.alloc(MIB);
  const handle = openSync(file, 'w');
  for (let written = 0; written < mib; written++) writeSync(handle, randomFillSync(piece));
  closeSync(handle);
  for (let index = 0; index < files; index++) {
    const place = join(tree, String(index % 20));
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `${index}.bin`), randomFillSync(piece.subarray(0, SMALL_BYTES)));
  }
  return { file, key: 'large.bin', bytes: mib * MIB, tree, prefix: 'small', files, into };
}

/**
 * What stands where before and after a client's turn. Exit codes are not believed.
 * @param {Place} place @param {ReturnType<typeof writeFiles>} names
 */
export function createStage({ accessKeyId, secretAccessKey, ...store }, names) {
  const { key, bytes, prefix, files, into } = names;
  const credentials = /** @type {const} */ ({ source: 'inline', accessKeyId, secretAccessKey });
  const client = createClient({
    ...store,
    provider: 'ceph-rgw',
    addressing: 'path',
    tlsVerify: false,
    credentials,
  });
  const keysOf = async () => {
    const keys = [];
    for await (const entry of client.list(`${prefix}/`, { recursive: true })) keys.push(entry.key);
    return keys;
  };
  const expectIn = {
    up: async () => (await client.stat(key))?.size === bytes,
    down: async () => statSync(join(into, key)).size === bytes,
    'tree up': async () => (await keysOf()).length === files,
    'tree down': async () => filesBelow(into).length === files,
  };
  return {
    /** Nothing is there that a client could leave out. */
    async clear(work) {
      if (work === 'up') return client.delete(key);
      if (work === 'tree up') return client.delete(await keysOf());
      rmSync(into, { recursive: true, force: true });
      mkdirSync(into);
    },
    async check(work, who, { exitCode, output }) {
      if (exitCode !== 0 || !(await expectIn[work]()))
        throw new Error(`${who} did not do it (exit code ${exitCode}):\n${output}`);
    },
  };
}
