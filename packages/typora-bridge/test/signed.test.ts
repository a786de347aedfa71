import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { S3Server } from '@imbed/core/testing';
import { expect, it } from 'vitest';
import {
  type Bench,
  bucket,
  createBench,
  fetched,
  imbed,
  lines,
  sha256,
  startStore,
  writePicture,
} from './support.ts';

interface Scene {
  readonly store: S3Server;
  readonly bench: Bench;
  readonly bytes: Buffer;
}

/** A bucket that nobody may read, a profile that says so, and a picture `a.png`. */
async function privateScene(): Promise<Scene> {
  const store = await startStore({ buckets: [{ name: bucket, owner: 'writer' }] });
  const bench = createBench(store.endpoint, { access: 'signed' });
  return { store, bench, bytes: writePicture(join(bench.folder, 'a.png')) };
}

async function expectOpensOnlySigned(url: string, bytes: Uint8Array): Promise<void> {
  expect(sha256((await fetched(url)).bytes)).toBe(sha256(bytes));
  expect((await fetch(url.replace(/\?.*/, ''))).status).toBe(403);
}

it('links to a private bucket are signed for a week, with one warning, and the ledger has those that last', async () => {
  const { bench, bytes } = await privateScene();
  writePicture(join(bench.folder, 'b.png'));
  const run = await imbed(bench, ['upload', 'a.png', 'b.png']);
  expect(run.code).toBe(0);
  const [first = '', second = ''] = lines(run.stdout);
  await expectOpensOnlySigned(first, bytes);
  expect([first, second].map((url) => new URL(url).searchParams.get('X-Amz-Expires'))).toEqual([
    '604800',
    '604800',
  ]);
  expect(lines(run.stderr)).toEqual([expect.stringMatching(/^imbed: warning: .* signed and open until 20/)]);
  const ledger = readFileSync(join(bench.state, 'ledger.jsonl'), 'utf8');
  expect(ledger).toContain(first.replace(/\?.*/, ''));
  expect(ledger).not.toContain('Signature');
});

it('a repeated upload gives a fresh signature', async () => {
  const { bench, bytes } = await privateScene();
  await imbed(bench, ['upload', 'a.png']);
  const again = await imbed(bench, ['upload', '--quiet', 'a.png']);
  expect([again.code, again.stderr]).toEqual([0, '']);
  await expectOpensOnlySigned(lines(again.stdout)[0] ?? '', bytes);
});

it('--for says how long, --json until when, and which link lasts', async () => {
  const { bench } = await privateScene();
  const run = await imbed(bench, ['upload', '--for', '30m', '--json', 'a.png']);
  const { results } = JSON.parse(run.stdout) as { results: Readonly<Record<string, string>>[] };
  const { url = '', storedUrl, expiresAt = '' } = results[0] ?? {};
  expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('1800');
  expect(storedUrl).toBe(url.replace(/\?.*/, ''));
  expect(expiresAt).toMatch(/^20\d\d-.*Z$/);
});

it('a time over a week is misuse, and nothing is stored', async () => {
  const { store, bench } = await privateScene();
  const run = await imbed(bench, ['upload', '--for', '8d', 'a.png']);
  expect([run.code, run.stdout]).toEqual([2, '']);
  expect(run.stderr).toContain('up to a week');
  expect(store.storage.listObjects(bucket)).toEqual([]);
});

it('a note gets signed links, too: nothing else would show there', async () => {
  const { bench, bytes } = await privateScene();
  writeFileSync(join(bench.folder, 'note.md'), '');
  const run = await imbed(bench, ['upload', '--note', 'note.md', 'a.png']);
  expect(run.code).toBe(0);
  await expectOpensOnlySigned(lines(run.stdout)[0] ?? '', bytes);
});

it('in Chinese the warning is Chinese', async () => {
  const { bench } = await privateScene();
  const run = await imbed(bench, ['upload', 'a.png'], { env: { LANG: 'zh_CN.UTF-8' } });
  expect(run.stderr).toMatch(/^imbed：警告：链接带签名/);
});

it('what signs links is in no file that is loaded for public ones', () => {
  const path = fileURLToPath(new URL('../dist/meta.json', import.meta.url));
  const { outputs } = JSON.parse(readFileSync(path, 'utf8')) as {
    outputs: Readonly<Record<string, { readonly inputs: object }>>;
  };
  const withPresign = Object.entries(outputs).filter(([, { inputs }]) =>
    Object.keys(inputs).some((input) => input.endsWith('store/presign.ts')),
  );
  expect(withPresign.map(([name]) => name)).toContain('dist/signed-links.cjs');
  expect(withPresign.map(([name]) => name)).not.toContain('dist/cli.cjs');
});
