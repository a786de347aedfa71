import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  type Bench,
  createBench,
  expectFailure,
  fetched,
  imbed,
  lines,
  startStore,
  uniquePng,
  writePicture,
} from './support.ts';

/** A workspace with one note, and a picture outside of it, as Typora keeps those that are pasted. */
interface Scene {
  readonly bench: Bench;
  readonly root: string;
  readonly note: string;
  readonly picture: string;
  readonly bytes: Buffer;
  upload(...args: readonly string[]): ReturnType<typeof imbed>;
  /** Entries of the ledger of the workspace. */
  ledger(): readonly Readonly<Record<string, unknown>>[];
}

const nowhere = 'http://127.0.0.1:1';

function createScene(
  endpoint: string,
  settings: Readonly<Record<string, unknown>>,
  text = '# Day 1\n',
  profile: Readonly<Record<string, unknown>> = {},
): Scene {
  const bench = createBench(endpoint, profile);
  const config = JSON.parse(readFileSync(bench.config, 'utf8'));
  writeFileSync(bench.config, JSON.stringify({ ...config, ...settings }), { mode: 0o600 });
  const root = join(bench.folder, 'Notes 笔记');
  mkdirSync(join(root, '.obsidian'), { recursive: true });
  const note = join(root, 'Travel', 'Day 1.md');
  mkdirSync(dirname(note));
  writeFileSync(note, text);
  const picture = join(bench.folder, 'typora-user-images', 'harbour (1).png');
  const bytes = writePicture(picture);
  const ledgerFile = join(root, '.imbed', 'ledger.jsonl');
  return {
    ...{ bench, root, note, picture, bytes },
    upload: (...args) => imbed(bench, ['upload', '--note', note, ...args]),
    ledger: () =>
      existsSync(ledgerFile) ? lines(readFileSync(ledgerFile, 'utf8')).map((line) => JSON.parse(line)) : [],
  };
}

const local = { storage: { mode: 'local', folder: './{note}.assets' } };
const dual = { storage: { mode: 'dual' } };

describe('imbed upload --note', () => {
  it('in local mode prints the file:// address of a copy beside the note, and sends nothing', async () => {
    const store = await startStore();
    const { upload, picture, bytes, root } = createScene(store.endpoint, local);
    const run = await upload(picture);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const copy = join(root, 'Travel', 'Day 1.assets', 'harbour-1.png');
    expect(lines(run.stdout)).toEqual([pathToFileURL(copy).href]);
    expect(readFileSync(copy)).toEqual(bytes);
    expect(store.requests).toHaveLength(0);
    expect(await upload(picture)).toEqual(run);
    expect(readdirSync(dirname(copy))).toEqual(['harbour-1.png']);
  });

  it('in dual mode stores, keeps a copy beside the note, records both, and prints the link', async () => {
    const store = await startStore();
    const { upload, picture, bytes, root, ledger } = createScene(store.endpoint, dual);
    const run = await upload(picture);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const [url = ''] = lines(run.stdout);
    expect((await fetched(url)).bytes).toEqual(bytes);
    expect(readFileSync(join(root, 'Travel', 'assets', 'harbour-1.png'))).toEqual(bytes);
    expect(ledger()).toMatchObject([
      { type: 'local', path: 'Travel/assets/harbour-1.png' },
      { type: 'stored', url },
    ]);
  });

  it('prints the local address of what is stored when links are to be local, and both in JSON', async () => {
    const store = await startStore();
    const { upload, picture } = createScene(store.endpoint, { storage: { mode: 'dual', link: 'local' } });
    const [line = ''] = lines((await upload(picture)).stdout);
    expect(line).toMatch(/^file:\/\/\/.*\/assets\/harbour-1\.png$/);
    const { results } = JSON.parse((await upload('--json', picture)).stdout);
    expect(results).toMatchObject([{ status: 'done', url: line, path: fileURLToPath(line), reused: true }]);
    expect((await fetched(results[0].storedUrl)).contentType).toBe('image/png');
  });

  it('copies no picture that is in the workspace already', async () => {
    const store = await startStore();
    const { upload, root } = createScene(store.endpoint, dual);
    const picture = join(root, 'Travel', 'img', 'mine.png');
    writePicture(picture);
    expect((await upload(picture)).code).toBe(0);
    expect(readdirSync(join(root, 'Travel')).sort()).toEqual(['Day 1.md', 'img']);
  });

  it('does what the note says itself', async () => {
    const store = await startStore();
    const { upload, picture, root } = createScene(store.endpoint, {}, '---\nimbed: local\n---\n');
    expect((await upload(picture)).stdout).toMatch(/^file:.*\/Travel\/assets\/harbour-1\.png\n$/);
    expect(existsSync(join(root, 'Travel', 'assets'))).toBe(true);
    expect(store.requests).toHaveLength(0);
  });

  it('does what the last rule that matches says', async () => {
    const store = await startStore();
    const rules = [
      { notes: 'Travel/**', mode: 'local', folder: '/media' },
      { notes: '**/Day*', folder: '/pictures' },
      { notes: 'Diary', mode: 'off' },
    ];
    const { upload, picture } = createScene(store.endpoint, { storage: { rules } });
    expect((await upload(picture)).stdout).toMatch(/^file:.*\/pictures\/harbour-1\.png\n$/);
  });

  it('leaves pictures alone where it is off: their links lead to where they are', async () => {
    const store = await startStore();
    const { upload, picture, root } = createScene(store.endpoint, {}, '+++\nimbed = "off"\n+++\n');
    const run = await upload(picture);
    expect([run.code, run.stdout]).toEqual([0, `${pathToFileURL(picture).href}\n`]);
    expectFailure(await upload(join(root, 'none.png')), 'source/not-found');
    expect(store.requests).toHaveLength(0);
    expect(existsSync(join(root, '.imbed'))).toBe(false);
  });

  it('guesses nothing where the note makes no sense', async () => {
    const store = await startStore();
    const { upload, picture, note } = createScene(store.endpoint, {}, '---\nimbed: locl\n---\n');
    const run = await upload(picture);
    expectFailure(run, 'note/invalid-settings');
    expect(run.stdout).toContain('did you mean "local"?');
    expect(run.stdout).toContain('Day 1.md');
    expect(store.requests).toHaveLength(0);
    expect(readFileSync(note, 'utf8')).toContain('locl');
  });

  it('names keys by the place of the note in its workspace', async () => {
    const store = await startStore();
    const { upload, picture } = createScene(store.endpoint, {}, '', {
      keyTemplate: '{noteDir}/{note}/{name}.{ext}',
    });
    expect((await upload(picture)).stdout).toMatch(/\/my-notes\/Travel\/Day-1\/harbour-1\.png\n$/);
  });

  it('stores one picture that is given twice once, and answers in the order of the inputs', async () => {
    const store = await startStore();
    const { upload, picture, bench } = createScene(store.endpoint, dual);
    const other = join(bench.folder, 'other.png');
    writePicture(other, uniquePng(50_000));
    const urls = lines((await upload(picture, other, picture)).stdout);
    expect(urls).toHaveLength(3);
    expect(urls[0]).toBe(urls[2]);
    expect(store.requests.filter(({ method }) => method === 'PUT')).toHaveLength(2);
  });

  it('is as good as no note when there is none yet', async () => {
    const store = await startStore();
    const { bench, root, picture } = createScene(store.endpoint, dual);
    const run = await imbed(bench, ['upload', '--note', join(root, 'unsaved.md'), picture]);
    expect(run.stdout).toMatch(/^http/);
    expect(run.stderr).toContain('storage.mode "dual"');
  });

  it('gives what comes on standard input a name of its own', async () => {
    const store = await startStore();
    const { bench, note } = createScene(store.endpoint, local);
    const run = await imbed(bench, ['upload', '--note', note, '-'], { stdin: uniquePng() });
    expect(run.stdout).toMatch(/\/Day%201\.assets\/image-[0-9a-f]{8}\.png\n$/);
  });
});

describe('imbed upload without a note', () => {
  it('makes no copies anywhere else, and says so', async () => {
    const store = await startStore();
    const { bench, picture } = createScene(store.endpoint, dual, '', { mirrors: ['blog'] });
    const run = await imbed(bench, ['upload', picture]);
    expect(lines(run.stdout)).toEqual([expect.stringMatching(/^http/)]);
    expect(lines(run.stderr)).toEqual([
      expect.stringContaining('storage.mode "dual"'),
      expect.stringContaining('mirrors get their copies for notes only'),
    ]);
    expect((await imbed(bench, ['upload', '--quiet', picture])).stderr).toBe('');
  });
});

describe('when the store cannot be reached', () => {
  it.each([
    ['remote', {}],
    ['dual', dual],
  ])('an upload for a note fails as any other, and nothing is left to do: %s', async (_, settings) => {
    const { upload, picture, ledger } = createScene(nowhere, settings);
    expectFailure(await upload(picture), 'network/unreachable');
    expect(ledger().filter(({ type }) => type === 'pending')).toEqual([]);
  });

  it.each([
    ['remote', {}],
    ['dual', dual],
  ])('--on-failure=keep-local keeps it beside the note, and for the next sync: %s', async (_, settings) => {
    const { upload, picture, bytes, root, ledger } = createScene(nowhere, settings);
    const run = await upload('--on-failure', 'keep-local', picture);
    const copy = join(root, 'Travel', 'assets', 'harbour-1.png');
    expect([run.code, run.stdout]).toEqual([0, `${pathToFileURL(copy).href}\n`]);
    expect(run.stderr).toContain('[network/unreachable]');
    expect(readFileSync(copy)).toEqual(bytes);
    expect(ledger()).toMatchObject([
      { type: 'local' },
      { type: 'pending', path: 'Travel/assets/harbour-1.png', note: 'Travel/Day 1.md', profile: 'blog' },
    ]);
  });

  it('a mirror costs a warning, and waits', async () => {
    const store = await startStore();
    const { bench, upload, picture, ledger } = createScene(store.endpoint, dual, '', { mirrors: ['backup'] });
    const config = JSON.parse(readFileSync(bench.config, 'utf8'));
    config.profiles.backup = { ...config.profiles.blog, endpoint: nowhere, mirrors: [] };
    writeFileSync(bench.config, JSON.stringify(config), { mode: 0o600 });
    const run = await upload(picture);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^http/);
    expect(run.stderr).toMatch(
      /^imbed: .*harbour \(1\)\.png: no copy with "backup" yet.*\[network\/unreachable\]\n$/,
    );
    expect(ledger()).toMatchObject([
      { type: 'local' },
      { type: 'stored' },
      { type: 'pending', role: 'mirror' },
    ]);
  });
});
