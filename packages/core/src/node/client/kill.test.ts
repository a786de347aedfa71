import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { RecordedRequest } from '../../testing/s3-server/faults.ts';
import { type S3Server, startS3Server } from '../../testing/s3-server/server.ts';
import { createClient } from './create-client.ts';

const user = { name: 'me', accessKeyId: 'MYKEY', secretAccessKey: 'my-secret' };
const program = fileURLToPath(new URL('../../testing/put-process.ts', import.meta.url));

/**
 * Some in every run; `IMBED_KILLS=50` for many, of a large file, as a workflow does every night. A third of them is for
 * the command `imbed put`, in its own tests.
 */
const kills = Math.floor((Number(process.env['IMBED_KILLS'] ?? 6) * 2) / 3);
const FILE_BYTES = kills < 30 ? 50_000_000 : 200_000_000;

function start(server: S3Server, folder: string) {
  const bytes = randomBytes(FILE_BYTES);
  const path = join(folder, 'film.bin');
  writeFileSync(path, bytes);
  const settings = {
    provider: 'custom',
    bucket: 'files',
    endpoint: server.endpoint,
    region: 'us-east-1',
    addressing: 'path',
    credentials: { source: 'inline', ...user },
    stateFolder: join(folder, 'state'),
  } as const;

  /** What `isTime` says is asked again and again while a process puts the file; true when it was killed. */
  async function life(key: string, isTime: () => boolean): Promise<boolean> {
    const order = JSON.stringify({ path, settings, options: { key } });
    const child = spawn(process.execPath, [program, order], { stdio: ['ignore', 'ignore', 'inherit'] });
    const ended = new Promise<'ended'>((resolve) => child.on('exit', () => resolve('ended')));
    while ((await Promise.race([ended, setImmediate('running')])) === 'running') {
      if (isTime()) child.kill('SIGKILL');
    }
    if (child.signalCode === null) expect(child.exitCode).toBe(0);
    return child.signalCode === 'SIGKILL';
  }

  return { bytes, settings, life };
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
  const folder = mkdtempSync(join(tmpdir(), 'imbed-kill-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const server = await startS3Server({ users: [user], buckets: [{ name: 'files', owner: 'me' }] });
  onTestFinished(() => server.close());
  const { bytes, settings, life } = start(server, folder);

  let killed = 0;
  for (let file = 0; killed < kills; file += 1) {
    const key = `film-${file}`;
    const ends = [moments[file % moments.length] ?? somewhere(), somewhere(), somewhere()];
    for (let lives = 0; ; lives += 1) {
      const first = server.requests.length;
      const isTime = ends[lives] ?? (() => false);
      if (!(await life(key, () => isTime(server.requests.slice(first))))) break;
      killed += 1;
    }
    const stored = await server.storage.readObject('files', key);
    expect(bytes.equals(stored?.bytes ?? new Uint8Array())).toBe(true);
    await server.storage.removeObject('files', key);
  }
  const leftOver: string[] = [];
  for await (const { key } of createClient(settings).unfinished.list()) leftOver.push(key);
  expect(leftOver).toEqual([]);
  expect(readdirSync(join(settings.stateFolder, 'uploads'))).toEqual([]);
});
