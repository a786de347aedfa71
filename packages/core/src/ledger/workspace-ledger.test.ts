import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAppendFile } from '../node/append-file.ts';
import { createMemoryAppendFile } from '../testing/memory-append-file.ts';
import { folderOfTest } from '../testing/temporary-folder.ts';
import {
  aa,
  bb,
  deleted,
  dropped,
  fileOf,
  ledgerOf,
  local,
  path,
  pending,
  settled,
  stored,
  time,
  waiting,
} from '../testing/workspace-entries.ts';
import type { WorkspaceEntry } from './workspace-entry.ts';
import { createWorkspaceLedger } from './workspace-ledger.ts';

describe('local copies', () => {
  it('are where these bytes were last known to be, newest first', async () => {
    const [first, second] = [local(1), local(2, { path: path('img/b.png') })];
    const ledger = ledgerOf(first, local(3, { sha256: bb, path: path('c.png') }), second);
    expect(await ledger.localCopies(aa)).toEqual([second, first]);
  });

  it('are no longer where other bytes were put', async () => {
    const ledger = ledgerOf(local(2, { sha256: bb }), local(1));
    expect(await ledger.localCopies(aa)).toEqual([]);
    expect(await ledger.localAt(path('assets/a.png'))).toMatchObject({ sha256: bb });
    expect(await ledger.localAt(path('assets/other.png'))).toBeUndefined();
  });
});

describe('stored objects', () => {
  it('are found by hash and by link, newest first, whatever their order in the file', async () => {
    const [old, recent] = [stored(1), stored(2, { key: 'img/b.png' })];
    const other = stored(3, { sha256: bb, url: 'https://img.example.com/other.png' });
    const ledger = ledgerOf(recent, other, old);
    expect(await ledger.find(aa)).toEqual([recent, old]);
    expect(await ledger.findByUrl(old.url)).toEqual([recent, old]);
    expect(await ledger.findByUrl(other.url)).toEqual([other]);
    expect(await ledger.findByUrl('https://img.example.com/')).toEqual([]);
    expect(await ledger.latest(10)).toEqual(
      [recent, other].sort((a, b) => (a.storedAt < b.storedAt ? 1 : -1)),
    );
    expect(await ledger.latest(1)).toHaveLength(1);
  });
});

describe('objects that are there', () => {
  it.each<[string, readonly WorkspaceEntry[], readonly number[]]>([
    ['all that were stored, newest first', [stored(1), stored(2, { key: 'img/b.png' })], [2, 1]],
    ['each once, as it was last stored', [stored(3), stored(1)], [3]],
    [
      'the same key in another bucket',
      [stored(1), stored(2, { store: 'https://s3.example.com other' })],
      [2, 1],
    ],
    ['none that was deleted', [stored(1), deleted(2)], []],
    ['none that was deleted at the same time', [deleted(1), stored(1)], []],
    ['one that was stored again', [stored(1), deleted(2), stored(3)], [3]],
    [
      'one whose namesake elsewhere was deleted',
      [stored(1), deleted(2, { store: 'https://s3.example.com other' })],
      [1],
    ],
    ['nothing that is pending or only kept locally', [local(1), pending(2)], []],
  ])('are %s', async (_, entries, times) => {
    const objects = await ledgerOf(...entries).objects();
    expect(objects.map(({ storedAt }) => storedAt)).toEqual(times.map(time));
  });

  it('are gone once that is written down, by whatever clock they were stored', async () => {
    const ledger = ledgerOf(stored(5000));
    await ledger.note(deleted(1));
    expect(await ledger.objects()).toEqual([]);
    expect(await ledger.findByUrl(stored(1).url)).toEqual([stored(5000)]);
  });
});

describe('what is pending', () => {
  it.each<[string, readonly WorkspaceEntry[], number]>([
    ['an image that could not be stored', [pending(1)], 1],
    ['not one that was stored later', [pending(1), stored(2)], 0],
    ['one that was stored before', [stored(1), pending(2)], 1],
    ['not one that was stored at the same time', [pending(1), stored(1)], 0],
    ['not one that nobody wants any more', [pending(1), dropped(2)], 0],
    ['one that was wanted again', [dropped(1), pending(2)], 1],
    ['one that was stored elsewhere', [pending(1), stored(2, { profile: 'work' })], 1],
    ['the same image for two profiles', [pending(1), pending(2, { profile: 'backup', role: 'mirror' })], 2],
    ['an image that failed twice, once', [pending(1), pending(2)], 1],
    ['nothing that is only kept locally', [local(1)], 0],
  ])('is %s', async (_, entries, count) => {
    expect(await ledgerOf(...entries).pending()).toHaveLength(count);
  });

  it('comes oldest first, each as it was last noted', async () => {
    const first = pending(2, { error: 'store/quota-exceeded', note: path('日记.md') });
    const second = pending(3, { sha256: bb, role: 'mirror' });
    expect(await ledgerOf(pending(1), second, first).pending()).toEqual([first, second]);
  });

  it('is kept when a later version had another reason', async () => {
    const later = JSON.stringify({ ...pending(1), error: 'store/on-strike' });
    const ledger = createWorkspaceLedger(createMemoryAppendFile(`${later}\n`));
    expect(await ledger.pending()).toEqual([pending(1, { error: 'internal' })]);
  });
});

describe('what notes wait for', () => {
  it.each<[string, readonly WorkspaceEntry[], number]>([
    ['an image that is pending', [pending(1)], 1],
    ['an image that was stored since, until its notes are done with', [pending(1), stored(2)], 1],
    ['none whose notes are done with', [pending(1), stored(2), settled(3)], 0],
    ['none whose notes were done with at the same time', [pending(1), stored(1), settled(1)], 0],
    ['one that became pending again', [pending(1), stored(2), settled(3), pending(4)], 1],
    ['none that nobody wants any more', [pending(1), dropped(2)], 0],
    ['none that was stored again', [pending(1), settled(2), stored(3)], 0],
    ['no mirror', [pending(1, { role: 'mirror' })], 0],
    ['one whose notes are done with for another profile', [pending(1), settled(2, { profile: 'work' })], 1],
  ])('is %s', async (_, entries, count) => {
    expect(await ledgerOf(...entries).unsettled()).toHaveLength(count);
  });

  it('is told right when a clock is wrong', async () => {
    const ledger = ledgerOf(pending(1000));
    await ledger.record(stored(1));
    await ledger.note(settled(2));
    expect(await ledger.unsettled()).toEqual([]);
    await ledger.note(pending(3));
    expect(await ledger.unsettled()).toEqual([pending(1001)]);
  });
});

describe('notes that wait for an image', () => {
  const image = { sha256: aa, profile: 'blog' };

  it('are all that showed it since it became pending', async () => {
    const ledger = ledgerOf(waiting(3, 'b.md'), pending(1, { note: path('c.md') }), waiting(2, 'a.md'));
    expect(await ledger.waitingNotes(image)).toEqual(['a.md', 'b.md', 'c.md']);
    expect(await ledger.pending()).toHaveLength(1);
  });

  it.each<[string, readonly WorkspaceEntry[]]>([
    ['when they are done with', [settled(9)]],
    ['when nobody wants it any more', [dropped(9)]],
    ['of another image', [waiting(1, 'b.md', { sha256: bb })]],
    ['of another profile', [waiting(1, 'b.md', { profile: 'work' })]],
  ])('are none %s', async (_, entries) => {
    const before = entries.some(({ type }) => type === 'waiting') ? [] : [pending(1), waiting(2, 'a.md')];
    expect(await ledgerOf(...before, ...entries).waitingNotes(image)).toEqual([]);
  });

  it('are known where the clock of another machine is ahead', async () => {
    const ledger = ledgerOf(settled(1000));
    await ledger.note(pending(1));
    await ledger.note(waiting(2, 'a.md'));
    expect(await ledger.waitingNotes(image)).toEqual(['a.md']);
  });
});

describe('a clock that is wrong', () => {
  it('does not keep alive what was stored since', async () => {
    const ledger = ledgerOf(pending(1000));
    await ledger.record(stored(1));
    expect(await ledger.pending()).toEqual([]);
    expect(await ledger.find(aa)).toEqual([stored(1000)]);
  });

  it('does not hide what was dropped or became pending since', async () => {
    const ledger = ledgerOf(stored(1000));
    await ledger.note(pending(1));
    expect(await ledger.pending()).toEqual([pending(1001)]);
    await ledger.note(dropped(1));
    expect(await ledger.pending()).toEqual([]);
  });

  it('changes nothing about entries of other profiles', async () => {
    const file = fileOf([pending(1000)]);
    await createWorkspaceLedger(file).record(stored(1, { profile: 'work' }));
    expect(file.content).toContain(JSON.stringify(stored(1, { profile: 'work' })));
  });
});

describe('a ledger on disk', () => {
  function newFolder(): string {
    const folder = folderOfTest();
    return folder;
  }

  it('sees what other processes append, while it is asked by several at once', async () => {
    const file = join(newFolder(), 'ledger.jsonl');
    const [mine, theirs] = [file, file].map((name) => createWorkspaceLedger(createAppendFile(name)));
    expect(await mine?.pending()).toEqual([]);
    for (let n = 0; n < 20; n += 1) {
      const sha256 = String(n).padStart(64, '0');
      await theirs?.note(pending(n, { sha256 }));
      const answers = await Promise.all([mine?.pending(), mine?.pending(), mine?.pending()]);
      expect(answers.map((found) => found?.length)).toEqual([n + 1, n + 1, n + 1]);
    }
  });

  it('answers 2,000 questions about 20,000 entries having read each line once', async () => {
    const path = join(newFolder(), 'ledger.jsonl');
    const hashOf = (n: number) => String(n).padStart(64, '0');
    const entries = Array.from({ length: 20_000 }, (_, n) => stored(n, { sha256: hashOf(n % 5000) }));
    writeFileSync(path, fileOf(entries).content);
    const file = createAppendFile(path);
    let linesRead = 0;
    const counted = {
      ...file,
      follow() {
        const follower = file.follow();
        return {
          async next() {
            const found = await follower.next();
            linesRead += found.lines.length;
            return found;
          },
        };
      },
    };
    const ledger = createWorkspaceLedger(counted);
    for (let n = 0; n < 2000; n += 1) expect(await ledger.find(String(n).padStart(64, '0'))).toHaveLength(4);
    expect(linesRead).toBe(20_000);
  });

  it('of two machines, merged by git as a union, knows what both knew', async () => {
    const folder = newFolder();
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder });
    const file = join(folder, 'ledger.jsonl');
    const append = (...entries: readonly WorkspaceEntry[]) =>
      appendFileSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    const commit = () => {
      git('add', '.');
      git('commit', '-qm', 'notes');
    };
    const ledger = createWorkspaceLedger(createAppendFile(file));

    git('init', '-q', '-b', 'main');
    writeFileSync(join(folder, '.gitattributes'), 'ledger.jsonl merge=union\n');
    append(local(1), pending(1));
    commit();
    git('checkout', '-q', '-b', 'laptop');
    append(stored(5), local(6, { sha256: bb, path: path('assets/b.png') }));
    commit();
    git('checkout', '-q', 'main');
    append(pending(3), pending(4, { sha256: bb }));
    commit();
    expect(await ledger.pending()).toEqual([pending(3), pending(4, { sha256: bb })]);
    git('merge', '-q', '-m', 'both', 'laptop');

    expect(readFileSync(file, 'utf8')).not.toContain('<<<<');
    expect(await ledger.pending()).toEqual([pending(4, { sha256: bb })]);
    expect(await ledger.find(aa)).toEqual([stored(5)]);
    expect(await ledger.localCopies(bb)).toHaveLength(1);
  });
});
