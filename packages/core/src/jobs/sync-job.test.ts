import { describe, expect, it } from 'vitest';
import { type ErrorCode, ImbedError } from '../errors.ts';
import { type JobChanges, jobUnderTest, listed, pathOf } from '../testing/job-under-test.ts';
import type { FileContent } from '../testing/memory-workspace.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { runNoteJob } from './note-job.ts';
import { runSyncJob } from './sync-job.ts';
import { undoJob } from './undo.ts';

/** What is left behind when `imbed note` ran without a network. */
async function offline(files: Readonly<Record<string, FileContent>>, changes: JobChanges = {}) {
  const job = jobUnderTest(files, changes);
  const network = cut(job, 'network/dns');
  await runNoteJob(job.host, job.notes());
  return { ...job, network };
}

/** Every store answers with this, until it is allowed to do better. */
function cut({ stores }: ReturnType<typeof jobUnderTest>, code: ErrorCode) {
  const before = Object.values(stores).map((store) => ({ store, disturb: store.disturb }));
  for (const { store } of before) store.disturb = () => Promise.reject(new ImbedError(code));
  return {
    restore: () => {
      for (const { store, disturb } of before) store.disturb = disturb;
    },
  };
}

const cat = pngOf('cat');
const link = '![](https://main.test/cat.png)';

describe('sync', () => {
  it('uploads what waits and points the notes there', async () => {
    const { host, workspace, network } = await offline({ 'a.md': '![](img/cat.png)', 'img/cat.png': cat });
    network.restore();
    const report = await runSyncJob(host);
    expect(report).toMatchObject({ changed: 1, pending: 0, problems: [] });
    expect(report).toMatchObject({ steps: { upload: 1, link: 1 }, reused: {} });
    expect(workspace.text('a.md')).toBe(link);
    expect(await host.ledger.pending()).toEqual([]);
  });

  it('does nothing, and reads no note, when nothing waits', async () => {
    const { host, workspace, network } = await offline({ 'a.md': '![](cat.png)', 'cat.png': cat });
    network.restore();
    await runSyncJob(host);
    const before = workspace.calls.length;
    expect(await runSyncJob(host)).toEqual({
      ...{ notes: 0, changed: 0, steps: {}, reused: {}, pending: 0, problems: [], notices: [] },
    });
    expect(workspace.calls.length).toBe(before);
  });

  it('says what still cannot be uploaded, and reads no note for it but those that it waits in', async () => {
    const { host, workspace } = await offline({ 'a.md': '![](cat.png)', 'b.md': 'No.', 'cat.png': cat });
    const before = workspace.calls.length;
    const report = await runSyncJob(host);
    expect(report).toMatchObject({ notes: 0, pending: 1 });
    expect(report.problems).toMatchObject([{ subject: 'cat.png', error: { code: 'network/dns' } }]);
    expect(workspace.calls.slice(before)).not.toContain('readNote b.md');
  });

  it('uploads what can be, when something else cannot', async () => {
    const { host, workspace, stores, network } = await offline({
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

  it('finds notes that were renamed or moved since, with their picture or without', async () => {
    const { host, workspace, network } = await offline({ 'a.md': '![](img/cat.png)', 'img/cat.png': cat });
    workspace.put('a.md', undefined);
    workspace.put('deep/er/b.md', '![](img/cat.png)');
    workspace.put('c.md', '![](<img/cat.png> "moved too")');
    workspace.put('deep/d.md', '![](../img/cat.png)');
    network.restore();
    expect(await runSyncJob(host)).toMatchObject({ changed: 3, problems: [] });
    expect(workspace.text('deep/er/b.md')).toBe(link);
    expect(workspace.text('c.md')).toBe('![](https://main.test/cat.png "moved too")');
    expect(workspace.text('deep/d.md')).toBe(link);
  });

  it('finds pictures that were moved and renamed since', async () => {
    const { host, workspace, network } = await offline({ 'a.md': '![](cat.png)', 'cat.png': cat });
    workspace.put('cat.png', undefined);
    workspace.put('animals/tom.png', cat);
    workspace.put('animals/other.png', pngOf('dog'));
    workspace.put('a.md', '![](animals/tom.png) ![](animals/other.png)');
    network.restore();
    expect(await runSyncJob(host)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('a.md')).toBe(`${link} ![](animals/other.png)`);
    expect(await host.ledger.localAt(pathOf('animals/tom.png'))).toBeDefined();
  });

  it('leaves a dead reference alone when another picture has that name', async () => {
    const { host, workspace, network } = await offline({ 'a.md': '![](img/cat.png)', 'img/cat.png': cat });
    workspace.put('b/img/cat.png', pngOf('another cat'));
    workspace.put('moved/x/c.md', '![](pictures/cat.png)');
    network.restore();
    await runSyncJob(host);
    expect(workspace.text('a.md')).toBe(link);
    expect(workspace.text('moved/x/c.md')).toBe('![](pictures/cat.png)');
  });

  it('finds the picture of a note that moved, also when the entry knows another note that shows it', async () => {
    const { host, workspace, network } = await offline({
      'in/n.md': '![](assets/cat.png)',
      'b.md': '![](in/assets/cat.png)',
      'in/assets/cat.png': cat,
    });
    workspace.put('in/n.md', undefined);
    workspace.put('moved.md', '![](assets/cat.png)');
    network.restore();
    await runSyncJob(host);
    expect(workspace.text('moved.md')).toBe(link);
  });

  it('leaves a dead link alone that never led to the picture that has its name', async () => {
    const { host, workspace, network } = await offline({ 'a/n.md': '![](image.png)', 'a/image.png': cat });
    const dead = ['![](old/place/image.png)', '![](../image.png)', '![[other/image.png]]'].join('\n');
    workspace.put('b/dead.md', dead);
    network.restore();
    expect(await runSyncJob(host)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('b/dead.md')).toBe(dead);
  });

  it('follows a link to where its picture was before that was moved and renamed', async () => {
    const { host, workspace, network } = await offline({ 'a.md': '![](img/Cat.png)', 'img/Cat.png': cat });
    workspace.put('sub/b.md', '![](../img/cat.png) ![[img/Cat.png]]');
    workspace.put('img/Cat.png', undefined);
    workspace.put('tom.png', cat);
    network.restore();
    expect(await runSyncJob(host)).toMatchObject({ changed: 2, problems: [] });
    const url = 'https://main.test/Cat.png';
    expect(workspace.text('a.md')).toBe(`![](${url})`);
    expect(workspace.text('sub/b.md')).toBe(`![](${url}) ![](${url})`);
  });

  it('leaves a reference alone whose file is another picture by now', async () => {
    const { host, workspace, network } = await offline({
      'a.md': '![](cat.png)',
      'b.md': '![](copy.png)',
      'cat.png': cat,
      'copy.png': cat,
    });
    workspace.put('cat.png', pngOf('dog'));
    network.restore();
    await runSyncJob(host);
    expect(workspace.text('a.md')).toBe('![](cat.png)');
    expect(workspace.text('b.md')).toContain('https://main.test/');
  });

  it('names an image that is nowhere any more, and keeps it pending', async () => {
    const { host, workspace, network } = await offline({ 'a.md': '![](cat.png)', 'cat.png': cat });
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
    const { host, workspace, stores, network } = await offline(files);
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
    const { host, workspace, network } = await offline(files);
    network.restore();
    const report = await runSyncJob(host, { onlyEntries: ({ path }) => path === 'cat.png' });
    expect(report).toMatchObject({ changed: 1, steps: { upload: 1, link: 1 } });
    expect(workspace.text('a.md')).toBe(`${link} ![](dog.png)`);
    expect((await host.ledger.pending()).map(({ path }) => path)).toEqual(['dog.png']);
  });

  it('leaves notes alone whose plan is another one', async () => {
    const { host, workspace, network } = await offline({ 'a.md': '![](cat.png)', 'cat.png': cat });
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
    const { host, workspace, clock, network } = await offline(
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
    const { host, workspace, network } = await offline({ 'a.md': '![](cat.png)', 'cat.png': cat });
    network.restore();
    await runSyncJob(host);
    expect(await undoJob(host, undefined)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('a.md')).toBe('![](cat.png)');
  });

  it('says in a dry run what it would do, and does nothing', async () => {
    const { host, workspace, stores, network } = await offline({ 'a.md': '![](cat.png)', 'cat.png': cat });
    network.restore();
    const report = await runSyncJob(host, { dryRun: true });
    expect(report).toMatchObject({ changed: 1, steps: { upload: 1, link: 1 }, problems: [] });
    expect(workspace.text('a.md')).toBe('![](cat.png)');
    expect(stores.main.objects.size).toBe(0);
    expect(await host.ledger.pending()).toHaveLength(1);
  });
});

describe('a picture that its writer took back', () => {
  const files = { 'a.md': '![](cat.png)', 'b.md': 'Another.', 'cat.png': cat };

  async function takenBack(instead = 'Nothing.') {
    const job = await offline(files);
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

  it('is uploaded when somebody asks for just that', async () => {
    const { host, stores } = await takenBack();
    await runSyncJob(host, { onlyEntries: ({ path }) => path === 'cat.png' });
    expect([...stores.main.objects.keys()]).toEqual(['cat.png']);
  });
});

describe('a sync that was killed', () => {
  it('goes on with the notes when the upload was over', async () => {
    const { host, workspace, network } = await offline({ 'a.md': '![](cat.png)', 'cat.png': cat });
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
      const { host, workspace, records, network } = await offline({
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
    const { host, workspace, network } = await offline({ 'a.md': '![](cat.png)', 'cat.png': cat });
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
    const { host, workspace, stores, network } = await offline({
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
    const { host, workspace, network, clock } = await offline({ 'a.md': '![](cat.png)', 'cat.png': cat });
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
