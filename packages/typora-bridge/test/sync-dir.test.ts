import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fill } from './filled-store.ts';
import { bucket, createBench, finished, imbed, lines, start, startStore } from './support.ts';

async function bench() {
  const server = await startStore({ buckets: [{ name: bucket, owner: 'writer' }] });
  const place = createBench(server.endpoint);
  return {
    server,
    ...place,
    write(name: string, bytes: Uint8Array | string, mtime = 1_000) {
      const path = join(place.folder, 'tree', name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
      utimesSync(path, mtime, mtime);
    },
    keys: () => server.storage.listObjects(bucket).map(({ key }) => key),
    reads: () => server.requests.filter(({ method, query }) => method === 'GET' && !query.has('prefix')),
    puts: () => server.requests.filter(({ method }) => method === 'PUT').length,
  };
}

type Place = Awaited<ReturnType<typeof bench>>;

/** Names and bytes of a folder. */
function filesIn(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path).toString('base64')]));
}

function sync(place: Place, ...options: string[]) {
  return imbed(place, ['sync-dir', 'tree', 'backup', ...options]);
}

describe('imbed sync-dir', () => {
  it('sends what is new or changed, whatever its time says, and nothing twice', async () => {
    const place = await bench();
    for (const name of ['a', 'b/c', 'b/d']) place.write(name, name);
    const first = await sync(place);
    expect([first.code, lines(first.stdout).toSorted()]).toEqual([
      0,
      ['a', 'b/c', 'b/d'].map((name) => `upload    ${name}`),
    ]);
    expect(first.stderr).toContain('3 files to upload (7 B), 0 objects to delete, 0 the same');
    place.write('b/c', 'b/!', 2_000);
    place.write('a', 'a', 3_000);
    place.write('new', '');
    const second = await sync(place);
    expect(lines(second.stdout).toSorted()).toEqual(['upload    b/c', 'upload    new']);
    expect(place.puts()).toBe(5);
    expect((await sync(place)).stdout).toBe('');
    expect(place.puts()).toBe(5);
  });

  it('deletes nothing without being told to, and tells of it beforehand', async () => {
    const place = await bench();
    place.write('kept', 'kept');
    await fill(place.server, ['backup/gone', 'backup2/other', 'backup/folder/']);
    expect((await sync(place)).code).toBe(0);
    expect(place.keys()).toContain('backup/gone');
    const rehearsal = await sync(place, '--delete', '--dry-run');
    expect(lines(rehearsal.stdout)).toEqual(['delete    gone']);
    expect(place.keys()).toContain('backup/gone');
    expect((await sync(place, '--delete')).code).toBe(0);
    expect(place.keys()).toEqual(['backup/folder/', 'backup/kept', 'backup2/other']);
  });

  it('brings the objects down, over files that differ, and leaves others alone unless told', async () => {
    const place = await bench();
    await fill(place.server, ['backup/a', 'backup/b/c', 'backup/same']);
    place.write('a', 'backup/!');
    place.write('same', 'backup/same');
    place.write('mine', 'mine');
    const down = await sync(place, '--down');
    expect([down.code, lines(down.stdout).toSorted()]).toEqual([0, ['download  a', 'download  b/c']]);
    expect(place.reads()).toHaveLength(2);
    expect(existsSync(join(place.folder, 'tree', 'mine'))).toBe(true);
    expect((await sync(place, '--down', '--delete')).code).toBe(0);
    expect([...filesIn(join(place.folder, 'tree')).keys()]).toEqual(['a', 'b/c', 'same']);
    expect(readFileSync(join(place.folder, 'tree', 'b', 'c'), 'utf8')).toBe('backup/b/c');
  });

  it('leaves what is excluded alone on both sides', async () => {
    const place = await bench();
    for (const name of ['a', '.DS_Store', 'x/.DS_Store', 'node_modules/m/i.js', 'd/a.tmp', 'd/b'])
      place.write(name, name);
    await fill(place.server, ['backup/old/.DS_Store', 'backup/gone']);
    const options = [
      '--exclude',
      '.DS_Store',
      '--exclude',
      'node_modules',
      '--exclude',
      'd/*.tmp',
      '--delete',
    ];
    expect((await sync(place, ...options)).code).toBe(0);
    expect(place.keys()).toEqual(['backup/a', 'backup/d/b', 'backup/old/.DS_Store']);
  });

  it('does not take a disk that is not there for an empty folder', async () => {
    const place = await bench();
    await fill(place.server, ['backup/a']);
    expect((await sync(place, '--delete')).code).toBe(1);
    mkdirSync(join(place.folder, 'tree'));
    const empty = await sync(place, '--delete');
    expect([empty.code, empty.stderr.includes('[sync/empty-source]')]).toEqual([1, true]);
    expect(place.keys()).toEqual(['backup/a']);
  });

  it('asks before it deletes in the whole bucket', async () => {
    const place = await bench();
    await fill(place.server, ['backup/a']);
    place.write('mine', 'mine');
    const unasked = await imbed(place, ['sync-dir', 'tree', '/', '--delete']);
    expect([unasked.code, unasked.stderr.includes('add --yes')]).toEqual([1, true]);
    expect(place.keys()).toEqual(['backup/a']);
    expect((await imbed(place, ['sync-dir', 'tree', '/', '--delete', '--yes'])).code).toBe(0);
    expect(place.keys()).toEqual(['mine']);
  });

  it('lets no key lead out of the folder, nor hold up what is to be deleted', async () => {
    const place = await bench();
    await fill(place.server, ['backup/../../evil', 'backup/ok', 'backup//odd']);
    place.write('mine', 'mine');
    const down = await sync(place, '--down', '--delete');
    expect(down.code).toBe(1);
    expect([...filesIn(join(place.folder, 'tree')).keys()]).toEqual(['ok']);
    expect(existsSync(join(place.folder, 'evil'))).toBe(false);
    expect(down.stderr).toContain('[store/unusable-key]');
  });

  it.each(['up', 'down'])('that is killed again and again ends whole: %s', async (direction) => {
    const place = await bench();
    for (let index = 0; index < 60; index += 1) place.write(`d${index % 7}/f${index}`, randomBytes(20_000));
    place.write('large', randomBytes(30_000_000));
    const tree = join(place.folder, 'tree');
    const wanted = filesIn(tree);
    const options = direction === 'down' ? ['--down'] : [];
    if (direction === 'down') {
      expect((await sync(place)).code).toBe(0);
      rmSync(tree, { recursive: true });
    }
    for (const after of [3, 20, 50, 63, 65]) {
      const before = place.server.requests.length;
      const child = start(place, ['sync-dir', 'tree', 'backup', ...options]);
      const end = finished(child);
      place.server.intercept(() => {
        if (place.server.requests.length - before >= after) child.kill('SIGKILL');
        return undefined;
      });
      await end;
    }
    place.server.intercept(undefined);
    expect((await sync(place, ...options)).code).toBe(0);
    expect(filesIn(tree)).toEqual(wanted);
    const last = await sync(place, ...options, '--dry-run');
    expect([last.stdout, last.stderr]).toEqual(['', expect.stringContaining('61 the same')]);
    expect((await imbed(place, ['uploads', 'list'])).stdout).toBe('');
  });
});
