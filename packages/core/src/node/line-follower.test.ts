import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOfFile } from '../testing/temporary-folder.ts';
import { createLineFollower } from './line-follower.ts';

const folder = folderOfFile();

let files = 0;
function newPath(content: string): string {
  files += 1;
  const path = join(folder, `file-${files}.jsonl`);
  writeFileSync(path, content);
  return path;
}

/** A follower that has seen all of `content`. */
async function followed(content: string) {
  const path = newPath(content);
  const follower = createLineFollower(path);
  await follower.next();
  return { path, follower };
}

describe('a followed file', () => {
  it('that another process appends to goes on', async () => {
    const { path, follower } = await followed('one\n');
    appendFileSync(path, 'two\nhal');
    expect(await follower.next()).toEqual({ lines: ['two'], restarted: false });
    appendFileSync(path, 'f\n');
    expect(await follower.next()).toEqual({ lines: ['half'], restarted: false });
  });

  it.each([
    ['replaced by another', (path: string) => renameSync(newPath('one\nnew\ntwo\n'), path)],
    ['rewritten with other lines in front', (path: string) => writeFileSync(path, 'one\nnew\ntwo\n')],
  ])('that was %s begins anew', async (_, change) => {
    const { path, follower } = await followed('one\ntwo\n');
    change(path);
    expect(await follower.next()).toEqual({ lines: ['one', 'new', 'two'], restarted: true });
    expect(await follower.next()).toEqual({ lines: [], restarted: false });
  });

  it('that was cut or taken away begins anew with what is left', async () => {
    const { path, follower } = await followed('one\ntwo\n');
    writeFileSync(path, 'one\n');
    expect(await follower.next()).toEqual({ lines: ['one'], restarted: true });
    rmSync(path);
    expect(await follower.next()).toEqual({ lines: [], restarted: true });
    expect(await follower.next()).toEqual({ lines: [], restarted: false });
  });

  it('that cannot be read says so: nothing pending is not the same as nothing known', async () => {
    await expect(createLineFollower(folder).next()).rejects.toMatchObject({
      code: 'source/unreadable',
      facts: { name: folder, serviceCode: 'EISDIR' },
    });
  });
});
