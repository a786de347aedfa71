import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { clientUnderTest } from '../../testing/client-under-test.ts';
import type { RecordedRequest } from '../../testing/s3-server/faults.ts';

const scene = clientUnderTest();
const program = fileURLToPath(new URL('../../testing/put-process.ts', import.meta.url));

/**
 * Some in every run; `IMBED_KILLS=50` for many, of a large file, as a workflow does every night. A third of them is for
 * the command `imbed put`, in its own tests.
 */
const kills = Math.floor((Number(process.env['IMBED_KILLS'] ?? 6) * 2) / 3);
const FILE_BYTES = kills < 30 ? 50_000_000 : 200_000_000;

/** What `isTime` says is asked again and again while a process puts the file; true when it was killed. */
async function life(path: string, key: string, isTime: () => boolean): Promise<boolean> {
  const order = JSON.stringify({ path, settings: scene.settings(), options: { key } });
  const child = spawn(process.execPath, [program, order], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise<'ended'>((resolve) => child.on('exit', () => resolve('ended')));
  while ((await Promise.race([ended, setImmediate('running')])) === 'running') {
    if (isTime()) child.kill('SIGKILL');
  }
  if (child.signalCode === null) expect(child.exitCode).toBe(0);
  return child.signalCode === 'SIGKILL';
}

type Requests = readonly RecordedRequest[];

/** Those that matter most: asked for an upload, about to complete it, completed but not told. */
const moments = [
  (requests: Requests) => requests.some(({ query }) => query.has('uploads')),
  (requests: Requests) => requests.some(({ method, query }) => method === 'POST' && query.has('uploadId')),
  (requests: Requests) => requests.some(({ method }) => method === 'HEAD'),
];

/** When so many bytes of this life have arrived; the parts under way are lost each time. */
function somewhere(): (requests: Requests) => boolean {
  const limit = Math.random() * FILE_BYTES * 0.6;
  return (requests) => requests.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0) > limit;
}

it(`an upload that is killed again and again ends whole, and leaves nothing: ${kills} kills`, {
  timeout: Math.max(600_000, kills * 60_000),
}, async () => {
  const { server } = scene;
  const bytes = randomBytes(FILE_BYTES);
  const path = scene.newFile(bytes);

  let killed = 0;
  for (let file = 0; killed < kills; file += 1) {
    const key = `film-${file}`;
    const ends = [moments[file % moments.length] ?? somewhere(), somewhere(), somewhere()];
    for (let lives = 0; ; lives += 1) {
      const first = server.requests.length;
      const isTime = ends[lives] ?? (() => false);
      if (!(await life(path, key, () => isTime(server.requests.slice(first))))) break;
      killed += 1;
    }
    expect(bytes.equals(await scene.stored(key))).toBe(true);
    await server.storage.removeObject('files', key);
  }
  expect(await scene.unfinished('')).toEqual([]);
  expect(readdirSync(join(scene.state(), 'uploads'))).toEqual([]);
});
