import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { jobUnderTest, listed, refuse, storage } from '../testing/job-under-test.ts';
import type { FileContent } from '../testing/memory-workspace.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { runNoteJob } from './note-job.ts';
import { runSyncJob } from './sync-job.ts';
import { undoJob } from './undo.ts';

type Files = Readonly<Record<string, FileContent>>;

describe('--delete-local', () => {
  const deleteLocal = { deleteLocal: true };

  it('takes files out of the workspace that no note refers to any more, and undo brings them back', async () => {
    const { host, workspace, records, notes } = jobUnderTest({
      'a.md': '![cat.png](img/cat.png)',
      'img/cat.png': pngOf('cat'),
      'img/unused.png': pngOf('unused'),
    });
    const report = await runNoteJob(host, notes(), deleteLocal);
    expect(report).toMatchObject({ problems: [], steps: { upload: 1, trash: 1 } });
    expect(workspace.paths()).toEqual(['a.md', 'img/unused.png']);
    expect([...records.taken.values()]).toEqual([pngOf('cat')]);
    expect(await undoJob(host, report.undo)).toMatchObject({ problems: [] });
    expect(workspace.bytes('img/cat.png')).toEqual(pngOf('cat'));
    expect(workspace.text('a.md')).toBe('![cat.png](img/cat.png)');
  });

  it.each<[string, Files]>([
    ['another note shows it', { 'b.md': '---\nimbed: off\n---\n![](img/cat.png)' }],
    ['another note links to it', { 'b.md': '[large](<img/cat.png>)' }],
    ['another note names it in a tag', { 'b.md': '<a href="img/Cat%2Epng">' }],
    ['a note in a hidden folder within another shows it', { 'blog/.drafts/b.md': '![](../../img/cat.png)' }],
    ['its own note shows it in another size', { 'a.md': '<img src="img/cat.png" srcset="img/cat.png 2x">' }],
    ['a canvas shows it', { 'b.canvas': '{"nodes":[{"type":"file","file":"img/cat.png"}]}' }],
    ['a small picture links to it', { 'b.md': '[![](https://x.test/small.png)](img/cat.png)' }],
    [
      'a note in another encoding shows it',
      { 'b.md': Buffer.concat([Buffer.of(0xb1), Buffer.from('](img/cat.png)')]) },
    ],
  ])('leaves a file where it is when %s', async (_, others) => {
    const { host, workspace } = jobUnderTest({
      'a.md': '![](img/cat.png)',
      'img/cat.png': pngOf('cat'),
      ...others,
    });
    await runNoteJob(host, listed('a.md'), deleteLocal);
    expect(workspace.text('a.md')).toContain('https://main.test/cat.png');
    expect(workspace.bytes('img/cat.png')).toEqual(pngOf('cat'));
  });

  it('leaves a file where it is whose name a note in another encoding may hold', async () => {
    const { host, workspace } = jobUnderTest({
      ...{ 'a.md': '![](猫.png) ![](cat.png)', '猫.png': pngOf('猫'), 'cat.png': pngOf('cat') },
      'gbk.md': Uint8Array.of(0xb7, 0xe7),
    });
    await runNoteJob(host, listed('a.md'), deleteLocal);
    expect(workspace.paths()).toEqual(['a.md', 'gbk.md', '猫.png']);
  });

  it('leaves all files where they are when some text cannot be read', async () => {
    const { host, workspace } = jobUnderTest({ 'a.md': '![](cat.png)', 'cat.png': pngOf('cat'), 'b.md': '' });
    workspace.disturb = (call, path, run) => {
      if (call === 'read' && path === 'b.md') throw new ImbedError('source/unreadable', { name: path });
      run();
    };
    const { problems } = await runNoteJob(host, listed('a.md'), deleteLocal);
    expect(problems.map(({ subject, error }) => [subject, error.code])).toEqual([
      ['b.md', 'source/unreadable'],
    ]);
    expect(workspace.bytes('cat.png')).toEqual(pngOf('cat'));
  });

  it('leaves all files where they are when a text is too large to be searched, and says so', async () => {
    const files = { 'a.md': '![](cat.png)', 'cat.png': pngOf('cat'), 'b.csv': new Uint8Array(2 ** 26 + 1) };
    const { host, workspace } = jobUnderTest(files);
    const { problems } = await runNoteJob(host, listed('a.md'), deleteLocal);
    expect(problems).toMatchObject([{ subject: 'b.csv', error: { code: 'source/not-searched' } }]);
    expect(workspace.bytes('cat.png')).toEqual(pngOf('cat'));
  });

  it.each(['talk.pptx', 'b/Sheet.XLSX', 'book.epub', 'disk.iso', 'Thumbs.db'])(
    'looks for no names in %s, however large it is and whatever its bytes are',
    async (path) => {
      const files = { 'a.md': '![](猫.png)', '猫.png': pngOf('猫'), [path]: new Uint8Array(2 ** 26 + 1) };
      const { host, workspace } = jobUnderTest(files);
      expect((await runNoteJob(host, listed('a.md'), deleteLocal)).problems).toEqual([]);
      expect(workspace.paths()).toEqual(['a.md', path].toSorted());
    },
  );

  it('leaves a file where it is that changed since it was uploaded', async () => {
    const { host, workspace } = jobUnderTest({ 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') });
    workspace.disturb = (call, _path, run) => {
      if (call === 'writeNote') workspace.put('cat.png', pngOf('painted over'));
      run();
    };
    await runNoteJob(host, listed('a.md'), deleteLocal);
    expect(workspace.bytes('cat.png')).toEqual(pngOf('painted over'));
  });

  it('leaves what a mirror still waits for, and sync takes it from there', async () => {
    const { host, workspace, notes, stores } = jobUnderTest(
      { 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') },
      { mirrors: ['backup'] },
    );
    const mirror = refuse(stores.backup, 'network/dns');
    await runNoteJob(host, notes(), deleteLocal);
    expect(workspace.text('a.md')).toBe('![](https://main.test/cat.png)');
    expect(workspace.bytes('cat.png')).toEqual(pngOf('cat'));
    mirror.allow();
    expect(await runSyncJob(host)).toMatchObject({ steps: { upload: 1 }, problems: [] });
    expect(stores.backup.objects.get('cat.png')?.bytes).toEqual(pngOf('cat'));
  });

  it('leaves what waits for the profile of another note', async () => {
    const { host, workspace, stores } = jobUnderTest({
      'a.md': '![](cat.png)',
      'b.md': '---\nimbed-profile: backup\n---\n![](cat.png)',
      'cat.png': pngOf('cat'),
    });
    refuse(stores.backup, 'network/dns');
    await runNoteJob(host, listed('b.md'));
    workspace.put('b.md', undefined);
    await runNoteJob(host, listed('a.md'), deleteLocal);
    expect(workspace.bytes('cat.png')).toEqual(pngOf('cat'));
  });

  it.each([
    ['dual', ['a.md', 'b.md']],
    ['dual', ['a.md']],
    ['local', ['a.md']],
    ['nonsense', ['a.md']],
  ])('leaves the copy of what a %s note shows from the store as well (notes: %s)', async (mode, notes) => {
    const {
      host,
      workspace,
      notes: all,
    } = jobUnderTest({
      'a.md': '![](cat.png)',
      'b.md': '---\nimbed: dual\n---\n![](cat.png)',
      'cat.png': pngOf('cat'),
    });
    if (!notes.includes('b.md')) {
      await runNoteJob(host, listed('b.md'));
      workspace.put('b.md', workspace.text('b.md')?.replace('dual', mode));
      expect(workspace.text('b.md')).toBe(`---\nimbed: ${mode}\n---\n![](https://main.test/cat.png)`);
    }
    await runNoteJob(host, notes.length > 1 ? all() : listed('a.md'), deleteLocal);
    expect(workspace.text('a.md')).toBe('![](https://main.test/cat.png)');
    expect(workspace.bytes('cat.png')).toEqual(pngOf('cat'));
  });

  it('takes what only a note shows from the store that wants no copy', async () => {
    const { host, workspace } = jobUnderTest({
      'a.md': '![](cat.png)',
      'b.md': '---\nimbed: off\n---\n![](https://main.test/cat.png)',
      'cat.png': pngOf('cat'),
    });
    await runNoteJob(host, listed('a.md'), deleteLocal);
    expect(workspace.paths()).toEqual(['a.md', 'b.md']);
  });

  it('leaves the copies of dual notes, and what is pending', async () => {
    const dual = jobUnderTest({ 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') }, storage({ mode: 'dual' }));
    await runNoteJob(dual.host, dual.notes(), deleteLocal);
    expect(dual.workspace.bytes('cat.png')).toEqual(pngOf('cat'));
    const offline = jobUnderTest({ 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') });
    refuse(offline.stores.main, 'network/dns');
    await runNoteJob(offline.host, offline.notes(), deleteLocal);
    expect(offline.workspace.bytes('cat.png')).toEqual(pngOf('cat'));
  });
});
