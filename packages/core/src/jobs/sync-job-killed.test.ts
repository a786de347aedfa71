import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { pathOf } from '../testing/job-under-test.ts';
import { jobOffline } from '../testing/offline-job.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { runSyncJob } from './sync-job.ts';

const cat = pngOf('cat');
const link = '![](https://main.test/cat.png)';

describe('a sync that was killed', () => {
  it('goes on with the notes when the upload was over', async () => {
    const { host, workspace, network } = await jobOffline({ 'a.md': '![](cat.png)', 'cat.png': cat });
    network.restore();
    workspace.disturb = (call, _path, run) => {
      if (call === 'writeNote') throw new ImbedError('local/write-failed');
      run();
    };
    await runSyncJob(host);
    expect(await host.ledger.pending()).toEqual([]);
    workspace.disturb = (_call, _path, run) => run();
    expect(await runSyncJob(host)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('a.md')).toBe(link);
    expect(await host.ledger.unsettled()).toEqual([]);
  });

  it.each([
    ['is write-protected', '![](cat.png)'],
    ['has settings that make no sense', '---\nimbed: typo\n---\n![](cat.png)'],
    ['has a dead link of that name', '---\nimbed: typo\n---\n![](gone/cat.png)'],
  ])(
    'stays open for the pictures of a note that %s, and for no other, and writes that down once',
    async (_, text) => {
      const { host, workspace, records, network } = await jobOffline({
        'a.md': '![](cat.png) ![](dog.png)',
        'cat.png': cat,
        'dog.png': pngOf('dog'),
      });
      workspace.put('b.md', text);
      network.restore();
      workspace.disturb = (call, path, run) => {
        if (call === 'writeNote' && path === 'b.md') throw new ImbedError('note/read-only');
        run();
      };
      expect(await runSyncJob(host)).toMatchObject({ changed: 1, problems: [{ note: 'b.md' }] });
      expect(await host.ledger.unsettled()).toMatchObject([{ path: 'cat.png' }]);
      const { content } = records.open('ledger.jsonl');
      expect(await runSyncJob(host)).toMatchObject({ changed: 0, problems: [{ note: 'b.md' }] });
      expect(records.open('ledger.jsonl').content).toBe(content);
      workspace.put('b.md', '![](cat.png)');
      workspace.disturb = (_call, _path, run) => run();
      expect(await runSyncJob(host)).toMatchObject({ changed: 1, problems: [] });
      expect(workspace.text('b.md')).toBe(link);
      expect(await host.ledger.unsettled()).toEqual([]);
    },
  );

  it('stays open for all pictures while a note cannot be read', async () => {
    const { host, workspace, network } = await jobOffline({ 'a.md': '![](cat.png)', 'cat.png': cat });
    workspace.put('b.md', 'Who knows?');
    network.restore();
    workspace.disturb = (call, path, run) => {
      if (call === 'readNote' && path === 'b.md') throw new ImbedError('source/unreadable');
      run();
    };
    expect(await runSyncJob(host)).toMatchObject({ changed: 1, problems: [{ note: 'b.md' }] });
    expect(await host.ledger.unsettled()).toHaveLength(1);
  });

  it('goes on also when the picture is gone by then, since it is in the store', async () => {
    const { host, workspace, stores, network } = await jobOffline({
      'a.md': '![](img/cat.png)',
      'img/cat.png': cat,
    });
    network.restore();
    const stop = new AbortController();
    workspace.disturb = (call, _path, run) => {
      if (call === 'readNote' && stores.main.objects.size > 0) stop.abort();
      run();
    };
    expect(await runSyncJob(host, { signal: stop.signal })).toMatchObject({ cancelled: true, changed: 0 });
    workspace.put('img/cat.png', undefined);
    expect(await runSyncJob(host)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('a.md')).toBe(link);
  });

  it('goes on when an object that the ledger knows has become pending again', async () => {
    const { host, workspace, network, clock } = await jobOffline({ 'a.md': '![](cat.png)', 'cat.png': cat });
    network.restore();
    await runSyncJob(host);
    clock.set('2026-08-03T00:00:00.000Z');
    const entry = {
      sha256: (await host.ledger.localAt(pathOf('cat.png')))?.sha256 ?? '',
      size: cat.byteLength,
    };
    const at = '2026-08-02T12:00:00.000Z';
    await host.ledger.note({
      ...{ type: 'pending', ...entry, path: pathOf('cat.png'), profile: 'main', role: 'primary' },
      ...{ error: 'network/dns', at },
    });
    workspace.put('b.md', '![](cat.png)');
    expect(await runSyncJob(host)).toMatchObject({ changed: 1, problems: [] });
    expect([await host.ledger.pending(), await host.ledger.unsettled()]).toEqual([[], []]);
  });
});
