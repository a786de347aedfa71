import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { startS3Server } from '../../testing/s3-server/server.ts';

const core = fileURLToPath(new URL('../../../', import.meta.url));
const example = /```ts\n(import \{ createClient.*?)```/s.exec(
  readFileSync(join(core, 'README.md'), 'utf8'),
)?.[1];

it('the example in the README does what it says', { timeout: 60_000 }, async () => {
  const user = { name: 'me', accessKeyId: 'MYKEY', secretAccessKey: 'my-secret' };
  const server = await startS3Server({ users: [user], buckets: [{ name: 'files', owner: 'me' }] });
  onTestFinished(() => server.close());
  const folder = mkdtempSync(join(tmpdir(), 'imbed-readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const entry = JSON.stringify(join(core, 'src/node/index.ts'));
  const program = (example ?? '').replace("'@imbed/core/node'", entry);
  writeFileSync(join(folder, 'example.mts'), program.replace('http://127.0.0.1:9000', server.endpoint));
  const bytes = randomBytes(20_000_000);
  writeFileSync(join(folder, 'film.mkv'), bytes);

  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: user.accessKeyId,
    AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
    IMBED_STATE_DIR: join(folder, 'state'),
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['example.mts'], { cwd: folder, env });

  expect(readFileSync(join(folder, 'copy.mkv')).equals(bytes)).toBe(true);
  expect(stdout).toContain('20000000 of 20000000');
  expect(stdout.trim().split('\n').slice(-2)).toEqual([
    expect.stringContaining('X-Amz-Signature='),
    'film.mkv',
  ]);
  expect(server.storage.listObjects('files')).toEqual([]);
});
