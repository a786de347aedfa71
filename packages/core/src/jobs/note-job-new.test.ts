import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../errors.ts';
import { type JobChanges, jobUnderTest, refuse, storage } from '../testing/job-under-test.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { runNoteJob } from './note-job.ts';

describe('images of the web', () => {
  const url = 'https://elsewhere.test/img/Cat%20one.png?size=large&token=secret';
  const rehost = { rehost: true };

  function webJob(text: string, changes?: JobChanges) {
    const job = jobUnderTest({ 'n/a.md': text }, changes);
    job.web.set(url, pngOf('cat'));
    return job;
  }

  it('stay where they are, unless one asks for them', async () => {
    const { host, notes, workspace } = webJob(`![](${url})`);
    expect(await runNoteJob(host, notes())).toMatchObject({ changed: 0, steps: {}, problems: [] });
    expect(workspace.text('n/a.md')).toBe(`![](${url})`);
  });

  it.each([
    ['remote', '![](https://main.test/Cat-one.png)', ['n/a.md']],
    ['dual', '![](https://main.test/Cat-one.png)', ['n/a.md', 'n/assets/Cat-one.png']],
    ['local', '![](assets/Cat-one.png)', ['n/a.md', 'n/assets/Cat-one.png']],
  ])('are kept as a %s note has it', async (mode, text, paths) => {
    const { host, notes, workspace, stores } = webJob(`![](${url})`, storage({ mode }));
    const report = await runNoteJob(host, notes(), rehost);
    expect(report).toMatchObject({ changed: 1, steps: { 're-host': 1 }, problems: [] });
    expect(workspace.text('n/a.md')).toBe(text);
    expect(workspace.paths()).toEqual(paths);
    expect(stores.main.objects.size).toBe(mode === 'local' ? 0 : 1);
    expect(await runNoteJob(host, notes(), rehost)).toMatchObject({ changed: 0, problems: [] });
  });

  it('without a scheme are fetched as well', async () => {
    const { host, notes, workspace } = webJob(
      '![](//elsewhere.test/img/Cat%20one.png?size=large&token=secret)',
    );
    await runNoteJob(host, notes(), rehost);
    expect(workspace.text('n/a.md')).toBe('![](https://main.test/Cat-one.png)');
  });

  it.each<[string, (job: ReturnType<typeof webJob>) => void, ErrorCode]>([
    ['cannot be fetched', ({ web }) => web.delete(url), 'source/download-failed'],
    ['are none', ({ web }) => web.set(url, new TextEncoder().encode('<html>')), 'source/not-an-image'],
    ['cannot be stored', ({ stores }) => refuse(stores.main, 'network/dns'), 'network/dns'],
  ])('that %s keep their link, and leave nothing behind', async (_, spoil, code) => {
    const job = webJob(`![](${url})`);
    spoil(job);
    const report = await runNoteJob(job.host, job.notes(), rehost);
    expect(report.problems).toMatchObject([
      { note: 'n/a.md', line: 1, subject: 'https://elsewhere.test/img/Cat%20one.png', error: { code } },
    ]);
    expect(job.workspace.text('n/a.md')).toBe(`![](${url})`);
    expect(job.workspace.paths()).toEqual(['n/a.md']);
    expect(await job.host.ledger.pending()).toEqual([]);
  });

  it.each([
    ['in the store of any profile', 'https://backup.test/x.png'],
    ['of a site that is to be skipped', 'https://skipped.test/x.png'],
    ['of a part of such a site', 'https://img.Skipped.test/x.png'],
    ['that is no address', 'https://[/x.png'],
  ])('%s are left alone', async (_, address) => {
    const job = jobUnderTest({ 'a.md': `![](<${address}>)` });
    const options = { ...rehost, skipDomains: ['.skipped.test'] };
    expect(await runNoteJob(job.host, job.notes(), options)).toMatchObject({ steps: {}, problems: [] });
  });

  it('that this workspace stored under another address are left alone', async () => {
    const job = jobUnderTest({ 'a.md': '![](https://old-domain.test/x.png)' });
    await job.host.ledger.record({
      ...{
        type: 'stored',
        sha256: 'a'.repeat(64),
        size: 1,
        key: 'x.png',
        url: 'https://old-domain.test/x.png',
      },
      ...{
        profile: 'main',
        store: 'memory main',
        contentType: 'image/png',
        storedAt: '2026-01-01T00:00:00.000Z',
      },
    });
    expect(await runNoteJob(job.host, job.notes(), rehost)).toMatchObject({ steps: {}, problems: [] });
  });

  it('in front matter are those that are called like images', async () => {
    const { host, notes, workspace } = webJob(
      `---\ncover: ${url}\nbanner: https://elsewhere.test/page\n---\n`,
    );
    expect(await runNoteJob(host, notes(), rehost)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('n/a.md')).toBe(
      '---\ncover: https://main.test/Cat-one.png\nbanner: https://elsewhere.test/page\n---\n',
    );
  });

  it('are fetched once for all notes', async () => {
    const job = webJob(`![](${url})`);
    job.workspace.put('b.md', `![](${url}) ![](${url})`);
    let fetched = 0;
    const download: typeof job.host.download = (...args) => {
      fetched++;
      return job.host.download(...args);
    };
    await runNoteJob({ ...job.host, download }, job.notes(), rehost);
    expect(fetched).toBe(1);
  });
});

describe('images that a note holds whole', () => {
  const base64 = Buffer.from(pngOf('cat')).toString('base64');
  const svg = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";

  it('become objects, or files', async () => {
    const files = { 'a.md': `![x](data:image/png;base64,${base64})\n\n![](<${svg}>)` };
    const remote = jobUnderTest(files);
    expect(await runNoteJob(remote.host, remote.notes())).toMatchObject({
      steps: { upload: 2 },
      problems: [],
    });
    expect(remote.workspace.text('a.md')).toBe(
      '![x](https://main.test/image.png)\n\n![](https://main.test/image.svg)',
    );
    expect(remote.stores.main.read('https://main.test/image.png')).toEqual(pngOf('cat'));
    const local = jobUnderTest(files, storage({ mode: 'local' }));
    await runNoteJob(local.host, local.notes());
    expect(local.workspace.text('a.md')).toMatch(/^!\[x\]\(assets\/image-[\da-f]{8}\.png\)\n\n!\[\]\(assets/);
  });

  it('stay in the note when they are broken, or cannot be stored', async () => {
    const text = `![](data:image/png;base64,!!!) ![](data:text/plain,hello) ![](data:image/png;base64,${base64})`;
    const job = jobUnderTest({ 'a.md': text });
    refuse(job.stores.main, 'store/quota-exceeded');
    const { problems } = await runNoteJob(job.host, job.notes());
    expect(problems.map(({ subject, error }) => [subject, error.code])).toEqual([
      ['data:image/png;base64,…', 'source/unreadable'],
      ['data:text/plain,…', 'source/not-an-image'],
      ['data:image/png;base64,…', 'store/quota-exceeded'],
    ]);
    expect(job.workspace.text('a.md')).toBe(text);
  });

  it.each(['obsidian://open?file=a.png', 'app://local/a.png', 'blob:abc'])(
    'are not meant by %s',
    async (target) => {
      const job = jobUnderTest({ 'a.md': `![](${target})` });
      expect(await runNoteJob(job.host, job.notes(), { rehost: true })).toMatchObject({
        steps: {},
        problems: [],
      });
    },
  );
});
