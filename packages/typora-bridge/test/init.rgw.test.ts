import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createBench, fetched, imbed, lines, sha256, writePicture } from './support.ts';

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run "node scripts/with-rgw.mjs COMMAND"`);
  return value;
}

it('imbed init makes a bucket on Ceph RADOS Gateway and opens it: a stranger reads the first link', async () => {
  const endpoint = variable('IMBED_RGW_ENDPOINT');
  const bench = createBench(endpoint);
  rmSync(bench.config);
  const env = {
    AWS_ACCESS_KEY_ID: variable('IMBED_RGW_ACCESS_KEY'),
    AWS_SECRET_ACCESS_KEY: variable('IMBED_RGW_SECRET_KEY'),
  };
  const store = ['--provider', 'ceph-rgw', '--endpoint', endpoint];
  const bucket = `init-${randomUUID().slice(0, 8)}`;
  const setUp = [
    'init',
    '--yes',
    ...store,
    '--bucket',
    bucket,
    '--create-bucket',
    '--cors',
    'https://vscode.dev',
  ];
  const made = await imbed(bench, setUp, { env });
  expect([made.code, made.stdout]).toEqual([0, `${bench.config}\n`]);
  const bytes = writePicture(join(bench.folder, 'a.png'));
  const uploaded = await imbed(bench, ['upload', 'a.png'], { env });
  expect(sha256((await fetched(lines(uploaded.stdout)[0] ?? '')).bytes)).toBe(sha256(bytes));
  const looked = await imbed(bench, ['doctor', '--origin', 'https://vscode.dev'], { env });
  expect(looked.code).toBe(0);
  expect(looked.stdout).toContain('✓ CORS');
});
