import { expect, it } from 'vitest';
import type { LedgerEntry } from './ledger.ts';
import { createSessionLedger } from './session-ledger.ts';

function entry(sha256: string, key: string): LedgerEntry {
  return {
    type: 'stored',
    sha256,
    size: 1,
    key,
    url: `https://img.example.com/${key}`,
    profile: 'blog',
    store: 'https://s3.example.com my-notes',
    contentType: 'image/png',
    storedAt: '2026-08-02T05:06:07.000Z',
  };
}

it('finds what was recorded with a hash, newest first', async () => {
  const ledger = createSessionLedger();
  await ledger.record(entry('aa', 'first.png'));
  await ledger.record(entry('bb', 'other.png'));
  await ledger.record(entry('aa', 'second.png'));
  expect((await ledger.find('aa')).map(({ key }) => key)).toEqual(['second.png', 'first.png']);
});

it('finds nothing for a hash that it never saw', async () => {
  expect(await createSessionLedger().find('cc')).toEqual([]);
});

it('two sessions know nothing of each other', async () => {
  const [one, other] = [createSessionLedger(), createSessionLedger()];
  await one.record(entry('aa', 'first.png'));
  expect(await other.find('aa')).toEqual([]);
});
