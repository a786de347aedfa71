import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { damageReads } from '../testing/damage-reads.ts';
import { type JobChanges, jobUnderTest, listed, profileOf } from '../testing/job-under-test.ts';
import type { FileContent } from '../testing/memory-workspace.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { type MigrateJobOptions, runMigrateJob } from './migrate-job.ts';
import { runNoteJob } from './note-job.ts';
import { runSyncJob } from './sync-job.ts';
import { undoJob } from './undo.ts';

type Files = Readonly<Record<string, FileContent>>;

const url = 'https://main.test/old/cat.png';

/** `main` has `old/cat.png`; both profiles name by `img/{name}`. */
function migrateJob(files: Files, settings: JobChanges['settings'] = {}) {
  const job = jobUnderTest(files, { keyTemplate: 'img/{name}.{ext}', settings });
  job.stores.main.plant('old/cat.png', pngOf('cat'));
  const migrate = (options: Partial<MigrateJobOptions> = {}) =>
    runMigrateJob(job.host, job.notes(), { from: 'main', to: 'backup', ...options });
  return { ...job, migrate };
}

describe('migrate', () => {
  it('copies what notes show to the other profile, named by its template, and points them there', async () => {
    const { workspace, stores, migrate } = migrateJob({
      'a.md': `![x](${url} "t")\n![[b.png]] ![](https://x.test/c.png)`,
    });
    expect(await migrate()).toMatchObject({ changed: 1, steps: { copy: 1 }, problems: [] });
    expect(workspace.text('a.md')).toBe(
      '![x](https://backup.test/img/cat.png "t")\n![[b.png]] ![](https://x.test/c.png)',
    );
    expect(stores.backup.objects.get('img/cat.png')?.bytes).toEqual(pngOf('cat'));
    expect(stores.main.objects.get('old/cat.png')?.bytes).toEqual(pngOf('cat'));
  });

  it('keeps keys when asked to', async () => {
    const { workspace, stores, migrate } = migrateJob({ 'a.md': `![](${url})` });
    await migrate({ keepKeys: true });
    expect(workspace.text('a.md')).toBe('![](https://backup.test/old/cat.png)');
    expect([...stores.backup.objects.keys()]).toEqual(['old/cat.png']);
  });

  it('keeps no key that other bytes have', async () => {
    const { workspace, stores, migrate } = migrateJob({ 'a.md': `![](${url})` });
    stores.backup.plant('old/cat.png', pngOf('dog'));
    const report = await migrate({ keepKeys: true });
    expect(report.problems).toMatchObject([{ line: 1, error: { code: 'store/key-taken' } }]);
    expect(workspace.text('a.md')).toBe(`![](${url})`);
    expect(stores.backup.objects.get('old/cat.png')?.bytes).toEqual(pngOf('dog'));
  });

  it('copies an object once, for all notes and all addresses of it', async () => {
    const { stores, migrate } = migrateJob({
      'a.md': `![](${url}) ![](//main.test/old/cat.png)`,
      'b.md': `![](${url}?v=1)`,
    });
    expect(await migrate()).toMatchObject({ changed: 2, steps: { copy: 1 } });
    const traffic = [...stores.main.calls, ...stores.backup.calls].filter((call) =>
      /^(?:get|put)/.test(call),
    );
    expect(traffic).toEqual(['get old/cat.png', 'put img/cat.png']);
  });

  it.each([true, false])(
    'fetches nothing again that the ledger knows to be there (keys kept: %s)',
    async (keepKeys) => {
      const { host, workspace, stores, notes, migrate } = migrateJob({
        'a.md': '![](b.png)',
        'b.png': pngOf('b'),
      });
      await runNoteJob(host, notes());
      const text = workspace.text('a.md') ?? '';
      await migrate({ keepKeys });
      workspace.put('a.md', text);
      const before = [stores.main.calls.length, stores.backup.calls.length];
      expect(await migrate({ keepKeys })).toMatchObject({ changed: 1, problems: [] });
      expect(stores.main.calls.slice(before[0])).toEqual([]);
      expect(stores.backup.calls.slice(before[1])).toEqual(['head img/b.png']);
    },
  );

  it('copies again what was lost there', async () => {
    const { host, workspace, stores, notes, migrate } = migrateJob({
      'a.md': '![](b.png)',
      'b.png': pngOf('b'),
    });
    await runNoteJob(host, notes());
    const text = workspace.text('a.md') ?? '';
    await migrate();
    workspace.put('a.md', text);
    await (await host.profiles.open('backup')).objects.delete(
      [...stores.backup.objects.values()][0]?.request.key ?? fail(),
    );
    await migrate();
    expect(stores.backup.read(workspace.text('a.md')?.slice('![]('.length, -1) ?? '')).toEqual(pngOf('b'));
  });

  describe('to a profile with mirrors', () => {
    const profiles = {
      main: profileOf('main', 'img/{name}.{ext}', []),
      backup: profileOf('backup', 'img/{name}.{ext}', ['main', 'third']),
      third: profileOf('third', 'third/{name}.{ext}', []),
    };
    /** In the tests, the store of `backup` serves the third profile, too. */
    const migrateToMirrored = (files: Files) => migrateJob(files, { profiles });

    it.each([
      [false, 'img/cat.png'],
      [true, 'old/cat.png'],
    ])('copies to those as well, but not back (keys kept: %s)', async (keepKeys, key) => {
      const { stores, migrate } = migrateToMirrored({ 'a.md': `![](${url})` });
      expect(await migrate({ keepKeys })).toMatchObject({ steps: { copy: 1 }, pending: 0, problems: [] });
      expect([...stores.backup.objects.keys()].toSorted()).toEqual([key, 'third/cat.png'].toSorted());
      expect([...stores.main.objects.keys()]).toEqual(['old/cat.png']);
    });

    it('points notes there when a mirror is out of reach, which gets its copy from the next sync', async () => {
      const { host, workspace, stores, migrate } = migrateToMirrored({ 'a.md': `![](${url})` });
      const { disturb } = stores.backup;
      stores.backup.disturb = (call, key, run) =>
        key.startsWith('third/') ? Promise.reject(new ImbedError('network/dns')) : disturb(call, key, run);
      expect(await migrate()).toMatchObject({
        ...{ changed: 1, pending: 1, problems: [] },
        notices: [{ error: { code: 'network/dns' } }],
      });
      expect(workspace.text('a.md')).toBe('![](https://backup.test/img/cat.png)');
      stores.backup.disturb = disturb;
      expect((await runSyncJob(host)).problems).toEqual([]);
      expect(stores.backup.objects.get('third/cat.png')?.bytes).toEqual(pngOf('cat'));
    });

    it('copies once more what a new mirror lacks, and nothing that all have', async () => {
      const { host, workspace, notes, stores, migrate } = migrateToMirrored({
        'a.md': '![](b.png)',
        'b.png': pngOf('b'),
      });
      await runNoteJob(host, notes());
      const text = workspace.text('a.md');
      const open = async (name: string) => {
        const profile = await host.profiles.open(name);
        return { ...profile, settings: { ...profile.settings, mirrors: [] } };
      };
      const before = { ...host, profiles: { ...host.profiles, open } };
      await runMigrateJob(before, notes(), { from: 'main', to: 'backup' });
      expect([...stores.backup.objects.keys()]).toEqual(['img/b.png']);
      for (const fetched of ['get img/b.png', undefined]) {
        workspace.put('a.md', text);
        const done = stores.main.calls.length;
        await migrate();
        expect(stores.main.calls.slice(done).find((call) => call.startsWith('get'))).toBe(fetched);
        expect(stores.backup.calls.filter((call) => call.startsWith('put'))).toEqual([
          'put img/b.png',
          'put third/b.png',
        ]);
      }
    });
  });

  it('leaves a reference whose object is gone, or arrives damaged', async () => {
    const { workspace, stores, migrate } = migrateJob({
      'a.md': `![](${url})\n![](https://main.test/gone.png)`,
    });
    damageReads(stores.main, Number.POSITIVE_INFINITY);
    const text = workspace.text('a.md');
    expect((await migrate()).problems.map(({ line, error }) => [line, error.code])).toEqual([
      [1, 'store/damaged'],
      [2, 'store/no-such-key'],
    ]);
    expect(workspace.text('a.md')).toBe(text);
    expect(stores.backup.objects.size).toBe(0);
  });

  it('leaves objects of other profiles alone', async () => {
    const text = '![](https://backup.test/a.png)';
    const { workspace, migrate } = migrateJob({ 'a.md': text });
    expect(await migrate()).toMatchObject({ changed: 0, steps: {}, problems: [] });
    expect(workspace.text('a.md')).toBe(text);
  });

  it('can be undone', async () => {
    const { host, workspace, migrate } = migrateJob({ 'a.md': `![](${url})` });
    await migrate();
    await undoJob(host, undefined);
    expect(workspace.text('a.md')).toBe(`![](${url})`);
  });

  it('says where notes would point, in a dry run', async () => {
    const { workspace, stores, events, onEvent, migrate } = migrateJob({ 'a.md': `![](${url})` });
    expect(await migrate({ dryRun: true, keepKeys: true, onEvent })).toMatchObject({ changed: 1 });
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'planned', subject: url, target: 'https://backup.test/old/cat.png' }),
    );
    expect(workspace.text('a.md')).toBe(`![](${url})`);
    expect(stores.backup.calls).toEqual([]);
  });

  it.each([
    ['the same profile', { to: 'main' }],
    ['a profile that is none', { from: 'nonsense' }],
  ])('refuses %s, and reads no note', async (_, options) => {
    const { host, workspace } = migrateJob({ 'a.md': `![](${url})` });
    const report = await runMigrateJob(host, listed('a.md'), { from: 'main', to: 'backup', ...options });
    expect(report).toMatchObject({ notes: 0, problems: [{ error: { code: 'config/invalid' } }] });
    expect(workspace.calls).toEqual([]);
  });
});

function fail(): never {
  throw new Error('nothing was stored');
}
