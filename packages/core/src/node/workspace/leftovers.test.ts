import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { folderOfFile } from '../../testing/temporary-folder.ts';
import { newDraftPath } from './draft-path.ts';
import { lockPathOf, removeLeftovers } from './leftovers.ts';

const folder = folderOfFile();

const DEAD_PID = 4_194_305;
const note = join(folder, 'a.md');
const draftOf = (pid: number) => newDraftPath(note).replace(/-\d+-(?=[^-]*$)/, `-${pid}-`);
const elsewhere = (draft: string) => draft.replace(/-[0-9a-f]{8}-/, '-00000000-');
const lockBy = (name: string) => lockPathOf(join(folder, name));

function put(path: string, content = '', ageMs = 0): string {
  writeFileSync(path, content);
  const time = new Date(Date.now() - ageMs);
  utimesSync(path, time, time);
  return basename(path);
}

const lockText = (pid: number) => JSON.stringify({ pid, host: hostname(), id: 'x' });
const DAYS = 24 * 60 * 60 * 1000;

it('goes what killed processes left behind, and nothing else', async () => {
  const kept = [
    put(note),
    put(newDraftPath(note)),
    put(draftOf(process.ppid)),
    put(elsewhere(draftOf(DEAD_PID))),
    put(lockBy('living'), lockText(process.ppid)),
    put(lockBy('being written')),
    put(join(folder, '.imbed-notes.tmp')),
    put(join(folder, '.imbed-0123456789abcdef.lock.md')),
    put(join(folder, 'x.lock'), lockText(DEAD_PID), 9 * DAYS),
  ];
  put(draftOf(DEAD_PID));
  put(elsewhere(draftOf(process.pid)), '', 2 * DAYS);
  put(lockBy('dead'), lockText(DEAD_PID));
  put(`${lockBy('half broken')}.break`, lockText(DEAD_PID));
  put(lockBy('forgotten'), '', 2 * DAYS);
  put(`${lockBy('forgotten')}.break`, '', 2 * DAYS);
  mkdirSync(join(draftOf(DEAD_PID), 'sub'), { recursive: true });
  await removeLeftovers(folder, readdirSync(folder));
  expect(readdirSync(folder).sort()).toEqual(kept.sort());
});

it('what went away in the meantime is no trouble', async () => {
  await expect(removeLeftovers(folder, [basename(draftOf(DEAD_PID))])).resolves.toBeUndefined();
});
