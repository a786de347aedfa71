import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { recordingTerminal } from './bucket-under-test.ts';
import { openTransferBar } from './transfer-bar.ts';

const MIB = 1024 * 1024;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const sequences = /␛(?:[78]|\[\??[\d;]*[A-Za-z])|\r|\n|[^␛\r\n]/gu;

/** What a screen of a few rows shows in the end, of the sequences that a bar and lines between are made of. */
function screenAfter(text: string): readonly string[] {
  const rows = [''];
  let [row, column, saved] = [0, 0, [0, 0] as readonly [number, number]];
  for (const [token] of text.replaceAll('\u001b', '␛').matchAll(sequences)) {
    const line = rows[row] ?? '';
    if (token === '␛7') saved = [row, column];
    else if (token === '␛8') [row, column] = saved;
    else if (token === '\r' || token === '␛[1G') column = 0;
    else if (token === '\n') row += 1;
    else if (token === '␛[2K') rows[row] = '';
    else if (token === '␛[0K') rows[row] = line.slice(0, column);
    else if (!token.startsWith('␛')) {
      rows[row] = line.padEnd(column).slice(0, column) + token + line.slice(column + 1);
      column += 1;
    }
  }
  return rows.map((line) => line.trimEnd());
}

async function openBar(sizes: readonly (number | undefined)[]) {
  const shown: string[] = [];
  const bar = await openTransferBar({ terminal: () => recordingTerminal(shown) }, false, sizes);
  /** What the line says after so many seconds. */
  const after = async (seconds: number) => {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    return stripVTControlCharacters(shown.findLast((text) => text.includes('imbed')) ?? '').trim();
  };
  return { bar, after, shown };
}

it('files that go in one piece have a rate and a time left', async () => {
  const { bar, after } = await openBar([MIB, MIB, 2 * MIB]);
  for (const index of [0, 1]) {
    await after(1);
    bar.moved(index, MIB, MIB);
  }
  expect(await after(1)).toMatch(/50% 2\.0 MiB of 4\.0 MiB, 683 KiB\/s, 3s left$/);
  bar.stop();
});

it('what an earlier run moved is in no rate', async () => {
  const { bar, after } = await openBar([100 * MIB]);
  bar.moved(0, 80 * MIB, 100 * MIB);
  expect(await after(1)).toMatch(/80% 80 MiB of 100 MiB, 0 B\/s, \? left$/);
  bar.moved(0, 82 * MIB, 100 * MIB);
  expect(await after(1)).toMatch(/82% 82 MiB of 100 MiB, 1\.0 MiB\/s, 18s left$/);
  bar.stop();
});

it('a line that stands still says so', async () => {
  const { bar, after } = await openBar([100 * MIB]);
  bar.moved(0, 0, 100 * MIB);
  await after(1);
  bar.moved(0, 50 * MIB, 100 * MIB);
  expect(await after(2)).toContain('17 MiB/s, 3s left');
  expect(await after(20)).toMatch(/50 MiB of 100 MiB, 0 B\/s, \? left$/);
  bar.stop();
});

it('what has no known end shows how far it is, and no share of it', async () => {
  const { bar, after } = await openBar([undefined]);
  bar.moved(0, 8 * MIB, undefined);
  await after(1);
  bar.moved(0, 16 * MIB, undefined);
  expect(await after(1)).toBe('imbed 16 MiB, 8.0 MiB/s');
  bar.stop();
});

it('lines stand above the bar, and stay when it is gone', async () => {
  const { bar, after, shown } = await openBar([MIB, MIB]);
  for (const [index, line] of ['first', 'second'].entries()) {
    bar.moved(index, MIB, MIB);
    await after(1);
    bar.clear();
    shown.push(`${line}\r\n`);
    await after(1);
  }
  expect(screenAfter(shown.join('')).slice(0, 2)).toEqual(['first', 'second']);
  expect(screenAfter(shown.join(''))[2]).toMatch(/^imbed \[=+\] 100%/);
  bar.stop();
  expect(screenAfter(shown.join(''))).toEqual(['first', 'second', '']);
});

it('nothing is drawn where nobody looks', async () => {
  const terminal = vi.fn();
  (await openTransferBar({ terminal }, true, [1])).moved(0, 1, 1);
  expect(terminal).not.toHaveBeenCalled();
});
