import { expect, it } from 'vitest';
import { createMemoryJournal } from '../testing/memory-journal.ts';
import { openSyncMemo } from './sync-memo.ts';

const file = { name: 'a', size: 1, mtimeMs: 1_000, ctimeMs: 1_000 };
const now = () => 100_000;

it('knows a file again while neither it nor its object has changed', async () => {
  const journal = createMemoryJournal();
  await (await openSyncMemo(journal, [file], now)).learn(file, 'e');
  const memo = await openSyncMemo(journal, [file], now);
  expect(memo.knows(file, { etag: 'e' })).toBe(true);
  expect(memo.knows(file, { etag: 'other' })).toBe(false);
  expect(memo.knows({ ...file, size: 2 }, { etag: 'e' })).toBe(false);
  expect(memo.knows({ ...file, mtimeMs: 1_001 }, { etag: 'e' })).toBe(false);
  expect(memo.knows({ ...file, ctimeMs: 1_001 }, { etag: 'e' })).toBe(false);
  expect(memo.knows({ ...file, name: 'b' }, { etag: 'e' })).toBe(false);
});

it('does not trust the time of what others changed just now', async () => {
  const memo = await openSyncMemo(createMemoryJournal(), [file], () => file.mtimeMs + 1_999);
  await memo.learn(file, 'e');
  expect(memo.knows(file, { etag: 'e' })).toBe(false);
  await memo.learn(file, 'e', true);
  expect(memo.knows(file, { etag: 'e' })).toBe(true);
});

it('does not trust a time that was set back just now', async () => {
  const changed = { ...file, ctimeMs: 50_000 };
  const memo = await openSyncMemo(createMemoryJournal(), [changed], () => 51_999);
  await memo.learn(changed, 'e');
  expect(memo.knows(changed, { etag: 'e' })).toBe(false);
});

it('does not grow with files that are gone, lines that are void, and a line that was torn', async () => {
  const journal = createMemoryJournal();
  const first = await openSyncMemo(journal, [file], now);
  for (const etag of ['e', 'f']) await first.learn(file, etag);
  await first.learn({ ...file, name: 'gone' }, 'g');
  await journal.append('{"name":"torn');
  const memo = await openSyncMemo(journal, [file], now);
  expect(memo.knows(file, { etag: 'f' })).toBe(true);
  await memo.learn(file, 'h');
  expect((await journal.read())?.split('\n')).toHaveLength(3);
  expect((await openSyncMemo(journal, [file], now)).knows(file, { etag: 'h' })).toBe(true);
});
