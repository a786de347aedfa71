import { describe, expect, it } from 'vitest';
import { jobUnderTest, listed, pathOf, refuse, storage } from '../testing/job-under-test.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { runCheckJob } from './check-job.ts';
import { runNoteJob } from './note-job.ts';
import { runSyncJob } from './sync-job.ts';

describe('local images', () => {
  it('are uploaded, and the note points at the store', async () => {
    const { host, workspace, stores, notes } = jobUnderTest({
      'posts/a.md': '![x](img/cat.png)\n\n![[dog.png|300]]\n',
      'posts/img/cat.png': pngOf('cat'),
      'pets/dog.png': pngOf('dog'),
    });
    const report = await runNoteJob(host, notes());
    expect(workspace.text('posts/a.md')).toBe(
      '![x](https://main.test/cat.png)\n\n![300](https://main.test/dog.png)\n',
    );
    expect(stores.main.read('https://main.test/dog.png')).toEqual(pngOf('dog'));
    expect(report).toMatchObject({ changed: 1, steps: { upload: 2 }, pending: 0, problems: [] });
    expect(workspace.bytes('posts/img/cat.png')).toEqual(pngOf('cat'));
  });

  it('outside of the workspace are uploaded as well', async () => {
    const { host, workspace } = jobUnderTest(
      { 'a.md': '![](/home/me/Pictures/cat.png)' },
      { outside: { '/home/me/Pictures/cat.png': pngOf('cat') } },
    );
    await runNoteJob(host, listed('a.md'));
    expect(workspace.text('a.md')).toBe('![](https://main.test/cat.png)');
  });

  it('that are not there, or no images, are problems of their own', async () => {
    const { host, workspace } = jobUnderTest({
      'a.md': '![](gone.png)\n![](text.png)\n![](cat.png)\n![](film.mp4) ![]()',
      'cat.png': pngOf('cat'),
      'text.png': 'text',
      'film.mp4': 'film',
    });
    const report = await runNoteJob(host, listed('a.md'));
    expect(report.problems.map(({ line, subject, error }) => [line, subject, error.code])).toEqual([
      [1, 'gone.png', 'source/not-found'],
      [2, 'text.png', 'source/not-an-image'],
    ]);
    expect(workspace.text('a.md')).toContain('![](https://main.test/cat.png)\n![](film.mp4) ![]()');
    expect(await host.ledger.pending()).toEqual([]);
  });

  it.each([true, false])(
    'are told of where a srcset beside them stays as it is (dry run: %s)',
    async (dryRun) => {
      const text = '\n<img src="cat.png" srcset="cat.png 1x, large.png 2x">\n\n<img src="cat.png">';
      const { host, workspace, notes } = jobUnderTest({ 'a.md': text, 'cat.png': pngOf('cat') });
      const first = await runNoteJob(host, notes(), { dryRun });
      const told = first.notices.map(({ note, line, subject, error }) => [note, line, subject, error.code]);
      expect(told).toEqual([['a.md', 2, 'cat.png', 'note/srcset-kept']]);
      expect(first.problems).toEqual([]);
      const srcset = 'srcset="cat.png 1x, large.png 2x"';
      if (!dryRun) {
        expect(workspace.text('a.md')).toContain(`<img src="https://main.test/cat.png" ${srcset}>`);
        expect((await runNoteJob(host, notes())).notices).toEqual([]);
        const check = await runCheckJob(host, notes());
        expect(check.notices).toMatchObject([{ line: 2, error: { code: 'note/srcset-kept' } }]);
      }
    },
  );

  it('are uploaded once for all notes, and not again by the next run', async () => {
    const { host, stores, workspace, notes } = jobUnderTest({
      'a.md': '![](cat.png)',
      'b.md': '![](cat.png)',
      'cat.png': pngOf('cat'),
    });
    await runNoteJob(host, notes());
    workspace.put('c.md', '![](cat.png)');
    const again = await runNoteJob(host, notes());
    expect(again).toMatchObject({ changed: 1, steps: { upload: 1 }, reused: { upload: 1 } });
    expect(stores.main.calls.filter((call) => call.startsWith('put'))).toEqual(['put cat.png']);
  });

  it.each([
    ['remote', { mode: 'remote' }, '![](https://main.test/cat.png)', true],
    ['dual, linked to the store', { mode: 'dual', link: 'remote' }, '![](https://main.test/cat.png)', true],
    ['dual, linked to the copy', { mode: 'dual', link: 'local' }, '![](cat.png)', true],
    ['local', { mode: 'local' }, '![](cat.png)', false],
  ])('of a %s note go where its plan wants them, and are recorded', async (_, settings, text, isStored) => {
    const files = { 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') };
    const { host, workspace, stores, notes } = jobUnderTest(files, storage(settings));
    const report = await runNoteJob(host, notes());
    expect(report.problems).toEqual([]);
    expect(workspace.text('a.md')).toBe(text);
    expect(stores.main.objects.has('cat.png')).toBe(isStored);
    expect(await host.ledger.localAt(pathOf('cat.png'))).toMatchObject({ size: pngOf('cat').byteLength });
    const before = workspace.calls.length;
    expect(await runNoteJob(host, notes())).toMatchObject({ changed: 0, problems: [] });
    expect(workspace.calls.slice(before).filter((call) => call.startsWith('write'))).toEqual([]);
  });

  it('go to the mirrors as well', async () => {
    const files = { 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') };
    const { host, stores, notes } = jobUnderTest(files, { mirrors: ['backup'] });
    await runNoteJob(host, notes());
    expect(stores.backup.objects.has('cat.png')).toBe(true);
  });
});

describe('what cannot be uploaded', () => {
  it('stays local and pending, and is told', async () => {
    const job = jobUnderTest({ 'n/a.md': '![](cat.png)', 'n/cat.png': pngOf('cat') });
    refuse(job.stores.main, 'store/quota-exceeded');
    const report = await runNoteJob(job.host, job.notes());
    expect(report).toMatchObject({ changed: 0, pending: 1 });
    expect(report.problems).toMatchObject([
      { note: 'n/a.md', line: 1, subject: 'cat.png', error: { code: 'store/quota-exceeded' } },
    ]);
    expect(job.workspace.text('n/a.md')).toBe('![](cat.png)');
    expect(await job.host.ledger.pending()).toMatchObject([
      { path: 'n/cat.png', profile: 'main', role: 'primary', note: 'n/a.md', error: 'store/quota-exceeded' },
    ]);
  });

  it('is no longer pending when the next run uploads it', async () => {
    const job = jobUnderTest({ 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') });
    const network = refuse(job.stores.main, 'network/dns');
    await runNoteJob(job.host, job.notes());
    network.allow();
    expect(await runNoteJob(job.host, job.notes())).toMatchObject({ changed: 1, pending: 0, problems: [] });
    expect(await job.host.ledger.pending()).toEqual([]);
  });

  it('waits in the workspace, also when it comes from outside', async () => {
    const job = jobUnderTest({ 'n/a.md': '![](/p/cat.png)' }, { outside: { '/p/cat.png': pngOf('cat') } });
    refuse(job.stores.main, 'network/dns');
    const report = await runNoteJob(job.host, job.notes());
    expect(report).toMatchObject({ changed: 1, pending: 1, problems: [{ error: { code: 'network/dns' } }] });
    expect(job.workspace.text('n/a.md')).toBe('![](assets/cat.png)');
    expect(await job.host.ledger.pending()).toMatchObject([{ path: 'n/assets/cat.png' }]);
  });

  it('to a mirror keeps no note from its link', async () => {
    const job = jobUnderTest({ 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') }, { mirrors: ['backup'] });
    refuse(job.stores.backup, 'network/dns');
    const report = await runNoteJob(job.host, job.notes());
    expect(job.workspace.text('a.md')).toBe('![](https://main.test/cat.png)');
    expect(report).toMatchObject({ changed: 1, pending: 1, steps: { upload: 1 }, problems: [] });
    expect(report.notices).toMatchObject([
      { note: 'a.md', line: 1, subject: 'cat.png', mirror: 'backup', error: { code: 'network/dns' } },
    ]);
    expect(await job.host.ledger.pending()).toMatchObject([{ profile: 'backup', role: 'mirror' }]);
    const synced = await runSyncJob(job.host);
    expect(synced.problems).toMatchObject([{ subject: 'cat.png', mirror: 'backup' }]);
  });

  it('to the profile itself still goes to the mirrors', async () => {
    const job = jobUnderTest({ 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') }, { mirrors: ['backup'] });
    refuse(job.stores.main, 'network/dns');
    await runNoteJob(job.host, job.notes());
    expect(job.stores.backup.objects.has('cat.png')).toBe(true);
  });
});
