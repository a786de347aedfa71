import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { checkJob, type Files, found } from '../testing/check-under-test.ts';
import { pathOf, storage } from '../testing/job-under-test.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { runCheckJob } from './check-job.ts';
import { runFlipJob } from './flip-job.ts';
import { runNoteJob } from './note-job.ts';

const url = 'https://main.test/img/cat.png';

describe('check of notes', () => {
  it('finds nothing where everything is in its place', async () => {
    const files = {
      'a.md': `![](${url}) ![[dog.png]] ![](b/dog.png) ![](data:,x) ![](film.mp4) ![](https://x.test/gone.png)`,
      'b/dog.png': pngOf('dog'),
    };
    const { check, workspace } = checkJob(files, ['img/cat.png']);
    expect(await check()).toMatchObject({ notes: 1, changed: 0, steps: {}, problems: [] });
    expect(workspace.text('a.md')).toBe(files['a.md']);
  });

  it('finds objects and files that are gone, with the line', async () => {
    const { check, stores } = checkJob({
      'a.md': `\n![](${url})\n\n![](gone.png) ![[gone too.png|300]]`,
      'b.md': `---\nimbed: off\n---\n![](${url}?v=2)`,
    });
    expect(found(await check()).toSorted()).toEqual([
      ['a.md', 2, url, 'store/no-such-key'],
      ['a.md', 4, 'gone too.png', 'source/not-found'],
      ['a.md', 4, 'gone.png', 'source/not-found'],
      ['b.md', 4, url, 'store/no-such-key'],
    ]);
    expect(stores.main.calls).toEqual(['head img/cat.png']);
  });

  it('asks other sites only when told to, each address once', async () => {
    const text = ['ok', 'gone', 'page', 'ok'].map((name) => `![](https://x.test/${name})`).join('\n');
    const { check, host, web } = checkJob({
      'a.md': `---\ncover: https://x.test/post\n---\n${text}\n![](//x.test/huge)`,
    });
    web.set('https://x.test/ok', pngOf('ok'));
    web.set('https://x.test/page', new TextEncoder().encode('<html>'));
    web.set('https://x.test/huge', new Uint8Array(51 * 1024 * 1024));
    expect((await check()).problems).toEqual([]);
    const asked: string[] = [];
    const download: typeof host.download = (address, limits) => {
      asked.push(address);
      return host.download(address, limits);
    };
    const report = await runCheckJob({ ...host, download }, only('a.md'), { external: true });
    expect(found(report)).toEqual([
      ['a.md', 5, 'https://x.test/gone', 'source/download-failed'],
      ['a.md', 6, 'https://x.test/page', 'source/not-an-image'],
    ]);
    expect(asked.toSorted()).toEqual(['gone', 'huge', 'ok', 'page'].map((name) => `https://x.test/${name}`));
  });

  it('tells of a dual note whose local copy is gone, until note has brought it back', async () => {
    const files = { 'in/a.md': '![](cat.png)', 'in/b.md': '![](cat.png)', 'in/cat.png': pngOf('cat') };
    const job = checkJob(files, [], { settings: { storage: { mode: 'dual', folder: 'copies' } } });
    const { check, host, notes, workspace } = job;
    await runNoteJob(host, notes());
    expect((await check()).problems).toEqual([]);
    workspace.put('in/cat.png', undefined);
    workspace.put('in/b.md', `---\nimbed: remote\n---\n![](${url})`);
    expect(found(await check())).toEqual([['in/a.md', 1, url, 'check/no-copy']]);
    expect(await runNoteJob(host, notes())).toMatchObject({
      ...{ changed: 0, steps: { download: 1 }, problems: [] },
    });
    expect(workspace.bytes('in/copies/cat.png')).toEqual(pngOf('cat'));
    expect((await check()).problems).toEqual([]);
    expect(await runNoteJob(host, notes())).toMatchObject({ changed: 0, steps: {} });
  });

  it('finds the copy of a dual note that was moved, and note remembers where to', async () => {
    const files = { 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') };
    const { check, host, notes, workspace, stores } = checkJob(files, [], storage({ mode: 'dual' }));
    await runNoteJob(host, notes());
    workspace.put('cat.png', pngOf('other'));
    workspace.put('archive/renamed.png', pngOf('cat'));
    expect((await check()).problems).toEqual([]);
    expect(await runNoteJob(host, notes())).toMatchObject({ changed: 0, steps: { record: 1 } });
    expect(await runNoteJob(host, notes())).toMatchObject({ changed: 0, steps: {} });
    expect(stores.main.calls.filter((call) => call.startsWith('get'))).toEqual([]);
  });

  it('tells what waits for an upload', async () => {
    const { check, host, notes, stores } = checkJob({ 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') });
    const { disturb } = stores.main;
    stores.main.disturb = () => Promise.reject(new ImbedError('network/dns'));
    await runNoteJob(host, notes());
    stores.main.disturb = disturb;
    expect(found(await check())).toEqual([['a.md', undefined, 'cat.png', 'check/waiting']]);
  });

  it('goes on when a store or a note cannot be asked', async () => {
    const { check, stores } = checkJob({ 'a.md': `![](${url})\n![](x.png)`, 'b.md': Uint8Array.of(0xff) });
    stores.main.disturb = () => Promise.reject(new ImbedError('network/dns'));
    expect(found(await check()).toSorted()).toEqual([
      ['a.md', 1, url, 'network/dns'],
      ['a.md', 2, 'x.png', 'source/not-found'],
      ['b.md', undefined, 'b.md', 'note/not-utf8'],
    ]);
  });
});

describe('an object', () => {
  const unreferenced = ['', undefined, 'img/cat.png', 'check/unreferenced'];

  it('that nothing refers to is found', async () => {
    const { check } = checkJob({ 'a.md': '![](https://main.test/img/dog.png)' }, [
      'img/cat.png',
      'img/dog.png',
    ]);
    expect(found(await check())).toEqual([unreferenced]);
  });

  it.each<[string, Files]>([
    ['a note that is not checked', { 'z.markdown': `![](${url})` }],
    ['a link', { 'z.md': `[large](${url})` }],
    ['code', { 'z.md': `\`\`\`\n${url}\n\`\`\`` }],
    ['a canvas', { 'z.canvas': '{"nodes":[{"type":"link","url":"https:\\/\\/main.test\\/img\\/cat.png"}]}' }],
    ['a page', { 'z.html': '<img src="/img/cat.png">' }],
    ['a script', { 'theme/z.js': 'load("img/cat.png")' }],
    ['a drawing', { 'z.svg': `<image href="${url}"/>` }],
    ['another address of it', { 'z.md': '![](https://cdn.test/IMG/c%61t.png!small)' }],
    ['a note that is off', { 'z.md': `---\nimbed: off\n---\n![](${url})` }],
    ['a note in UTF-16', { 'z.md': new Uint8Array(Buffer.from(`\ufeff![](${url})`, 'utf16le')) }],
    ['a setting of the editor', { '.obsidian/snippets/z.css': `background: url(${url})` }],
    ['a hidden note', { '.z.md': `![](${url})` }],
    ['a note in a hidden folder within another', { 'blog/.drafts/z.md': `![](${url})` }],
    ['a note in the trash of the editor', { '.trash/z.md': `![](${url})` }],
    ['a file that cannot be read', { 'z.txt': 'unreadable' }],
  ])('is not unreferenced when it is mentioned in %s', async (_, files) => {
    const { check, workspace } = checkJob({ 'a.md': 'nothing', ...files }, ['img/cat.png']);
    workspace.disturb = (call, path, run) => {
      if (call === 'read' && path === 'z.txt') throw new ImbedError('source/unreadable', { name: path });
      run();
    };
    const codes = found(await check()).map(([, , , code]) => code);
    expect(codes).not.toContain('check/unreferenced');
  });

  it.each(['.git/x', 'b/.git', '.imbed/ledger.jsonl', 'b/.imbed-1a.tmp', 'node_modules/x.md', 'b/.DS_Store'])(
    'is unreferenced though %s holds its key',
    async (path) => {
      const { check } = checkJob({ 'a.md': 'x', [path]: url }, ['img/cat.png']);
      expect(found(await check())).toEqual([unreferenced]);
    },
  );

  it('with letters that a note in another encoding may hold is not unreferenced', async () => {
    const files = { 'a.md': 'x', 'gbk.txt': Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3) };
    const { check } = checkJob(files, ['img/cat.png', 'img/图.png']);
    expect(found(await check())).toEqual([unreferenced]);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['a dual note', { mode: 'dual', link: 'local' }],
    ['a note that was flipped to local', { mode: 'remote' }],
  ])('is not unreferenced when the local copy of it is shown by %s', async (_, storage) => {
    const files = { 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') };
    const { check, host, notes, stores, workspace } = checkJob(files, [], { settings: { storage } });
    await runNoteJob(host, notes());
    await runFlipJob(host, notes(), { to: 'local' });
    expect([...stores.main.objects.keys()]).toEqual(['img/cat.png']);
    expect((await check()).problems).toEqual([]);
    workspace.put('a.md', 'no picture any more');
    expect(found(await check())).toEqual([unreferenced]);
  });

  it('of a mirror is as good as what it mirrors', async () => {
    const files = { 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') };
    const { check, host, notes, workspace } = checkJob(files, [], { mirrors: ['backup'] });
    await runNoteJob(host, notes());
    expect(workspace.text('a.md')).toBe(`![](${url})`);
    expect((await check({ profile: 'backup' })).problems).toEqual([]);
  });

  it('that is young, outside of the prefix, or without a name to look for, is left alone', async () => {
    const { check, modified, clock } = checkJob({ 'a.md': 'x' }, [
      'img/cat.png',
      'website/logo.png',
      'img/README',
    ]);
    const hour = 3_600_000;
    modified.set('img/cat.png', new Date(clock.now().getTime() - 23 * hour));
    expect((await check()).problems).toEqual([]);
    expect(found(await check({ olderThanHours: 22 }))).toEqual([unreferenced]);
    modified.set('img/cat.png', new Date(clock.now().getTime() - 25 * hour));
    expect(found(await check())).toEqual([unreferenced]);
  });

  it('is left alone where no prefix says whose it is, unless the ledger knows it', async () => {
    const files = { 'a.md': '![](own.png)', 'own.png': pngOf('own') };
    const { check, host, notes, stores, workspace } = checkJob(files, [], { keyTemplate: '{name}.{ext}' });
    stores.main.plant('cat.png', pngOf('cat'));
    await runNoteJob(host, notes());
    workspace.put('a.md', 'x');
    expect(found(await check({ allObjects: true }))).toEqual([
      ['', undefined, 'own.png', 'check/unreferenced'],
    ]);
  });

  it('that another workspace stored is left alone, unless all are meant', async () => {
    const { check, stores } = checkJob({ 'a.md': 'x' });
    stores.main.plant('img/cat.png', pngOf('cat'));
    expect((await check()).problems).toEqual([]);
    expect(await check({ deleteUnreferenced: true })).toMatchObject({ steps: {}, problems: [] });
    expect(found(await check({ allObjects: true }))).toEqual([unreferenced]);
  });

  it('that was only fetched into the workspace counts as that of another', async () => {
    const { check, host, notes, stores, workspace } = checkJob({ 'a.md': `![](${url})` });
    stores.main.plant('img/cat.png', pngOf('cat'));
    await runFlipJob(host, notes(), { to: 'local' });
    for (const path of workspace.paths()) workspace.put(path, path === 'a.md' ? 'x' : undefined);
    expect((await check()).problems).toEqual([]);
  });

  it('cannot be looked for in a bucket that may not be listed: one problem beside the others', async () => {
    const { check } = checkJob({ 'a.md': '![](gone.png)' });
    expect(found(await check({ profile: 'nonsense' }))).toEqual([
      ['a.md', 1, 'gone.png', 'source/not-found'],
      ['', undefined, 'nonsense', 'config/invalid'],
    ]);
  });
});

async function* only(path: string) {
  yield pathOf(path);
}
