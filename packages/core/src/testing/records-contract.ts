import { describe, expect, it } from 'vitest';
import type { WorkspaceRecords } from '../workspace/workspace.ts';
import type { FileContent } from './memory-workspace.ts';
import { pathInTests as path, type WorkspaceUnderTest } from './workspace-contract.ts';

export interface RecordsUnderTest extends WorkspaceUnderTest {
  readonly records: WorkspaceRecords;
}

/** What all {@link WorkspaceRecords} owe the jobs. `create` makes some for a workspace with these files. */
export function describeRecords(
  name: string,
  create: (files: Readonly<Record<string, FileContent>>) => Promise<RecordsUnderTest>,
): void {
  describe(name, () => {
    it('hold nothing at first', async () => {
      const { records } = await create({});
      expect(await records.list('undo')).toEqual([]);
      expect(await records.open('ledger.jsonl').linesWith('')).toEqual([]);
    });

    it('hold what was appended, for everyone who opens them', async () => {
      const { records } = await create({});
      await records.open('undo/b.jsonl').append('one');
      await records.open('undo/b.jsonl').append('two');
      await records.open('undo/a.jsonl').append('three');
      expect(await records.open('undo/b.jsonl').linesWith('')).toEqual(['one', 'two']);
      expect(await records.list('undo')).toEqual(['a.jsonl', 'b.jsonl']);
    });

    it('are no files of the workspace', async () => {
      const { records, workspace } = await create({ 'a.md': '' });
      await records.open('ledger.jsonl').append('{}');
      const found: string[] = [];
      for await (const file of workspace.files()) found.push(file.path);
      expect(found).toEqual(['a.md']);
    });

    it('can be given another name', async () => {
      const { records } = await create({});
      await records.open('undo/a.jsonl').append('one');
      await records.rename('undo/a.jsonl', 'undo/a.jsonl.undone');
      expect(await records.list('undo')).toEqual(['a.jsonl.undone']);
      expect(await records.open('undo/a.jsonl.undone').linesWith('')).toEqual(['one']);
    });

    it('take a file away and bring it back', async () => {
      const { records, bytes } = await create({ 'img/图.png': 'abc' });
      const name = await records.takeAway(path('img/图.png'), 'trash/1/img/图.png');
      expect(name).toBe('trash/1/img/图.png');
      expect(bytes('img/图.png')).toBeUndefined();
      expect(await records.list('trash/1/img')).toEqual(['图.png']);
      expect(await records.bringBack(name, path('other/图.png'))).toBe('moved');
      expect(bytes('other/图.png')).toEqual(new TextEncoder().encode('abc'));
      expect(await records.list('trash/1/img')).toEqual([]);
    });

    it('put nothing in the place of what they took before', async () => {
      const { records, put, bytes } = await create({});
      const names: string[] = [];
      for (const text of ['one', 'two', 'three']) {
        put('a.png', text);
        names.push(await records.takeAway(path('a.png'), 'trash/a.png'));
      }
      expect(new Set(names).size).toBe(3);
      const brought: (Uint8Array | undefined)[] = [];
      for (const [index, name] of names.entries()) {
        await records.bringBack(name, path(`${index}.png`));
        brought.push(bytes(`${index}.png`));
      }
      expect(brought).toEqual(['one', 'two', 'three'].map((text) => new TextEncoder().encode(text)));
    });

    it('bring nothing back onto something else', async () => {
      const { records, put, bytes } = await create({ 'a.png': 'abc' });
      const name = await records.takeAway(path('a.png'), 'trash/a.png');
      put('a.png', 'mine');
      expect(await records.bringBack(name, path('a.png'))).toBe('taken');
      expect(bytes('a.png')).toEqual(new TextEncoder().encode('mine'));
      expect(await records.bringBack(name, path('b.png'))).toBe('moved');
    });

    it('take it for brought back what is there, as after a kill between two names', async () => {
      const { records, put, bytes } = await create({ 'a.png': 'abc' });
      const name = await records.takeAway(path('a.png'), 'trash/1/a.png');
      put('a.png', 'abc');
      expect(await records.bringBack(name, path('a.png'))).toBe('moved');
      expect(bytes('a.png')).toEqual(new TextEncoder().encode('abc'));
      expect(await records.list('trash/1')).toEqual([]);
    });

    it('tell that there is nothing to take or to bring', async () => {
      const { records } = await create({});
      const missing = { code: 'source/not-found' };
      await expect(records.takeAway(path('a.png'), 'trash/a.png')).rejects.toMatchObject(missing);
      await expect(records.bringBack('trash/a.png', path('a.png'))).rejects.toMatchObject(missing);
    });
  });
}
