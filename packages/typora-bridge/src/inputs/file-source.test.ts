import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createFileSource } from './file-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'imbed 源-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const literal = join(folder, 'a%20b.png');
const decoded = join(folder, 'a b.png');
writeFileSync(decoded, 'decoded');

it('the first path that exists is meant', async () => {
  const source = createFileSource([literal, decoded]);
  expect([source.name, source.path, source.size]).toEqual(['a b.png', decoded, 7]);
  expect(Buffer.from(await source.read()).toString()).toBe('decoded');
});

it('of none that exists the first is missed, when it is read and not before', async () => {
  const source = createFileSource([literal, join(folder, 'none')]);
  await expect(source.read()).rejects.toMatchObject({ code: 'source/not-found', facts: { name: literal } });
});

it('a folder, and what can be no path, are refused with their reason', async () => {
  await expect(createFileSource([folder]).read()).rejects.toMatchObject({
    code: 'source/unreadable',
    facts: { serviceCode: 'EISDIR' },
  });
  await expect(createFileSource(['a\0b']).read()).rejects.toMatchObject({ code: 'source/not-found' });
});

it('a file that vanishes before it is read is not found', async () => {
  const path = join(folder, 'gone.png');
  writeFileSync(path, 'x');
  const source = createFileSource([path]);
  rmSync(path);
  await expect(source.read()).rejects.toMatchObject({ code: 'source/not-found' });
});

it('nothing is read after an abort', async () => {
  await expect(createFileSource([decoded]).read(AbortSignal.abort())).rejects.toMatchObject({
    code: 'cancelled',
  });
});
