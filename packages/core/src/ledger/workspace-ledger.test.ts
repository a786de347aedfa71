import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAppendFile } from '../node/append-file.ts';
import { createMemoryAppendFile, type MemoryAppendFile } from '../testing/memory-append-file.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { LedgerEntry } from './ledger.ts';
import type {
  DroppedEntry,
  LocalEntry,
  PendingEntry,
  SettledEntry,
  WorkspaceEntry,
} from './workspace-entry.ts';
import { createWorkspaceLedger, type WorkspaceLedger } from './workspace-ledger.ts';

const [aa, bb] = ['a'.repeat(64), 'b'.repeat(64)];

/** A moment, `n` milliseconds into a day. */
function time(n: number): string {
  return new Date(Date.UTC(2026, 10, 22) + n).toISOString();
}

function path(text: string): WorkspacePath {
  return text as WorkspacePath;
}

function stored(n: number, changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    type: 'stored',
    sha256: aa,
    size: 3,
    key: 'img/a.png',
    url: 'https://img.example.com/img/a.png',
    profile: 'blog',
    store: 'https://s3.example.com my-notes',
    contentType: 'image/png',
    storedAt: time(n),
    ...changes,
  };
}

function local(n: number, changes: Partial<LocalEntry> = {}): LocalEntry {
  return { type: 'local', sha256: aa, size: 3, path: path('assets/a.png'), at: time(n), ...changes };
}

function pending(n: number, changes: Partial<PendingEntry> = {}): PendingEntry {
  const role = 'primary';
  const error = 'network/dns';
  return {
    type: 'pending',
    ...{ sha256: aa, size: 3, path: path('assets/a.png'), profile: 'blog', role, error, at: time(n) },
    ...changes,
  };
}

function dropped(n: number, changes: Partial<DroppedEntry> = {}): DroppedEntry {
  return { type: 'dropped', sha256: aa, profile: 'blog', at: time(n), ...changes };
}

function settled(n: number, changes: Partial<SettledEntry> = {}): SettledEntry {
  return { type: 'settled', sha256: aa, profile: 'blog', at: time(n), ...changes };
}

function fileOf(entries: readonly WorkspaceEntry[]): MemoryAppendFile {
  return createMemoryAppendFile(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
}

function ledgerOf(...entries: readonly WorkspaceEntry[]): WorkspaceLedger {
  return createWorkspaceLedger(fileOf(entries));
}

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

describe('lines', () => {
  const names = ['a', 'b'];
  const anyTime = fc.integer({ min: 0, max: 3 });
  const anyHash = fc.constantFrom(aa, bb);
  const anyPath = fc.constantFrom(...names).map((name) => path(`assets/${name}.png`));
  const anyProfile = fc.constantFrom('blog', 'backup');
  const anyEntry: fc.Arbitrary<WorkspaceEntry> = fc.oneof(
    fc
      .record({ n: anyTime, sha256: anyHash, profile: anyProfile, key: fc.constantFrom(...names) })
      .map(({ n, ...changes }) => stored(n, changes)),
    fc.record({ n: anyTime, sha256: anyHash, path: anyPath }).map(({ n, ...changes }) => local(n, changes)),
    fc
      .record({ n: anyTime, sha256: anyHash, path: anyPath, profile: anyProfile })
      .map(({ n, ...changes }) => pending(n, changes)),
    fc
      .record({ n: anyTime, sha256: anyHash, profile: anyProfile })
      .map(({ n, ...changes }) => dropped(n, changes)),
    fc
      .record({ n: anyTime, sha256: anyHash, profile: anyProfile })
      .map(({ n, ...changes }) => settled(n, changes)),
  );

  async function answersOf(ledger: WorkspaceLedger) {
    return {
      stored: [await ledger.find(aa), await ledger.find(bb), await ledger.findByUrl(stored(0).url)],
      copies: [await ledger.localCopies(aa), await ledger.localCopies(bb)],
      at: await Promise.all(names.map((name) => ledger.localAt(path(`assets/${name}.png`)))),
      pending: await ledger.pending(),
      unsettled: await ledger.unsettled(),
    };
  }

  it('give the same answers in any order, however often they come, and from wherever', async () => {
    const shuffled = fc.array(anyEntry, { maxLength: 12 }).chain((mine) =>
      fc.record({
        mine: fc.constant(mine),
        // What git makes of two machines' files: each line at least once, in no order.
        merged: fc
          .array(fc.nat({ max: Math.max(0, mine.length - 1) }), { maxLength: 8 })
          .map((again) => [...mine, ...again.flatMap((index) => mine[index] ?? [])])
          .chain((lines) => fc.shuffledSubarray(lines, { minLength: lines.length })),
        seen: fc.nat({ max: 12 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ mine, merged, seen }) => {
        const expected = await answersOf(ledgerOf(...mine));
        const file = fileOf(merged.slice(0, seen));
        const ledger = createWorkspaceLedger(file);
        await answersOf(ledger);
        for (const entry of merged.slice(seen)) await file.append(JSON.stringify(entry));
        expect(await answersOf(ledger)).toEqual(expected);
      }),
    );
  });

  it.each([
    ['torn', JSON.stringify(pending(5)).slice(0, -9)],
    ['no JSON', '<<<<<<< HEAD'],
    ['nothing', 'null'],
    ['no object', '[1]'],
    ['of another type', JSON.stringify({ ...pending(5), type: 'painted' })],
    ['without a time', JSON.stringify({ ...pending(5), at: 'yesterday' })],
    ['with a path out of the workspace', JSON.stringify({ ...pending(5), path: '../secret.png' })],
    ['with an absolute path', JSON.stringify({ ...local(5), path: '/etc/passwd' })],
    ['without a profile', JSON.stringify({ ...pending(5), profile: 7 })],
    ['without a size', JSON.stringify({ ...local(5), size: '3' })],
    ['without a hash', JSON.stringify({ ...dropped(5), sha256: null })],
  ])('that are %s are passed over', async (_, line) => {
    const file = fileOf([local(1), pending(1)]);
    const ledger = createWorkspaceLedger(file);
    await file.append(line);
    expect(await ledger.pending()).toEqual([pending(1)]);
    expect(await ledger.localCopies(aa)).toEqual([local(1)]);
  });

  it('that git ended as Windows does are the same lines', async () => {
    const text = [stored(1), local(1)].map((entry) => JSON.stringify(entry)).join('\n');
    const file = createMemoryAppendFile(`${text}\n${text.replaceAll('\n', '\r\n')}\r\n`);
    expect(await createWorkspaceLedger(file).find(aa)).toEqual([stored(1)]);
  });
});

describe('a ledger on disk', () => {
  function newFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'imbed-ledger-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
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

  it('of two machines, merged by git as a union, knows what both knew', { timeout: 30_000 }, async () => {
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
