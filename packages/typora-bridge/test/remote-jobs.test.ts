import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startS3Server } from '@imbed/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { accessKeyId, bucket, createBench, imbed, lines, secretAccessKey, writePicture } from './support.ts';

const other = 'other-notes';

/** Two profiles, `blog` and `new`, and a marked workspace whose two notes show one picture of the first. */
async function scene() {
  const server = await startS3Server({
    users: [{ accessKeyId, secretAccessKey, name: 'writer' }],
    buckets: [bucket, other].map((name) => ({ name, owner: 'writer', acl: 'public-read' })),
  });
  onTestFinished(() => server.close());
  const bench = createBench(server.endpoint);
  const settings = JSON.parse(readFileSync(bench.config, 'utf8'));
  settings.profiles.new = { ...settings.profiles.blog, bucket: other, keyTemplate: 'new/{hash:16}.{ext}' };
  writeFileSync(bench.config, JSON.stringify(settings));
  const vault = join(bench.folder, 'vault');
  mkdirSync(join(vault, '.obsidian'), { recursive: true });
  const bytes = writePicture(join(vault, '图 片.png'));
  writeFileSync(join(vault, 'a.md'), '![图](<图 片.png> "t")\n');
  writeFileSync(join(vault, 'b.md'), '<img src="图 片.png">\n');
  const run = (...args: string[]) => imbed(bench, args, { cwd: vault });
  expect((await run('note', '.')).code).toBe(0);
  const read = (name: string) => readFileSync(join(vault, name), 'utf8');
  const [url = ''] = /http\S+?png/.exec(read('a.md')) ?? [];
  return { server, bench, vault, bytes, run, read, url };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

describe('imbed flip', () => {
  it('leads notes to the local copy and back, without fetching or storing anything again', async () => {
    const { run, read } = await scene();
    const remote = [read('a.md'), read('b.md')];
    const local = await run('flip', '--to', 'local', '.');
    expect(local).toMatchObject({ code: 0, stderr: '' });
    expect(read('a.md')).toBe('![图](<图 片.png> "t")\n');
    expect((await run('flip', '--to', 'remote', '.')).code).toBe(0);
    expect([read('a.md'), read('b.md')]).toEqual(remote);
  });

  it('downloads what is not there any more, and refuses to be told no direction', async () => {
    const { run, read, vault, bytes, bench } = await scene();
    const [picture = ''] = filesIn(vault).filter((path) => path.endsWith('.png'));
    writeFileSync(picture, 'another picture now');
    expect((await run('flip', '--to', 'local', 'a.md')).code).toBe(0);
    const [, target = ''] = /\(<?(.*?)>? "t"\)/.exec(read('a.md')) ?? [];
    expect(readFileSync(join(vault, target))).toEqual(bytes);
    expect(readFileSync(picture, 'utf8')).toBe('another picture now');
    expect((await imbed(bench, ['flip', 'a.md'])).code).toBe(2);
    expect((await imbed(bench, ['flip', '--to', 'there', 'a.md'])).code).toBe(2);
  });
});

describe('imbed pull', () => {
  it('downloads what notes show, once, and leaves the notes as they are', async () => {
    const { run, read, vault, bytes } = await scene();
    const before = read('a.md');
    expect((await run('pull', '--into', '../backup', '--dry-run', '.')).code).toBe(0);
    expect(existsSync(join(vault, '../backup'))).toBe(false);
    const first = await run('pull', '--into', '../backup', '.');
    expect(first.stdout).toBe('2 notes read, 0 changed; 1 image downloaded.\n');
    const [file = '', ...more] = filesIn(join(vault, '../backup'));
    expect(more).toEqual([]);
    expect(readFileSync(file)).toEqual(bytes);
    const second = await run('pull', '--into', '../backup', '.');
    expect(second.stdout).toBe('2 notes read, 0 changed; 1 image was there already.\n');
    expect(read('a.md')).toBe(before);
  });

  it('downloads a whole bucket or a part of it', async () => {
    const { run, vault } = await scene();
    expect((await run('pull', '--into', '../all', '--all')).stdout).toContain('1 image downloaded');
    expect(filesIn(join(vault, '../all')).length).toBe(1);
    expect((await run('pull', '--into', '../none', '--all', '--prefix', 'elsewhere/')).code).toBe(0);
    expect(filesIn(join(vault, '../none'))).toEqual([]);
  });

  it('says what is wrong with its arguments, and with the folder', async () => {
    const { run } = await scene();
    for (const args of [
      ['.'],
      ['--into', 'x'],
      ['--into', 'x', '--all', '.'],
      ['--into', 'x', '--prefix', 'p', '.'],
    ])
      expect((await run('pull', ...args)).code).toBe(2);
    const refused = await run('pull', '--into', 'a.md', '.');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/\[local\/write-failed\]/);
  });
});

describe('imbed migrate', () => {
  it('copies to the other store, links there, and leaves the old objects', async () => {
    const { run, read, server, url, bytes } = await scene();
    const run1 = await run('migrate', '--from', 'blog', '--to', 'new', '.');
    expect(run1).toMatchObject({ code: 0, stderr: '' });
    const [moved = ''] = /http\S+?png/.exec(read('b.md')) ?? [];
    expect(moved).toMatch(`${server.endpoint}/${other}/new/`);
    for (const one of [moved, url])
      expect(Buffer.from(await (await fetch(one)).arrayBuffer())).toEqual(bytes);
    expect((await run('migrate', '--from', 'blog', '--to', 'new', '.')).stdout).toMatch(/ 0 changed/);
    expect((await run('undo')).code).toBe(0);
    expect(read('b.md')).toContain(url);
  });

  it('needs two profiles that exist', async () => {
    const { run } = await scene();
    expect((await run('migrate', '--from', 'blog', '.')).code).toBe(2);
    expect((await run('migrate', '--from', 'blog', '--to', 'blog', '.')).code).toBe(2);
    const unknown = await run('migrate', '--from', 'blog', '--to', 'nwe', '.');
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toMatch(/there are: blog, new/);
  });
});

describe('imbed check', () => {
  it('tells of dead links, missing files and objects that nothing refers to', async () => {
    const { run, vault, url } = await scene();
    const dead = url.replace(/[^/]*$/, 'gone.png');
    writeFileSync(join(vault, 'a.md'), `![](${dead})\n![](missing.png)\n`);
    writeFileSync(join(vault, 'b.md'), 'no picture\n');
    const told = await run('check', '--older-than', '0', '.');
    expect(told.code).toBe(1);
    expect(lines(told.stderr).map((line) => /^imbed: (.*?): .*\[(.*)\]$/.exec(line)?.slice(1))).toEqual([
      ['a.md:1', 'store/no-such-key'],
      ['a.md:2', 'source/not-found'],
      [expect.stringContaining('img/'), 'check/unreferenced'],
    ]);
  });

  it('moves such objects out of the way, and back', async () => {
    const { run, vault, url } = await scene();
    for (const name of ['a.md', 'b.md']) writeFileSync(join(vault, name), '');
    expect((await run('check', '--delete-unreferenced', '.')).code).toBe(0);
    expect((await fetch(url)).status).toBe(200);
    const moved = await run('check', '--delete-unreferenced', '--older-than', '0', '.');
    expect(moved).toMatchObject({ code: 0, stderr: '' });
    expect((await fetch(url)).status).toBe(404);
    expect((await run('check', '--restore', '.')).code).toBe(0);
    expect((await fetch(url)).status).toBe(200);
  });

  it('leaves the objects of another workspace on the bucket alone, and all where nothing marks one', async () => {
    const { run, vault, bench, url } = await scene();
    const others = join(bench.folder, 'others');
    mkdirSync(join(others, '.imbed'), { recursive: true });
    writeFileSync(join(others, 'c.md'), '');
    const check = (...args: string[]) =>
      imbed(bench, ['check', '--delete-unreferenced', '--older-than', '0', ...args, '.'], { cwd: others });
    expect(await check()).toMatchObject({ code: 0, stderr: '' });
    rmSync(join(others, '.imbed'), { recursive: true });
    for (const args of [[], ['--all-objects']]) {
      const unmarked = await check(...args);
      expect(unmarked.code).toBe(1);
      expect(unmarked.stderr).toMatch(/Make a folder "\.imbed".*\[check\/unmarked\]/);
    }
    expect((await fetch(url)).status).toBe(200);
    writeFileSync(join(vault, 'a.md'), '');
    writeFileSync(join(vault, 'b.md'), '');
    expect((await run('check', '--older-than', '0', '.')).stderr).toMatch(/\[check\/unreferenced\]/);
  });

  it('takes only numbers for an age', async () => {
    const { run } = await scene();
    expect((await run('check', '--older-than', 'soon', '.')).code).toBe(2);
  });
});
