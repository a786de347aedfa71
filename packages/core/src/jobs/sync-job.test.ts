import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { jobUnderTest, listed } from '../testing/job-under-test.ts';
import { jobOffline } from '../testing/offline-job.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { runNoteJob } from './note-job.ts';
import { runSyncJob } from './sync-job.ts';
import { undoJob } from './undo.ts';

const cat = pngOf('cat');
const link = '![](https://main.test/cat.png)';

describe('sync', () => {
  it('uploads what waits and points the notes there', async () => {
    const { host, workspace, network } = await jobOffline({ 'a.md': '![](img/cat.png)', 'img/cat.png': cat });
    network.restore();
    const report = await runSyncJob(host);
    expect(report).toMatchObject({ changed: 1, pending: 0, problems: [] });
    expect(report).toMatchObject({ steps: { upload: 1, link: 1 }, reused: {} });
    expect(workspace.text('a.md')).toBe(link);
    expect(await host.ledger.pending()).toEqual([]);
  });

  it('does nothing, and reads no note, when nothing waits', async () => {
    const { host, workspace, network } = await jobOffline({ 'a.md': '![](cat.png)', 'cat.png': cat });
    network.restore();
    await runSyncJob(host);
    const before = workspace.calls.length;
    expect(await runSyncJob(host)).toEqual({
      ...{ notes: 0, changed: 0, steps: {}, reused: {}, pending: 0, problems: [], notices: [] },
    });
    expect(workspace.calls.length).toBe(before);
  });

  it('says what still cannot be uploaded, and reads no note for it but those that it waits in', async () => {
    const { host, workspace } = await jobOffline({ 'a.md': '![](cat.png)', 'b.md': 'No.', 'cat.png': cat });
    const before = workspace.calls.length;
    const report = await runSyncJob(host);
    expect(report).toMatchObject({ notes: 0, pending: 1 });
    expect(report.problems).toMatchObject([{ subject: 'cat.png', error: { code: 'network/dns' } }]);
    expect(workspace.calls.slice(before)).not.toContain('readNote b.md');
  });

  it('uploads what can be, when something else cannot', async () => {
    const { host, workspace, stores, network } = await jobOffline({
      'a.md': '![](cat.png) ![](dog.png)',
      'cat.png': cat,
      'dog.png': pngOf('dog'),
    });
    network.restore();
    stores.main.disturb = (_call, key, run) =>
      key === 'dog.png' ? Promise.reject(new ImbedError('store/quota-exceeded')) : run();
    expect(await runSyncJob(host)).toMatchObject({
      changed: 1,
      pending: 1,
      problems: [{ subject: 'dog.png' }],
    });
    expect(workspace.text('a.md')).toBe(`${link} ![](dog.png)`);
    expect(await host.ledger.pending()).toMatchObject([{ path: 'dog.png' }]);
  });

  it('names an image that is nowhere any more, and keeps it pending', async () => {
    const { host, workspace, network } = await jobOffline({ 'a.md': '![](cat.png)', 'cat.png': cat });
    workspace.put('cat.png', undefined);
    network.restore();
    for (let times = 0; times < 2; times++)
      expect((await runSyncJob(host)).problems).toMatchObject([
        { subject: 'cat.png', error: { code: 'sync/bytes-lost', facts: { name: 'cat.png' } } },
      ]);
    workspace.put('found/again.png', cat);
    expect(await runSyncJob(host)).toMatchObject({ problems: [], pending: 0 });
  });

  it('forgets only what is nowhere any more, and only when told to', async () => {
    const files = { 'a.md': '![](cat.png)', 'b.md': '![](dog.png)', 'cat.png': cat, 'dog.png': pngOf('dog') };
    const { host, workspace, stores, network } = await jobOffline(files);
    workspace.put('a.md', undefined);
    workspace.put('cat.png', undefined);
    expect(await runSyncJob(host, { forgetLost: true, dryRun: true })).toMatchObject({ problems: [] });
    expect((await host.ledger.pending()).map(({ path }) => path)).toEqual(['cat.png', 'dog.png']);
    // Whether the other can be stored makes no difference.
    const first = await runSyncJob(host, { forgetLost: true });
    expect(first).toMatchObject({ steps: { forget: 1 }, pending: 1 });
    expect(first.problems).toMatchObject([{ subject: 'dog.png', error: { code: 'network/dns' } }]);
    expect((await host.ledger.pending()).map(({ path }) => path)).toEqual(['dog.png']);
    network.restore();
    expect(await runSyncJob(host)).toMatchObject({ steps: { upload: 1 }, problems: [] });
    expect([...stores.main.objects.keys()]).toEqual(['dog.png']);
  });

  it('leaves waiting what it is not asked for', async () => {
    const files = { 'a.md': '![](cat.png) ![](dog.png)', 'cat.png': cat, 'dog.png': pngOf('dog') };
    const { host, workspace, network } = await jobOffline(files);
    network.restore();
    const report = await runSyncJob(host, { onlyEntries: ({ path }) => path === 'cat.png' });
    expect(report).toMatchObject({ changed: 1, steps: { upload: 1, link: 1 } });
    expect(workspace.text('a.md')).toBe(`${link} ![](dog.png)`);
    expect((await host.ledger.pending()).map(({ path }) => path)).toEqual(['dog.png']);
  });

  it('leaves notes alone whose plan is another one', async () => {
    const { host, workspace, network } = await jobOffline({ 'a.md': '![](cat.png)', 'cat.png': cat });
    const others = {
      'local.md': '---\nimbed: local\n---\n![](cat.png)',
      'off.md': '---\nimbed: off\n---\n![](cat.png)',
      'other.md': '---\nimbed-profile: backup\n---\n![](cat.png)',
    };
    for (const [path, text] of Object.entries(others)) workspace.put(path, text);
    network.restore();
    expect(await runSyncJob(host)).toMatchObject({ changed: 1, problems: [] });
    for (const [path, text] of Object.entries(others)) expect(workspace.text(path)).toBe(text);
  });

  it('uploads to mirrors, and reads no note for that', async () => {
    const files = { 'a.md': '![](cat.png)', 'cat.png': cat };
    const job = jobUnderTest(files, { mirrors: ['backup'] });
    job.stores.backup.disturb = () => Promise.reject(new ImbedError('network/timeout'));
    await runNoteJob(job.host, job.notes());
    job.stores.backup.disturb = (_call, _key, run) => run();
    expect(await runSyncJob(job.host)).toMatchObject({ notes: 0, pending: 0, steps: { upload: 1 } });
    expect(job.stores.backup.read('https://backup.test/cat.png')).toEqual(cat);
    expect(await job.host.ledger.pending()).toEqual([]);
  });

  it('serves the notes of a profile that is a mirror for others', async () => {
    const { host, workspace, clock, network } = await jobOffline(
      { 'a.md': '---\nimbed-profile: backup\n---\n![](cat.png)', 'cat.png': cat },
      { mirrors: ['backup'] },
    );
    workspace.put('z.md', '![](cat.png)');
    clock.set('2026-08-03T00:00:00.000Z');
    await runNoteJob(host, listed('z.md'));
    // What its own note waits for stays so.
    expect(await host.ledger.pending()).toMatchObject([{ role: 'primary' }, { role: 'primary' }]);
    network.restore();
    expect(await runSyncJob(host)).toMatchObject({ changed: 2, problems: [] });
    expect(workspace.text('a.md')).toContain('![](https://backup.test/cat.png)');
    expect(await host.ledger.unsettled()).toEqual([]);
  });

  it('can be undone', async () => {
    const { host, workspace, network } = await jobOffline({ 'a.md': '![](cat.png)', 'cat.png': cat });
    network.restore();
    await runSyncJob(host);
    expect(await undoJob(host, undefined)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('a.md')).toBe('![](cat.png)');
  });

  it('says in a dry run what it would do, and does nothing', async () => {
    const { host, workspace, stores, network } = await jobOffline({ 'a.md': '![](cat.png)', 'cat.png': cat });
    network.restore();
    const report = await runSyncJob(host, { dryRun: true });
    expect(report).toMatchObject({ changed: 1, steps: { upload: 1, link: 1 }, problems: [] });
    expect(workspace.text('a.md')).toBe('![](cat.png)');
    expect(stores.main.objects.size).toBe(0);
    expect(await host.ledger.pending()).toHaveLength(1);
  });
});
