import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import { damageReads } from '../testing/damage-reads.ts';
import { type JobChanges, jobUnderTest, listed, pathOf } from '../testing/job-under-test.ts';
import type { FileContent } from '../testing/memory-workspace.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { runFlipJob } from './flip-job.ts';
import type { JobHost } from './job.ts';
import { runNoteJob } from './note-job.ts';

function flipJob(files: Readonly<Record<string, FileContent>>, changes: JobChanges = {}) {
  return jobUnderTest(files, { keyTemplate: 'img/{name}.{ext}', ...changes });
}

const catUrl = 'https://main.test/img/cat.png';

describe('flip to local', () => {
  it('downloads an object of ours into the local folder, records it and links to it', async () => {
    const { host, workspace, stores } = flipJob({ 'n/a.md': `# A\n\n![x](${catUrl} "t")\n` });
    stores.main.plant('img/cat.png', pngOf('cat'));
    const report = await runFlipJob(host, listed('n/a.md'), { to: 'local' });
    expect(report).toMatchObject({ changed: 1, steps: { download: 1 }, problems: [] });
    expect(workspace.text('n/a.md')).toBe('# A\n\n![x](assets/cat.png "t")\n');
    expect(workspace.bytes('n/assets/cat.png')).toEqual(pngOf('cat'));
    expect(await host.ledger.localAt(pathOf('n/assets/cat.png'))).toMatchObject({ size: 11 });
  });

  it('takes the copy that the ledger knows, and asks no store', async () => {
    const { host, workspace, stores, notes } = flipJob({
      'a.md': '![](x/cat.png)',
      'x/cat.png': pngOf('cat'),
    });
    await runNoteJob(host, notes());
    expect(workspace.text('a.md')).toBe(`![](${catUrl})`);
    const calls = stores.main.calls.length;
    await runFlipJob(host, notes(), { to: 'local' });
    expect(workspace.text('a.md')).toBe('![](x/cat.png)');
    expect(stores.main.calls).toHaveLength(calls);
  });

  it.each<[string, FileContent | undefined]>([
    ['is gone', undefined],
    ['is another one now', pngOf('dog')],
  ])('downloads again when the copy %s', async (_, content) => {
    const { host, workspace, notes } = flipJob({
      'a.md': '![](assets/cat.png)',
      'assets/cat.png': pngOf('cat'),
    });
    await runNoteJob(host, notes());
    workspace.put('assets/cat.png', content);
    await runFlipJob(host, notes(), { to: 'local' });
    const target = workspace.text('a.md')?.slice('![]('.length, -1) ?? '';
    expect(workspace.bytes(target)).toEqual(pngOf('cat'));
    if (content !== undefined) expect(workspace.bytes('assets/cat.png')).toEqual(content);
  });

  it('has one copy for all notes', async () => {
    const { host, workspace, stores } = flipJob({ 'a/a.md': `![](${catUrl})`, 'b.md': `![](${catUrl})` });
    stores.main.plant('img/cat.png', pngOf('cat'));
    await runFlipJob(host, listed('a/a.md', 'b.md'), { to: 'local' });
    expect(workspace.paths()).toEqual(['a/a.md', 'a/assets/cat.png', 'b.md']);
    expect(workspace.text('b.md')).toBe('![](a/assets/cat.png)');
  });

  it('gives each note the copy that is nearest to it', async () => {
    const { host, workspace, notes } = flipJob({
      'a/a.md': '![](cat.png)',
      'a/cat.png': pngOf('cat'),
      'b/b.md': '![](cat.png)',
      'b/cat.png': pngOf('cat'),
    });
    await runFlipJob(host, notes(), { to: 'remote' });
    expect(workspace.text('b/b.md')).toBe(`![](${catUrl})`);
    await runFlipJob(host, notes(), { to: 'local' });
    expect([workspace.text('a/a.md'), workspace.text('b/b.md')]).toEqual(['![](cat.png)', '![](cat.png)']);
  });

  it('leaves foreign images, local ones, and notes that want to be left alone', async () => {
    const text = '![](https://elsewhere.test/a.png) ![](cat.png) ![](data:image/png;base64,AA==)';
    const off = `---\nimbed: off\n---\n![](${catUrl})`;
    const { host, workspace, stores, notes } = flipJob({ 'a.md': text, 'b.md': off });
    const report = await runFlipJob(host, notes(), { to: 'local' });
    expect(report).toMatchObject({ changed: 0, steps: {}, problems: [] });
    expect([workspace.text('a.md'), workspace.text('b.md')]).toEqual([text, off]);
    expect(stores.main.calls).toEqual([]);
  });

  it('knows objects of every profile, by every address that they were linked with', async () => {
    const { host, workspace, stores } = flipJob({
      'a.md':
        '![](https://backup.test/img/dog.png)\n![](https://old.test/cat.png)\n![](//main.test/img/owl.png)',
    });
    stores.backup.plant('img/dog.png', pngOf('dog'));
    stores.main.plant('img/cat.png', pngOf('cat'));
    stores.main.plant('img/owl.png', pngOf('owl'));
    const stored = await storedEntry(host, pngOf('cat'), 'https://old.test/cat.png');
    await host.ledger.record(stored);
    await runFlipJob(host, listed('a.md'), { to: 'local' });
    expect(workspace.text('a.md')).toBe('![](assets/dog.png)\n![](assets/cat.png)\n![](assets/owl.png)');
  });

  it('gets what lies in a bucket of no profile any more from where it was linked, if the bytes are right', async () => {
    const url = 'https://gone.test/cat.png';
    const { host, workspace, web } = flipJob({ 'a.md': `![](${url})` });
    await host.ledger.record({ ...(await storedEntry(host, pngOf('cat'), url)), store: 'another bucket' });
    web.set(url, pngOf('a parking page'));
    const report = await runFlipJob(host, listed('a.md'), { to: 'local' });
    expect(report.problems).toMatchObject([{ line: 1, error: { code: 'store/damaged' } }]);
    web.set(url, pngOf('cat'));
    await runFlipJob(host, listed('a.md'), { to: 'local' });
    expect(workspace.text('a.md')).toBe('![](assets/cat.png)');
  });

  it('leaves the reference when the object is gone', async () => {
    const { host, workspace } = flipJob({ 'a.md': `\n![](${catUrl})` });
    const report = await runFlipJob(host, listed('a.md'), { to: 'local' });
    expect(report).toMatchObject({ changed: 0, steps: {} });
    expect(report.problems).toMatchObject([{ note: 'a.md', line: 2, error: { code: 'store/no-such-key' } }]);
    expect(workspace.text('a.md')).toBe(`\n![](${catUrl})`);
  });

  describe('with bytes that were damaged on their way', () => {
    const hashKey = 'img/{hash:16}.{ext}';

    it.each(['the ledger', 'the ETag'])('finds out by %s', async (by) => {
      const { host, workspace, stores } = flipJob({ 'a.md': `![](${catUrl})` });
      stores.main.plant('img/cat.png', pngOf('cat'));
      if (by === 'the ledger') await host.ledger.record(await storedEntry(host, pngOf('cat'), catUrl));
      damageReads(stores.main, Number.POSITIVE_INFINITY);
      const report = await runFlipJob(host, listed('a.md'), { to: 'local' });
      expect(report.problems).toMatchObject([{ error: { code: 'store/damaged' } }]);
      expect(workspace.paths()).toEqual(['a.md']);
    });

    it('reads once more', async () => {
      const { host, workspace, stores, notes } = flipJob(
        { 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') },
        { keyTemplate: hashKey },
      );
      await runNoteJob(host, notes());
      workspace.put('cat.png', undefined);
      damageReads(stores.main, 1);
      expect(await runFlipJob(host, notes(), { to: 'local' })).toMatchObject({ changed: 1, problems: [] });
      expect(workspace.bytes('assets/cat.png')).toEqual(pngOf('cat'));
    });
  });
});

describe('flip to remote', () => {
  it.each([
    ['local', { mode: 'local' }],
    ['dual', { mode: 'dual', link: 'local' }],
    ['remote', { mode: 'remote' }],
  ])('uploads the files of %s notes and links to the objects', async (_, storage) => {
    const files = { 'a.md': '![](cat.png)\n\n![[cat.png|300]]', 'cat.png': pngOf('cat') };
    const { host, workspace, stores, notes } = flipJob(files, { settings: { storage } });
    const report = await runFlipJob(host, notes(), { to: 'remote' });
    expect(report).toMatchObject({ changed: 1, steps: { upload: 1 }, problems: [] });
    expect(workspace.text('a.md')).toBe(`![](${catUrl})\n\n![300](${catUrl})`);
    expect(stores.main.objects.get('img/cat.png')?.bytes).toEqual(pngOf('cat'));
    expect(workspace.bytes('cat.png')).toEqual(pngOf('cat'));
  });

  it('links to an object that has the bytes already, under whatever key', async () => {
    const { host, workspace, stores } = flipJob({ 'a.md': '![](https://main.test/2019/old.png)' });
    stores.main.plant('2019/old.png', pngOf('cat'));
    await runFlipJob(host, listed('a.md'), { to: 'local' });
    expect(workspace.text('a.md')).toBe('![](assets/old.png)');
    await runFlipJob(host, listed('a.md'), { to: 'remote' });
    expect(workspace.text('a.md')).toBe('![](https://main.test/2019/old.png)');
    expect([...stores.main.objects.keys()]).toEqual(['2019/old.png']);
  });

  it('uploads again what is no longer in the store, or is another object there', async () => {
    const { host, workspace, stores, notes } = flipJob({ 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') });
    await runFlipJob(host, notes(), { to: 'remote' });
    await runFlipJob(host, notes(), { to: 'local' });
    stores.main.plant('img/cat.png', pngOf('dog'));
    await runFlipJob(host, notes(), { to: 'remote' });
    const url = workspace.text('a.md')?.slice('![]('.length, -1) ?? '';
    expect(url).not.toBe(catUrl);
    expect(stores.main.read(url)).toEqual(pngOf('cat'));
  });

  it('tells which files are missing, and what waits for the store', async () => {
    const { host, workspace, stores } = flipJob({
      'a.md': '![](gone.png)\n![](cat.png)',
      'cat.png': pngOf('cat'),
    });
    stores.main.disturb = () => Promise.reject(new ImbedError('network/dns'));
    const report = await runFlipJob(host, listed('a.md'), { to: 'remote' });
    expect(report).toMatchObject({ changed: 0, pending: 1 });
    expect(report.problems.map(({ line, error }) => [line, error.code])).toEqual([
      [1, 'source/not-found'],
      [2, 'network/dns'],
    ]);
    expect(workspace.text('a.md')).toBe('![](gone.png)\n![](cat.png)');
  });
});

it.each(['local', 'remote'] as const)('a dry run to %s changes nothing anywhere', async (to) => {
  const files = { 'a.md': `![](${catUrl}) ![](dog.png)`, 'dog.png': pngOf('dog') };
  const { host, workspace, stores, events, onEvent } = flipJob(files);
  stores.main.plant('img/cat.png', pngOf('cat'));
  const report = await runFlipJob(host, listed('a.md'), { to, dryRun: true, onEvent });
  expect(report).toMatchObject({ changed: 1, problems: [] });
  expect(events.filter(({ type }) => type === 'planned')).toHaveLength(1);
  expect(workspace.paths()).toEqual(['a.md', 'dog.png']);
  expect(workspace.text('a.md')).toBe(files['a.md']);
  expect([...stores.main.objects.keys()]).toEqual(['img/cat.png']);
});

it('flipping there and back gives the same bytes, whatever is in the note', async () => {
  const name = fc.stringMatching(/^[a-z图é]{1,6}$/).map((stem) => `${stem}.png`);
  const link = fc.oneof(
    name.map((file) => `![alt](img/${file})`),
    name.map((file) => `![alt](img/${file} "title")`),
    name.map((file) => `<img src="img/${file}" width="3">`),
    name.map((file) => `[r]: img/${file}\n\n![r]`),
    fc.constantFrom(
      'text\r\n',
      '`![](img/x.png)`',
      '\n\n',
      '![](https://elsewhere.test/a.png)',
      '[a](img/b.png)',
    ),
  );
  const note = fc.array(link, { maxLength: 8 }).map((links) => links.join('\n\n'));
  await fc.assert(
    fc.asyncProperty(note, async (text) => {
      const names = new Set([...text.matchAll(/img\/([^)"\s`]+\.png)/g)].map(([, file]) => `img/${file}`));
      const pictures = Object.fromEntries([...names].map((path) => [path, pngOf(path)]));
      const { host, workspace, notes } = flipJob({ 'a.md': text, ...pictures });
      const there = await runFlipJob(host, notes(), { to: 'remote' });
      expect(there.problems).toEqual([]);
      expect(workspace.text('a.md')).not.toMatch(/!\[[a-z]*\]\(img(?!.*`)/);
      const back = await runFlipJob(host, notes(), { to: 'local' });
      expect(back.problems).toEqual([]);
      expect(workspace.text('a.md')).toBe(text);
      expect(workspace.paths()).toEqual(['a.md', ...Object.keys(pictures).sort()]);
    }),
  );
});

async function storedEntry({ digests }: JobHost, bytes: Uint8Array, url: string): Promise<LedgerEntry> {
  const sha256 = await sha256Hex(digests, bytes);
  return {
    ...{ type: 'stored', sha256, size: bytes.byteLength, key: 'img/cat.png', url, profile: 'main' },
    ...{ store: 'memory main', contentType: 'image/png', storedAt: '2026-01-01T00:00:00.000Z' },
  };
}

describe('flip to local with foreign images', () => {
  const web = 'https://example.com/dog.png';
  const files = { 'a.md': `![](${web}) ![](${catUrl})`, 'b.md': `![](${web})` };

  it('brings images of other sites beside the notes, one copy for all, and asks no store for them', async () => {
    const { host, workspace, stores, web: pages, notes } = flipJob(files);
    stores.main.plant('img/cat.png', pngOf('cat'));
    pages.set(web, pngOf('dog'));
    const report = await runFlipJob(host, notes(), { to: 'local', foreign: true });
    expect(report).toMatchObject({ changed: 2, steps: { download: 2 }, problems: [] });
    expect([workspace.text('a.md'), workspace.text('b.md')]).toEqual([
      '![](assets/dog.png) ![](assets/cat.png)',
      '![](assets/dog.png)',
    ]);
    expect(stores.main.objects.size).toBe(1);
  });

  it('leaves what is not meant alone, and foreign images that nobody asked for', async () => {
    const { host, workspace, web: pages, notes } = flipJob(files);
    pages.set(web, pngOf('dog'));
    await runFlipJob(host, notes(), { to: 'local' });
    expect(workspace.text('b.md')).toBe(files['b.md']);
    await runFlipJob(host, notes(), { to: 'local', foreign: true, only: ({ target }) => target === web });
    expect(workspace.text('a.md')).toBe(`![](assets/dog.png) ![](${catUrl})`);
  });
});
