import { describe, expect, it } from 'vitest';
import { jobOffline } from '../testing/offline-job.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { forgetPending } from './forget-pending.ts';
import { runSyncJob } from './sync-job.ts';

const cat = pngOf('cat');

describe('a picture that its writer took back', () => {
  const files = { 'a.md': '![](cat.png)', 'b.md': 'Another.', 'cat.png': cat };

  async function takenBack(instead = 'Nothing.', mirrors: readonly string[] = []) {
    const job = await jobOffline(files, { mirrors });
    job.workspace.put('a.md', instead);
    job.network.restore();
    return job;
  }

  it('is not uploaded; its file stays, and who looks is told', async () => {
    const { host, workspace, stores } = await takenBack();
    const report = await runSyncJob(host);
    expect(report).toMatchObject({ steps: {}, changed: 0, problems: [] });
    expect(report.notices).toMatchObject([{ subject: 'cat.png', error: { code: 'sync/not-shown' } }]);
    expect([stores.main.objects.size, workspace.paths()]).toEqual([0, expect.arrayContaining(['cat.png'])]);
    expect(await host.ledger.pending()).toHaveLength(1);
    workspace.put('a.md', '![](cat.png)');
    expect(await runSyncJob(host)).toMatchObject({ steps: { upload: 1 }, changed: 1, notices: [] });
  });

  it('is waited for no longer after a day, and its file stays all the same', async () => {
    const { host, workspace, stores, clock } = await takenBack();
    clock.set('2026-08-03T05:06:08.000Z');
    expect(await runSyncJob(host, { dryRun: true })).toMatchObject({ steps: { forget: 1 } });
    expect(await host.ledger.pending()).toHaveLength(1);
    expect(await runSyncJob(host)).toMatchObject({ steps: { forget: 1 }, notices: [], problems: [] });
    expect([stores.main.objects.size, workspace.paths()]).toEqual([0, expect.arrayContaining(['cat.png'])]);
    expect(await host.ledger.pending()).toEqual([]);
  });

  it('goes to no mirror either, and is forgotten with all of its copies', async () => {
    const { host, stores, clock } = await takenBack('Nothing.', ['backup']);
    expect(await runSyncJob(host)).toMatchObject({
      steps: {},
      notices: [{ subject: 'cat.png' }],
      pending: 0,
    });
    expect(await host.ledger.pending()).toHaveLength(2);
    clock.set('2026-08-03T05:06:08.000Z');
    expect(await runSyncJob(host)).toMatchObject({ steps: { forget: 1 }, problems: [] });
    expect(await host.ledger.pending()).toEqual([]);
    expect([stores.main.objects.size, stores.backup.objects.size]).toEqual([0, 0]);
  });

  it.each([
    ['another note shows it', { 'b.md': '![[cat.png]]' }],
    ['a note shows a copy of it', { 'b.md': '![](tom.png)', 'tom.png': cat }],
    ['its note was moved', { 'a.md': undefined, 'deep/a.md': '![](../cat.png)' }],
    ['a note cannot be read', { 'b.md': new Uint8Array([0xff, 0xfe, 0xff]) }],
  ])('is none where %s', async (_, changes) => {
    const { host, workspace } = await takenBack();
    for (const [path, content] of Object.entries(changes)) workspace.put(path, content);
    expect(await runSyncJob(host)).toMatchObject({ steps: { upload: 1 } });
    expect(await host.ledger.pending()).toEqual([]);
  });

  it('is none where another job stores it, and points its note at the store, before that note is read', async () => {
    const { host, network } = await jobOffline(files);
    network.restore();
    let other: Promise<unknown> | undefined;
    const workspace: Workspace = {
      ...host.workspace,
      async readNote(path) {
        other ??= runSyncJob(host);
        await other;
        return host.workspace.readNote(path);
      },
    };
    expect(await runSyncJob({ ...host, workspace })).toMatchObject({ notices: [], problems: [] });
    expect(await host.ledger.pending()).toEqual([]);
  });

  it('is uploaded when somebody asks for just that', async () => {
    const { host, stores } = await takenBack();
    await runSyncJob(host, { onlyEntries: ({ path }) => path === 'cat.png' });
    expect([...stores.main.objects.keys()]).toEqual(['cat.png']);
  });
});

describe('a picture that is to stay in the workspace', () => {
  it('is not waited for any more, nor are its mirrors', async () => {
    const { host, network, stores } = await jobOffline(
      { 'a.md': '![](cat.png)', 'cat.png': cat },
      { mirrors: ['backup'] },
    );
    const entry = (await host.ledger.pending()).find(({ role }) => role === 'primary');
    if (entry === undefined) throw new Error('nothing waits');
    await forgetPending(host, entry);
    expect(await host.ledger.pending()).toEqual([]);
    network.restore();
    expect(await runSyncJob(host)).toMatchObject({ steps: {}, changed: 0, problems: [] });
    expect([stores.main.objects.size, stores.backup.objects.size]).toEqual([0, 0]);
  });
});
