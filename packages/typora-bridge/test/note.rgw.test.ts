import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyCorpus, filesBelow, referencesThatDoNotResolve } from '@imbed/core/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRgwBench, objectsOf, s3cmd, variable } from './rgw.ts';
import { type Bench, imbed, sha256 } from './support.ts';
import { everyPending } from './vault-scene/ledger-lines.ts';

let main = '';
let second = '';

beforeEach(async () => {
  const id = randomUUID().slice(0, 8);
  [main, second] = [`vault-${id}`, `second-${id}`];
  for (const bucket of [main, second]) await s3cmd('mb', `s3://${bucket}`);
});
afterEach(async () => {
  for (const bucket of [main, second]) await s3cmd('rb', '--force', '--recursive', `s3://${bucket}`);
});

/** SHA-256 of all that s3cmd gets out of a bucket, by key. */
async function hashesIn(bucket: string): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await objectsOf(bucket))].map(([key, bytes]) => [key, sha256(bytes)]));
}

/** MD5 of all that is in a bucket, by key, as s3cmd lists it: to get hundreds of objects takes it half a minute. */
async function listing(bucket: string): Promise<ReadonlyMap<string, string>> {
  const lines = await s3cmd('ls', '--recursive', '--list-md5', `s3://${bucket}/`);
  const rows = lines.matchAll(/ ([0-9a-f]{32}) +s3:\/\/[^/]+\/(.+)$/gm);
  return new Map(Array.from(rows, ([, md5 = '', key = '']) => [key, md5]));
}

/** The notes as people have them, and two profiles, `blog` and `second`. */
function createCorpus(storage: Readonly<Record<string, unknown>> = {}, mirrors: readonly string[] = []) {
  const bench = createRgwBench({ bucket: main, keyTemplate: '{hash}.{ext}' });
  const settings = JSON.parse(readFileSync(bench.config, 'utf8'));
  const { blog } = settings.profiles;
  const profiles = { blog: { ...blog, mirrors }, second: { ...blog, bucket: second } };
  writeFileSync(bench.config, JSON.stringify({ ...settings, profiles, storage }));
  const vault = join(bench.folder, 'vault');
  mkdirSync(join(vault, '.obsidian'), { recursive: true });
  copyCorpus(vault);
  return { bench, vault, run: (...args: readonly string[]) => imbed(bench, args, { cwd: vault }) };
}

function textsIn(vault: string): ReadonlyMap<string, string> {
  const notes = filesBelow(vault).filter((path) => /\.(md|markdown)$/.test(path));
  return new Map(notes.map((note) => [note, readFileSync(join(vault, note), 'latin1')]));
}

const address = (bucket: string) => `${variable('IMBED_RGW_ENDPOINT')}/${bucket}/`;

/** Whether a link leads to an object that s3cmd got, or to somebody else. */
function reaching(bucket: string, objects: ReadonlyMap<string, string>) {
  return (url: string) =>
    url.startsWith(address(bucket))
      ? objects.has(decodeURIComponent(url.slice(address(bucket).length)))
      : !url.startsWith(variable('IMBED_RGW_ENDPOINT'));
}

/** Each object has the bytes that its key is the hash of. */
function expectIntact(objects: ReadonlyMap<string, string>): void {
  expect([...objects].filter(([key, hash]) => !key.startsWith(`${hash}.`))).toEqual([]);
}

const codesIn = (stderr: string) =>
  new Set(Array.from(stderr.matchAll(/\[([a-z/0-9-]+)\]$/gm), ([, code]) => code));

/** Without the notices, which name links as they are by then. */
const problemsIn = (stderr: string) =>
  stderr.split('\n').filter((line) => !line.endsWith('[note/srcset-kept]'));

it('real notes go to Ceph RGW, to the disk, to another bucket and back, and s3cmd finds every picture', {
  timeout: 300_000,
}, async () => {
  const { vault, run } = createCorpus();
  const before = textsIn(vault);
  const dead = await referencesThatDoNotResolve(vault, () => true);

  const noted = await run('note', '.');
  expect(codesIn(noted.stderr)).toEqual(new Set(['source/not-found', 'note/not-utf8', 'note/srcset-kept']));
  const objects = await hashesIn(main);
  expect(objects.size).toBeGreaterThan(250);
  expectIntact(objects);
  const listed = await listing(main);
  expect([...listed.keys()].sort()).toEqual([...objects.keys()].sort());
  expect(await referencesThatDoNotResolve(vault, reaching(main, objects))).toEqual(dead);
  const remote = textsIn(vault);

  await run('flip', '--to', 'local', '.');
  expect([...textsIn(vault).values()].join('')).not.toContain(address(main));
  expect(await referencesThatDoNotResolve(vault, () => true)).toEqual(dead);
  await run('flip', '--to', 'remote', '.');
  expect(textsIn(vault)).toEqual(remote);

  await run('pull', '--all', '--into', '../backup');
  const backup = join(vault, '../backup');
  const pulled = filesBelow(backup).map((key): [string, string] => [
    key,
    sha256(readFileSync(join(backup, key))),
  ]);
  expect(new Map(pulled)).toEqual(objects);

  await run('migrate', '--from', 'blog', '--to', 'second', '.');
  expect(await listing(second)).toEqual(listed);
  expect(await referencesThatDoNotResolve(vault, reaching(second, listed))).toEqual(dead);

  expect(problemsIn((await run('check', '.')).stderr)).toEqual(problemsIn(noted.stderr));

  for (let jobs = 0; jobs < 4; jobs++) expect(await run('undo')).toMatchObject({ code: 0, stderr: '' });
  expect(textsIn(vault)).toEqual(before);
  expect(await listing(main)).toEqual(listed);
});

/** Nothing listens there. @returns what takes that back */
function cutOff({ config }: Bench): () => void {
  const settings = readFileSync(config, 'utf8');
  writeFileSync(config, settings.replaceAll(variable('IMBED_RGW_ENDPOINT'), 'http://127.0.0.1:9'));
  return () => writeFileSync(config, settings);
}

it('pictures that had to wait are on Ceph RGW and its mirror after imbed sync, and beside the notes', {
  timeout: 300_000,
}, async () => {
  const { bench, vault, run } = createCorpus({ mode: 'dual' }, ['second']);
  const before = textsIn(vault);
  const dead = await referencesThatDoNotResolve(vault, () => true);
  const connect = cutOff(bench);
  expect((await run('note', '课程', 'R&D')).stdout).toMatch(/waiting for "imbed sync"/);
  expect(textsIn(vault)).toEqual(before);
  renameSync(join(vault, '课程'), join(vault, '移走了'));

  connect();
  expect(codesIn((await run('sync')).stderr)).toEqual(new Set(['note/not-utf8']));
  const objects = await hashesIn(main);
  expect(objects.size).toBeGreaterThan(15);
  expectIntact(objects);
  expect(await hashesIn(second)).toEqual(objects);
  const moved = (await referencesThatDoNotResolve(vault, reaching(main, objects))).map(
    ({ target }) => target,
  );
  expect(moved).toEqual(dead.map(({ target }) => target));
  const notes = [...textsIn(vault)].filter(([note]) => note.startsWith('移走了/'));
  expect(notes.filter(([, text]) => text.includes(address(main))).length).toBeGreaterThan(0);
  expect(everyPending(vault)).toEqual([]);
});
