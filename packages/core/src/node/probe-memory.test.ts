import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LONGEST_RUN_MS } from '../doctor/probe-memory.ts';
import { createProbeMemory } from './probe-memory.ts';

/** Beyond what any system gives to a process. */
const DEAD_PID = 4_194_305;

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'imbed-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const probe = {
  ...{ id: 'run1', store: 'https://s3.example.com notes', key: '图/imbed-doctor/run1.png' },
  ...({ over: true } as const),
};

test('what is remembered is there in another process, until it is forgotten', async () => {
  const folder = join(home, 'state', 'doctor');
  await createProbeMemory(folder).remember(probe);
  await createProbeMemory(folder).remember({ ...probe, id: 'run2', uploadId: 'u/1' });
  const other = createProbeMemory(folder);
  expect(await other.remembered()).toEqual([probe, { ...probe, id: 'run2', uploadId: 'u/1' }]);
  await other.forget('run1');
  await other.forget('run1');
  expect((await other.remembered()).map(({ id }) => id)).toEqual(['run2']);
});

test('the last of a run counts', async () => {
  const memory = createProbeMemory(home);
  await memory.remember(probe);
  await memory.remember({ ...probe, uploadId: 'u' });
  expect(await memory.remembered()).toEqual([{ ...probe, uploadId: 'u' }]);
});

describe('what is not marked as over', () => {
  const file = () => join(home, 'run1.json');
  const { over: _, ...running } = probe;

  test('is not remembered as long as its run can go on', async () => {
    const memory = createProbeMemory(home);
    await memory.remember(running);
    expect(await memory.remembered()).toEqual([]);
    utimesSync(file(), new Date(), new Date(Date.now() - LONGEST_RUN_MS - 1000));
    expect(await memory.remembered()).toEqual([running]);
  });

  test('is remembered at once when its process is gone', async () => {
    writeFileSync(file(), JSON.stringify({ ...running, pid: DEAD_PID, host: hostname() }));
    expect(await createProbeMemory(home).remembered()).toEqual([running]);
  });

  test('is left to time where it is of another machine', async () => {
    writeFileSync(file(), JSON.stringify({ ...running, pid: DEAD_PID, host: `not-${hostname()}` }));
    expect(await createProbeMemory(home).remembered()).toEqual([]);
  });
});

test('a folder that is not there holds nothing', async () => {
  const folder = join(home, 'nowhere');
  expect(await createProbeMemory(folder).remembered()).toEqual([]);
  expect(readdirSync(home)).toEqual([]);
});

test('files that were cut short, or are something else, are passed over', async () => {
  writeFileSync(join(home, 'cut.json'), '{"id":"cut","sto');
  writeFileSync(join(home, 'other.json'), '{"id":1}');
  writeFileSync(join(home, 'readme.txt'), 'hello');
  expect(await createProbeMemory(home).remembered()).toEqual([]);
});
