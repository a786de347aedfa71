import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryAppendFile } from '../testing/memory-append-file.ts';
import { createMemoryLedger } from '../testing/memory-ledger.ts';
import { createLedger } from './jsonl-ledger.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';

function entry(changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    type: 'stored',
    sha256: 'a'.repeat(64),
    size: 3,
    key: 'img/a.png',
    url: 'https://img.example.com/img/a.png',
    profile: 'blog',
    store: 's3 https://s3.example/notes',
    contentType: 'image/png',
    name: '图 1.png',
    storedAt: '2026-11-22T01:02:03.456Z',
    ...changes,
  };
}

describe.each([
  ['ledger on a file', (): Ledger => createLedger(createMemoryAppendFile())],
  ['memory ledger', (): Ledger => createMemoryLedger()],
])('%s', (_, create) => {
  it('knows nothing at first', async () => {
    expect(await create().find('a'.repeat(64))).toEqual([]);
  });

  it('finds what was recorded with a hash, newest first', async () => {
    const ledger = create();
    const [first, second] = [entry(), entry({ profile: 'work', storedAt: '2026-11-22T01:02:04.000Z' })];
    for (const one of [first, entry({ sha256: 'b'.repeat(64) }), second]) await ledger.record(one);
    expect(await ledger.find('a'.repeat(64))).toEqual([second, first]);
  });

  it('does without a name', async () => {
    const ledger = create();
    const { name: _name, ...unnamed } = entry();
    await ledger.record(unnamed);
    expect(await ledger.find(unnamed.sha256)).toEqual([unnamed]);
  });

  it('gives back any entry exactly', async () => {
    const hash = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
    const text = fc.string({ unit: 'binary' });
    const anyEntry = fc.record({
      type: fc.constant('stored' as const),
      sha256: hash,
      size: fc.nat(),
      key: text,
      url: text,
      profile: text,
      store: text,
      contentType: text,
      name: text,
      storedAt: text,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyEntry, { minLength: 1 }), async (entries) => {
        const ledger = create();
        for (const one of entries) await ledger.record(one);
        for (const one of entries) {
          const expected = entries.filter(({ sha256 }) => sha256 === one.sha256).toReversed();
          expect(await ledger.find(one.sha256)).toEqual(expected);
        }
      }),
    );
  });
});

describe('a ledger file', () => {
  it('has one line for each entry, its fields in the order they are declared in', async () => {
    const file = createMemoryAppendFile();
    await createLedger(file).record(entry());
    expect(file.content).toBe(`${JSON.stringify(entry())}\n`);
    expect(Object.keys(JSON.parse(file.content))).toEqual(Object.keys(entry()));
  });

  it('keeps one line a line, whatever the name holds', async () => {
    const file = createMemoryAppendFile();
    const odd = entry({ name: 'a\nb\r\u2028c"\\.png' });
    await createLedger(file).record(odd);
    expect(file.content.trimEnd().split('\n').length).toBe(1);
    expect(await createLedger(file).find(odd.sha256)).toEqual([odd]);
  });

  it('loses no entry to a line that was torn', async () => {
    const whole = JSON.stringify(entry());
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length }), async (cut) => {
        const file = createMemoryAppendFile(`${whole}\n${whole.slice(0, cut)}`);
        const ledger = createLedger(file);
        expect((await ledger.find(entry().sha256)).length).toBe(1);
        const next = entry({ key: 'img/next.png' });
        await ledger.record(next);
        expect((await ledger.find(next.sha256))[0]).toEqual(next);
        expect((await ledger.find(next.sha256)).at(-1)).toEqual(entry());
      }),
    );
  });

  it.each([
    ['another kind of thing', JSON.stringify(['a'.repeat(64)])],
    ['nothing', 'null'],
    ['plain words', `see ${'a'.repeat(64)}`],
    ['half an entry', JSON.stringify({ sha256: 'a'.repeat(64) })],
    ['an entry with a number for a key', JSON.stringify({ ...entry(), key: 1 })],
    ['an entry with a text for a size', JSON.stringify({ ...entry(), size: '3' })],
    ['an entry of another type', JSON.stringify({ ...entry(), type: 'pending' })],
    ['an entry with an odd name', JSON.stringify({ ...entry(), name: null })],
    [
      'an entry of another hash that mentions this one',
      JSON.stringify(entry({ sha256: 'b', name: 'a'.repeat(64) })),
    ],
  ])('passes over %s', async (_, line) => {
    const ledger = createLedger(createMemoryAppendFile(`${line}\n${JSON.stringify(entry())}\n${line}\n`));
    expect(await ledger.find('a'.repeat(64))).toEqual([entry()]);
  });

  it('keeps fields that a later version added', async () => {
    const later = { ...entry(), thumbnail: 'img/a-small.png' };
    const ledger = createLedger(createMemoryAppendFile(`${JSON.stringify(later)}\n`));
    expect(await ledger.find(later.sha256)).toEqual([later]);
  });
});
