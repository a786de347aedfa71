import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProbeMemory } from './probe-memory.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'imbed-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const probe = { id: 'run1', store: 'https://s3.example.com notes', key: '图/imbed-doctor/run1.png' };

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
