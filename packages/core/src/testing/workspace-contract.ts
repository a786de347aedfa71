import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../workspace/workspace.ts';
import { parseWorkspacePath, type WorkspacePath } from '../workspace/workspace-path.ts';
import type { FileContent } from './memory-workspace.ts';

/** A workspace with hands on what is behind it, which are not the workspace's own. */
export interface WorkspaceUnderTest {
  readonly workspace: Workspace;
  /** As an editor would. */
  put(path: string, content: FileContent | undefined): void;
  bytes(path: string): Uint8Array | undefined;
}

export function pathInTests(text: string): WorkspacePath {
  const parsed = parseWorkspacePath(text);
  if (!parsed.ok) throw new Error(`not a path in a workspace: ${text}`);
  return parsed.value;
}

const path = pathInTests;
const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);
const everything = { maxBytes: 1_000_000 };

/** What every {@link Workspace} owes the jobs. `create` makes one with these files. */
export function describeWorkspace(
  name: string,
  create: (files: Readonly<Record<string, FileContent>>) => Promise<WorkspaceUnderTest>,
): void {
  describe(name, () => {
    describe('files', () => {
      const tree = {
        'a.md': 'a',
        'posts/图 1.md': 'bb',
        'posts/img/[x] (1).png': 'ccc',
        '.git/config': '',
        '.hidden.md': '',
        'posts/.obsidian/app.json': '',
        'node_modules/x/readme.md': '',
      };
      const list = async (workspace: Workspace, folder?: string, isHidden?: (name: string) => boolean) => {
        const found: Record<string, number> = {};
        for await (const { path, size } of workspace.files(folder, isHidden)) {
          expect(found[path]).toBeUndefined();
          found[path] = size;
        }
        return found;
      };

      it('are given once each with their size, without those that editors hide', async () => {
        const { workspace } = await create(tree);
        const all = { 'a.md': 1, 'posts/图 1.md': 2, 'posts/img/[x] (1).png': 3 };
        expect(await list(workspace)).toEqual(all);
      });

      it('of one folder are those below it, named from the root', async () => {
        const { workspace } = await create({ ...tree, 'posts2/x.md': '' });
        expect(await list(workspace, 'posts')).toEqual({ 'posts/图 1.md': 2, 'posts/img/[x] (1).png': 3 });
        expect(await list(workspace, 'posts/img')).toEqual({ 'posts/img/[x] (1).png': 3 });
      });

      it('of a hidden folder are given to who names it', async () => {
        const { workspace } = await create(tree);
        expect(await list(workspace, '.git')).toEqual({ '.git/config': 0 });
      });

      it('are all but those that the caller leaves out', async () => {
        const { workspace } = await create(tree);
        const isHidden = (name: string) => name === '.git' || name === 'img';
        const rest = { '.hidden.md': 0, 'posts/.obsidian/app.json': 0, 'node_modules/x/readme.md': 0 };
        expect(await list(workspace, '', isHidden)).toEqual({ 'a.md': 1, 'posts/图 1.md': 2, ...rest });
        const below = { 'posts/图 1.md': 2, 'posts/.obsidian/app.json': 0 };
        expect(await list(workspace, 'posts', isHidden)).toEqual(below);
      });

      it('are none where there is no such folder', async () => {
        const { workspace } = await create(tree);
        expect(await list(workspace, 'nothing/here')).toEqual({});
        expect(await list(workspace, 'a.md')).toEqual({});
      });
    });

    describe('names', () => {
      it('are those of files and folders directly in a folder', async () => {
        const { workspace } = await create({ 'b/Å.png': '', 'b/c/d.png': '', 'b/c/e.png': '', 'a.md': '' });
        expect([...(await workspace.names(''))].sort()).toEqual(['a.md', 'b']);
        expect([...(await workspace.names('b'))].sort()).toEqual(['c', 'Å.png'].sort());
        expect(await workspace.names('nowhere')).toEqual([]);
      });
    });

    describe('a note', () => {
      it('is read with its byte order mark and its line endings, and the hash of its bytes', async () => {
        const text = '\uFEFF# 图\r\n![a](b.png)\n\0';
        const { workspace } = await create({ 'posts/图.md': text });
        const sha256 = createHash('sha256').update(text).digest('hex');
        expect(await workspace.readNote(path('posts/图.md'))).toEqual({ path: 'posts/图.md', text, sha256 });
      });

      it('is written with its byte order mark and its line endings', async () => {
        const { workspace, bytes } = await create({ 'a.md': '\uFEFFold\r\n' });
        const written = await workspace.writeNote(await workspace.readNote(path('a.md')), '\uFEFFnew 图\r\n');
        expect(bytes('a.md')).toEqual(bytesOf('\uFEFFnew 图\r\n'));
        expect(written).toEqual(await workspace.readNote(path('a.md')));
      });

      it('can be written again and again with what writing returned', async () => {
        const { workspace, bytes } = await create({ 'a.md': '0' });
        let note = await workspace.readNote(path('a.md'));
        for (const text of ['1', '', '3']) note = await workspace.writeNote(note, text);
        expect(textOf(bytes('a.md'))).toBe('3');
      });

      it.each([
        ['was edited', 'mine'],
        ['was emptied', ''],
        ['went away', undefined],
      ])('that %s since it was read is left as it is', async (_, mine) => {
        const { workspace, put, bytes } = await create({ 'a.md': 'old' });
        const note = await workspace.readNote(path('a.md'));
        put('a.md', mine);
        await expect(workspace.writeNote(note, 'new')).rejects.toMatchObject({ code: 'note/changed' });
        expect(textOf(bytes('a.md'))).toBe(mine);
      });

      it('that two write is written by one, and the other is told', async () => {
        const { workspace, bytes } = await create({ 'a.md': 'old' });
        const note = await workspace.readNote(path('a.md'));
        const texts = Array.from({ length: 8 }, (_, index) => `text ${index}`);
        const results = await Promise.allSettled(texts.map((text) => workspace.writeNote(note, text)));
        const written = texts.filter((_, index) => results[index]?.status === 'fulfilled');
        expect(written).toEqual([textOf(bytes('a.md'))]);
        for (const result of results)
          if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'note/changed' });
      });

      it.each([
        ['GBK', Uint8Array.of(0xd6, 0xd0, 0xce, 0xc4)],
        ['UTF-16 of Windows', Uint8Array.of(0xff, 0xfe, 0x23, 0)],
        ['UTF-8 that was cut', bytesOf('图').subarray(0, 2)],
      ])('in %s is refused and left as it is', async (_, content) => {
        const { workspace, bytes } = await create({ 'a.md': content });
        await expect(workspace.readNote(path('a.md'))).rejects.toMatchObject({ code: 'note/not-utf8' });
        expect(bytes('a.md')).toEqual(content);
      });

      it('that is not there, or is a folder, is told apart', async () => {
        const { workspace } = await create({ 'a.md/x.md': '' });
        await expect(workspace.readNote(path('b.md'))).rejects.toMatchObject({ code: 'source/not-found' });
        await expect(workspace.readNote(path('a.md/x.md/y'))).rejects.toMatchObject({
          code: 'source/not-found',
        });
        await expect(workspace.readNote(path('a.md'))).rejects.toMatchObject({ code: 'source/unreadable' });
      });
    });

    describe('a picture', () => {
      it('has a size, and what is no file has none', async () => {
        const { workspace } = await create({ 'img/a.png': 'abc', 'img/空.png': '' });
        const sizes = ['img/a.png', 'img/空.png', 'img', 'img/b.png', 'img/a.png/x', 'x'.repeat(300)];
        const found = await Promise.all(sizes.map((name) => workspace.size(path(name))));
        expect(found).toEqual([3, 0, undefined, undefined, undefined, undefined]);
      });

      it('is read whole, hidden folder or not', async () => {
        const { workspace } = await create({ '.assets/a.png': 'abc' });
        expect(textOf(await workspace.read(path('.assets/a.png'), everything))).toBe('abc');
      });

      it('is not read beyond the limit', async () => {
        const { workspace } = await create({ 'a.png': 'abc' });
        expect(textOf(await workspace.read(path('a.png'), { maxBytes: 3 }))).toBe('abc');
        await expect(workspace.read(path('a.png'), { maxBytes: 2 })).rejects.toMatchObject({
          code: 'source/too-large',
          facts: { bytes: 3, limitBytes: 2 },
        });
      });

      it('is not read when the job was stopped', async () => {
        const { workspace } = await create({ 'a.png': 'abc' });
        const reading = workspace.read(path('a.png'), { ...everything, signal: AbortSignal.abort() });
        await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
      });

      it('that is not there, or is a folder, is told apart', async () => {
        const { workspace } = await create({ 'img/a.png': '' });
        const read = (name: string) => workspace.read(path(name), everything);
        await expect(read('img/b.png')).rejects.toMatchObject({ code: 'source/not-found' });
        await expect(read('img')).rejects.toMatchObject({ code: 'source/unreadable' });
      });
    });

    describe('a new file', () => {
      it('gets the folders that it needs', async () => {
        const { workspace, bytes } = await create({});
        expect(await workspace.create(path('a/b c/图.png'), bytesOf('abc'))).toBe('created');
        expect(textOf(bytes('a/b c/图.png'))).toBe('abc');
      });

      it('never takes the place of another', async () => {
        const { workspace, bytes } = await create({ 'a.png': 'mine', 'img/b.png': '' });
        expect(await workspace.create(path('a.png'), bytesOf('abc'))).toBe('taken');
        expect(await workspace.create(path('img'), bytesOf('abc'))).toBe('taken');
        expect(textOf(bytes('a.png'))).toBe('mine');
      });

      it('of the same name is made once, whoever tries', async () => {
        const { workspace, bytes } = await create({});
        const texts = Array.from({ length: 8 }, (_, index) => `text ${index}`);
        const results = await Promise.all(
          texts.map((text) => workspace.create(path('img/a.png'), bytesOf(text))),
        );
        expect(results.filter((result) => result === 'created').length).toBe(1);
        expect(textOf(bytes('img/a.png'))).toBe(texts[results.indexOf('created')]);
      });

      it('that cannot be made is told', async () => {
        const { workspace, bytes } = await create({ 'a.png': 'mine' });
        const creating = workspace.create(path('a.png/b.png'), bytesOf('abc'));
        await expect(creating).rejects.toMatchObject({ code: 'local/write-failed' });
        expect(textOf(bytes('a.png'))).toBe('mine');
      });
    });

    describe('moving', () => {
      it('takes a file elsewhere, into folders that are made for it', async () => {
        const { workspace, bytes } = await create({ 'a.png': 'abc' });
        expect(await workspace.move(path('a.png'), path('x/y/b.png'))).toBe('moved');
        expect([textOf(bytes('x/y/b.png')), bytes('a.png')]).toEqual(['abc', undefined]);
      });

      it('never takes the place of another', async () => {
        const { workspace, bytes } = await create({ 'a.png': 'abc', 'b.png': 'mine' });
        expect(await workspace.move(path('a.png'), path('b.png'))).toBe('taken');
        expect([textOf(bytes('a.png')), textOf(bytes('b.png'))]).toEqual(['abc', 'mine']);
      });

      it('tells that there is nothing to move', async () => {
        const { workspace } = await create({});
        const moving = workspace.move(path('img/a.png'), path('b.png'));
        await expect(moving).rejects.toMatchObject({ code: 'source/not-found' });
      });
    });
  });
}
