import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryAppendFile } from '../testing/memory-append-file.ts';
import {
  aa,
  bb,
  dropped,
  fileOf,
  ledgerOf,
  local,
  path,
  pending,
  settled,
  stored,
  waiting,
} from '../testing/workspace-entries.ts';
import type { WorkspaceEntry } from './workspace-entry.ts';
import { createWorkspaceLedger, type WorkspaceLedger } from './workspace-ledger.ts';

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
    fc
      .record({ n: anyTime, note: fc.constantFrom(...names), sha256: anyHash, profile: anyProfile })
      .map(({ n, note, ...changes }) => waiting(n, `${note}.md`, changes)),
  );

  async function answersOf(ledger: WorkspaceLedger) {
    return {
      stored: [await ledger.find(aa), await ledger.find(bb), await ledger.findByUrl(stored(0).url)],
      copies: [await ledger.localCopies(aa), await ledger.localCopies(bb)],
      at: await Promise.all(names.map((name) => ledger.localAt(path(`assets/${name}.png`)))),
      pending: await ledger.pending(),
      unsettled: await ledger.unsettled(),
      waiting: await ledger.waitingNotes({ sha256: aa, profile: 'blog' }),
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
    ['without a note', JSON.stringify({ ...waiting(5, 'a.md'), note: '/a.md' })],
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
