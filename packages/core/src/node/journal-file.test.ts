import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rejectionOf } from '../testing/store-under-test.ts';
import { createJournalFile } from './journal-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imbed-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it.runIf(process.platform !== 'win32')(
  'is for its owner alone, also when another made it go away',
  async () => {
    const path = join(folder, 'uploads', 'a.jsonl');
    const journal = createJournalFile(path);
    for (const write of [journal.begin, journal.append]) {
      await write('{}\n');
      expect(statSync(path).mode & 0o777).toBe(0o600);
      await journal.remove();
    }
  },
);

it.each([
  ['gives up what nobody went on with for a month', true],
  ['keeps what it is told not to give up', false],
])('%s', async (_, passing) => {
  const own = join(folder, String(passing));
  mkdirSync(own);
  const days = (count: number) => new Date(Date.now() - count * 86_400_000);
  for (const age of [1, 29, 31]) {
    writeFileSync(join(own, `${age}.jsonl`), '');
    utimesSync(join(own, `${age}.jsonl`), days(age), days(age));
  }
  await createJournalFile(join(own, 'new.jsonl'), { passing }).begin('{}\n');
  const left = [1, 29, 31].filter((age) => existsSync(join(own, `${age}.jsonl`)));
  expect(left).toEqual(passing ? [1, 29] : [1, 29, 31]);
});

it('gives up what a download left with its journal, and no other file', async () => {
  const long = new Date(Date.now() - 31 * 86_400_000);
  const place = (name: string, content = 'bytes', changed = long) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    utimesSync(path, changed, changed);
    return path;
  };
  const draft = place('in/.film.0123456789abcdef.imbed-part');
  const used = place('in/.used.0123456789abcdef.imbed-part', 'bytes', new Date());
  const other = place('in/film');
  const none = join(folder, 'gone', '.film.0123456789abcdef.imbed-part');
  place('downloads/old.jsonl', `${JSON.stringify({ drafts: [draft, used, other, none, 7] })}\n`);
  place('downloads/torn.jsonl', '{"drafts":["');
  await createJournalFile(join(folder, 'downloads', 'new.jsonl'), { passing: true }).begin('{}\n');
  expect([draft, used, other].map(existsSync)).toEqual([false, true, true]);
  expect(readdirSync(join(folder, 'downloads'))).toEqual(['new.jsonl']);
});

it('is begun by two at once, and is what the one or the other wrote', async () => {
  const path = join(folder, 'sync', 'a.jsonl');
  const lines = ['{"by":1}\n', '{"by":2}\n'];
  await Promise.all(lines.map((line) => createJournalFile(path).begin(line)));
  expect(lines).toContain(await createJournalFile(path).read());
});

it('that cannot be had says so of itself, and not of what it is about', async () => {
  // With the end of a lock it is longer than names can be.
  const path = join(folder, 'a'.repeat(253));
  const { code, facts } = await rejectionOf(createJournalFile(path).own('film.mkv'));
  expect([code, facts.name]).toEqual(['local/write-failed', path]);
});
