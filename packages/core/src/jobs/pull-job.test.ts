import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { damageReads } from '../testing/damage-reads.ts';
import { type JobChanges, jobUnderTest, listed } from '../testing/job-under-test.ts';
import { createMemoryWorkspace, type FileContent } from '../testing/memory-workspace.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import type { JobOptions } from './job.ts';
import { runNoteJob } from './note-job.ts';
import { runPullJob } from './pull-job.ts';

type Files = Readonly<Record<string, FileContent>>;

/** A bucket with these objects, and an empty folder to pull them into. */
function pullJob(
  files: Files,
  objects: readonly string[] = [],
  there: Files = {},
  { caseInsensitive = false, ...changes }: JobChanges & { readonly caseInsensitive?: boolean } = {},
) {
  const job = jobUnderTest(files, { keyTemplate: 'img/{name}.{ext}', ...changes });
  for (const key of objects) job.stores.main.plant(key, pngOf(key));
  const into = createMemoryWorkspace(there, { caseInsensitive });
  const pullAll = (options: JobOptions & { readonly prefix?: string; readonly profile?: string } = {}) => {
    const { prefix, profile, ...rest } = options;
    const source = { all: true, ...(prefix && { prefix }), ...(profile && { profile }) } as const;
    return runPullJob(job.host, source, { into, ...rest });
  };
  const pullNotes = (...notes: readonly string[]) =>
    runPullJob(job.host, { notes: listed(...notes) }, { into });
  return { ...job, into, pullAll, pullNotes };
}

const url = 'https://main.test/img/cat.png';

describe('pull of notes', () => {
  it('downloads the objects that they show, by key, and leaves the notes alone', async () => {
    const { into, workspace, pullNotes } = pullJob(
      {
        'a.md': `![](${url}) ![](https://elsewhere.test/x.png)\n[![](${url}?x=1)](y)`,
        'b.md': `![](${url})`,
      },
      ['img/cat.png', 'img/dog.png'],
    );
    const before = workspace.text('a.md');
    expect(await pullNotes('a.md', 'b.md')).toMatchObject({
      ...{ notes: 2, changed: 0, steps: { download: 1 }, problems: [] },
    });
    expect(into.paths()).toEqual(['img/cat.png']);
    expect(into.bytes('img/cat.png')).toEqual(pngOf('img/cat.png'));
    expect(workspace.text('a.md')).toBe(before);
  });

  it('tells where an object is missing', async () => {
    const { pullNotes } = pullJob({ 'a.md': `\n![](${url})` });
    expect((await pullNotes('a.md')).problems).toMatchObject([
      { note: 'a.md', line: 2, subject: url, error: { code: 'store/no-such-key' } },
    ]);
  });

  it('downloads images of other sites when asked to, and pages never', async () => {
    const { host, web, into } = pullJob({
      'a.md': `---\ncover: https://x.test/page\n---\n![](//x.test/a/%E5%9B%BE) ![](https://x.test/p) ![](https://x.test/)`,
    });
    web.set('https://x.test/a/%E5%9B%BE', pngOf('picture'));
    web.set('https://x.test/p', new TextEncoder().encode('<html>'));
    web.set('https://x.test/', pngOf('root'));
    const report = await runPullJob(host, { notes: listed('a.md') }, { into, foreign: true });
    expect(into.paths()).toEqual([expect.stringMatching(/^x\.test\/[0-9a-f]{16}\.png$/), 'x.test/a/图.png']);
    expect(report.problems).toMatchObject([{ error: { code: 'source/not-an-image' } }]);
  });

  it('asks no store for what the ledger knows and the folder has', async () => {
    const { host, notes, stores, pullNotes } = pullJob({ 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') });
    await runNoteJob(host, notes());
    await pullNotes('a.md');
    const calls = stores.main.calls.length;
    expect(await pullNotes('a.md')).toMatchObject({ steps: { download: 1 }, problems: [] });
    expect(stores.main.calls).toHaveLength(calls);
  });
});

describe('pull --all', () => {
  it('downloads every object, over all pages of the list, and no folders', async () => {
    const keys = ['a.png', 'img/2026/b.png', 'img/c.png', 'img/图 1.png', 'z/d.txt'];
    const { into, stores, pullAll } = pullJob({}, keys);
    stores.main.plant('img/', new Uint8Array());
    expect(await pullAll()).toMatchObject({ notes: 0, steps: { download: 5 }, problems: [] });
    expect(into.paths()).toEqual(keys);
    for (const key of keys) expect(into.bytes(key)).toEqual(pngOf(key));
  });

  it('can be of one prefix, and of another profile', async () => {
    const { into, stores, pullAll } = pullJob({}, ['img/a.png', 'other/b.png']);
    stores.backup.plant('c.png', pngOf('c'));
    await pullAll({ prefix: 'img/' });
    expect(into.paths()).toEqual(['img/a.png']);
    await pullAll({ profile: 'backup' });
    expect(into.paths()).toEqual(['c.png', 'img/a.png']);
  });

  it('does not fetch again what is there, and fetches what is not', async () => {
    const { into, stores, pullAll } = pullJob({}, ['a.png', 'b.png']);
    await pullAll();
    into.put('b.png', undefined);
    const calls = stores.main.calls.length;
    const events: boolean[] = [];
    await pullAll({ onEvent: (event) => void (event.type === 'done' && events.push(event.reused)) });
    expect(stores.main.calls.slice(calls)).toEqual(['get b.png']);
    expect(events.toSorted()).toEqual([false, true]);
    expect(into.paths()).toEqual(['a.png', 'b.png']);
  });

  it.each([
    ['of another size', pngOf('something else')],
    ['of the same size', pngOf('b.pnG')],
  ])('leaves a file %s where it is, and puts the object beside it', async (_, content) => {
    const { into, pullAll } = pullJob({}, ['b.png'], { 'b.png': content });
    await pullAll();
    await pullAll();
    expect(into.bytes('b.png')).toEqual(content);
    const [beside, ...others] = into.paths().filter((path) => path !== 'b.png');
    expect(beside).toMatch(/^b-[0-9a-f]{8}\.png$/);
    expect(others).toEqual([]);
    expect(into.bytes(beside ?? '')).toEqual(pngOf('b.png'));
  });

  it('keeps keys apart that one file system takes for the same name', async () => {
    const { into, pullAll } = pullJob({}, ['A.png', 'a.png'], {}, { caseInsensitive: true });
    await pullAll();
    await pullAll();
    const contents = into.paths().map((path) => Buffer.from(into.bytes(path) ?? []).toString('latin1'));
    expect(contents.toSorted()).toEqual(
      ['A.png', 'a.png'].map((key) => Buffer.from(pngOf(key)).toString('latin1')).toSorted(),
    );
  });

  it('tells of keys that name no file, and goes on', async () => {
    const keys = ['a//b.png', '../up.png', 'c/../d.png', '/root.png', 'back\\slash.png'];
    const { into, pullAll } = pullJob({}, [...keys, 'fine.png', 'CON.png']);
    const report = await pullAll();
    expect(report.problems.map(({ subject, error }) => [subject, error.code])).toEqual(
      keys.toSorted().map((key) => [key, 'store/unusable-key']),
    );
    expect(into.paths()).toEqual([expect.stringMatching(/^CON-[0-9a-f]{8}\.png$/), 'fine.png']);
  });

  it('never writes damaged bytes', async () => {
    const { into, stores, pullAll } = pullJob({}, ['a.png']);
    damageReads(stores.main, Number.POSITIVE_INFINITY);
    expect((await pullAll()).problems).toMatchObject([
      { subject: 'a.png', error: { code: 'store/damaged' } },
    ]);
    expect(into.paths()).toEqual([]);
  });

  it.each(['opaque', 'encrypted', 'none'] as const)(
    'takes what ETags say nothing about: %s',
    async (etags) => {
      const { into, pullAll } = pullJob({}, ['a.png'], {}, { etags });
      await pullAll();
      expect(await pullAll()).toMatchObject({ problems: [] });
      expect(into.paths()).toEqual(['a.png']);
      expect(into.bytes('a.png')).toEqual(pngOf('a.png'));
    },
  );

  it('takes an object that was replaced since it was uploaded, as the ETag proves it', async () => {
    const { host, into, notes, stores, pullAll } = pullJob({
      'a.md': '![](cat.png)',
      'cat.png': pngOf('cat'),
    });
    await runNoteJob(host, notes());
    stores.main.plant('img/cat.png', pngOf('replaced'));
    expect(await pullAll()).toMatchObject({ problems: [] });
    expect(into.bytes('img/cat.png')).toEqual(pngOf('replaced'));
  });

  it('tells of objects that are too large, and reads none of their bytes', async () => {
    const { stores, pullAll } = pullJob({}, ['a.png']);
    stores.main.plant('huge.bin', new Uint8Array(51 * 1024 * 1024));
    const report = await pullAll();
    expect(report.problems).toMatchObject([{ subject: 'huge.bin', error: { code: 'source/too-large' } }]);
    expect(stores.main.calls).toEqual(['get a.png']);
  });

  it('is a problem as a whole when the list breaks off, and keeps what it got', async () => {
    const { host, into, pullAll } = pullJob({}, ['a.png']);
    const profile = await host.profiles.open('main');
    const broken = { ...host.profiles, open: async () => ({ ...profile, openBucket: refused }) };
    const report = await runPullJob({ ...host, profiles: broken }, { all: true }, { into });
    expect(report.problems).toMatchObject([{ subject: 'pull', error: { code: 'store/access-denied' } }]);
    expect((await pullAll({ profile: 'nonsense' })).problems).toMatchObject([
      { error: { code: 'config/invalid' } },
    ]);
  });

  it('stops when it is told to, and goes on the next time', async () => {
    const { into, stores, pullAll } = pullJob({}, ['a.png', 'b.png', 'c.png']);
    const stop = new AbortController();
    stores.main.disturb = async (_call, _key, run) => {
      await run();
      stop.abort();
    };
    const report = await pullAll({ signal: stop.signal });
    expect(report).toMatchObject({ cancelled: true, problems: [] });
    stores.main.disturb = (_call, _key, run) => run();
    await pullAll();
    expect(into.paths()).toEqual(['a.png', 'b.png', 'c.png']);
  });

  it('writes nothing in a dry run, and says what it would', async () => {
    const { into, stores, events, onEvent, pullAll } = pullJob({}, ['a.png']);
    expect(await pullAll({ dryRun: true, onEvent })).toMatchObject({ changed: 0, steps: { download: 1 } });
    expect(events).toMatchObject([{ type: 'planned', kind: 'download', subject: 'a.png' }]);
    expect(into.paths()).toEqual([]);
    expect(stores.main.calls).toEqual([]);
  });
});

function refused(): Promise<never> {
  return Promise.reject(new ImbedError('store/access-denied'));
}
