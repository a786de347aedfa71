import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createBench,
  expectFailure,
  fetched,
  imbed,
  lines,
  secretAccessKey,
  startStore,
  uniquePng,
  writePicture,
} from './support.ts';

describe('one bad input', () => {
  it('costs all links and no upload: what was stored is remembered', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const paths = [0, 1, 2].map((index) => join(bench.folder, `${index}.png`));
    for (const path of paths) writePicture(path);
    writeFileSync(paths[1] ?? '', 'no image at all');
    const run = await imbed(bench, ['upload', ...paths]);
    expectFailure(run, 'source/not-an-image');
    expect(lines(run.stdout)).toHaveLength(1);
    expect(lines(run.stderr)).toEqual(lines(run.stdout));
    expect(run.stdout).toContain('1.png');

    writePicture(paths[1] ?? '');
    const before = store.requests.length;
    expect((await imbed(bench, ['upload', ...paths])).code).toBe(0);
    expect(store.requests.slice(before).filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  it.each([
    ['empty.png', '', 'source/empty'],
    ['page.png', '<!doctype html><title>Log in</title>', 'source/not-an-image'],
  ])('%s has its own code', async (name, content, code) => {
    const bench = createBench((await startStore()).endpoint);
    writeFileSync(join(bench.folder, name), content);
    expectFailure(await imbed(bench, ['upload', name]), code);
  });

  it('over the limit of the profile is too large', async () => {
    const bench = createBench((await startStore()).endpoint, { maxBytes: 100 });
    writePicture(join(bench.folder, 'big.png'), uniquePng(1000));
    expectFailure(await imbed(bench, ['upload', 'big.png']), 'source/too-large');
  });

  it('each one is told in its line', async () => {
    const bench = createBench((await startStore()).endpoint);
    const run = await imbed(bench, ['upload', 'x.png', 'y.png']);
    expectFailure(run, 'source/not-found');
    expect(lines(run.stdout).map((line) => /[xy]\.png/.exec(line)?.[0])).toEqual(['x.png', 'y.png']);
  });
});

describe('the store', () => {
  it.each([
    ['a wrong secret', {}, { AWS_SECRET_ACCESS_KEY: 'wrong' }, 'store/bad-signature'],
    ['an unknown key', {}, { AWS_ACCESS_KEY_ID: 'AKIDNOBODY' }, 'store/unknown-access-key'],
    ['no key', {}, { AWS_ACCESS_KEY_ID: '' }, 'config/missing-secret'],
    ['a missing bucket', { bucket: 'nowhere' }, {}, 'store/no-such-bucket'],
  ])('%s is named', async (_what, profile, env, code) => {
    const bench = createBench((await startStore()).endpoint, profile);
    writePicture(join(bench.folder, 'a.png'));
    expectFailure(await imbed(bench, ['upload', 'a.png'], { env }), code);
  });

  it('that cannot be reached is named', async () => {
    const bench = createBench('http://127.0.0.1:9');
    writePicture(join(bench.folder, 'a.png'));
    expectFailure(await imbed(bench, ['upload', 'a.png']), 'network/unreachable');
  });

  it('behind a proxy that cannot be used is not reached past it: the variable is named', async () => {
    const bench = createBench('http://store.invalid');
    writePicture(join(bench.folder, 'a.png'));
    const env = { ALL_PROXY: 'socks5://me:pw@127.0.0.1:9' };
    const run = await imbed(bench, ['upload', 'a.png'], { env });
    expectFailure(run, 'network/proxy');
    expect(run.stdout).toContain('ALL_PROXY names a socks5 proxy');
    expect(`${run.stdout}${run.stderr}`).not.toContain('me:pw');
  });

  it('that answers with a web page is a captive portal', async () => {
    const store = await startStore();
    const html = {
      kind: 'respond',
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<html>',
    } as const;
    store.intercept(() => html);
    const bench = createBench(store.endpoint);
    writePicture(join(bench.folder, 'a.png'));
    expectFailure(await imbed(bench, ['upload', 'a.png']), 'network/intercepted');
  });

  it('points at the doctor, beside the links and not among them', async () => {
    const bench = createBench('http://127.0.0.1:9');
    writePicture(join(bench.folder, 'a.png'));
    const run = await imbed(bench, ['upload', '--profile', 'blog', 'a.png']);
    expectFailure(run, 'network/unreachable');
    expect(run.stderr).toContain('how to mend it: imbed doctor --profile "blog"\n');
    expect(run.stdout).not.toContain('imbed doctor');
    const quiet = await imbed(bench, ['upload', '--quiet', 'a.png']);
    expect(quiet.stderr).not.toContain('imbed doctor');
  });

  it('does not point at the doctor for a file that is not there', async () => {
    const run = await imbed(createBench('http://127.0.0.1:9'), ['upload', 'gone.png']);
    expectFailure(run, 'source/not-found');
    expect(run.stderr).not.toContain('imbed doctor');
  });

  it('words come in Chinese where the user reads Chinese', async () => {
    const bench = createBench((await startStore()).endpoint, { bucket: 'nowhere' });
    writePicture(join(bench.folder, 'a.png'));
    const run = await imbed(bench, ['upload', 'a.png'], { env: { LANG: 'zh_CN.UTF-8' } });
    expectFailure(run, 'store/no-such-bucket');
    expect(run.stdout).toMatch(/\p{Script=Han}/u);
  });
});

describe('the state folder', () => {
  it('that cannot be written costs a warning, not the upload', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    writeFileSync(bench.state, 'a file in its place');
    const picture = writePicture(join(bench.folder, 'a.png'));
    const run = await imbed(bench, ['upload', 'a.png']);
    expect(run.code).toBe(0);
    expect((await fetched(lines(run.stdout)[0] ?? '')).bytes).toEqual(picture);
    expect(lines(run.stderr)).toHaveLength(1);
    expect(run.stderr).toContain(bench.state);
    expect((await imbed(bench, ['upload', '--quiet', 'a.png'])).stderr).toBe('');
  });
});

describe('the configuration', () => {
  it('that is missing is named with its path and an example', async () => {
    const bench = createBench('http://127.0.0.1:9');
    const env = { IMBED_CONFIG: join(bench.folder, 'none.json') };
    const run = await imbed(bench, ['upload', 'a.png', 'b.png'], { env });
    expectFailure(run, 'config/not-found');
    expect(run.stdout).toContain('none.json');
    expect(run.stdout).toContain('imbed init');
    expect(lines(run.stdout).map((line) => /[ab]\.png/.exec(line)?.[0])).toEqual(['a.png', 'b.png']);
    expect(run.stderr.match(/"provider"/g)).toHaveLength(1);
  });

  it('that is broken is named with the field', async () => {
    const bench = createBench('http://127.0.0.1:9', { adressing: 'path' });
    const run = await imbed(bench, ['upload', 'a.png']);
    expectFailure(run, 'config/invalid');
    expect(run.stdout).toContain('adressing');
  });

  it('with a broken key template is named before anything is sent', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint, { keyTemplate: '{hsah}.png' });
    writePicture(join(bench.folder, 'a.png'));
    const run = await imbed(bench, ['upload', 'a.png']);
    expectFailure(run, 'template/invalid');
    expect(run.stdout).toContain('{hash}');
    expect(store.requests).toHaveLength(0);
  });

  it.each([
    ['keys', { credentials: { source: 'inline', accessKeyId: 'AKIDEXAMPLE0123456789', secretAccessKey } }],
    ['a command', { credentials: { source: 'process', command: 'print-my-keys' } }],
    ['a password', { proxy: 'http://me:pw@127.0.0.1:9' }],
  ])('that others may read is warned of when it holds %s', async (_what, settings) => {
    const bench = createBench((await startStore()).endpoint, settings);
    const warnings = async () =>
      lines((await imbed(bench, ['upload', 'none.png'])).stderr).filter((line) => line.includes('warning'));
    expect(await warnings()).toEqual([]);
    chmodSync(bench.config, 0o644);
    expect(await warnings()).toEqual([expect.stringContaining(`chmod 600 "${bench.config}"`)]);
  });

  it.each(['local', 'dual'])('that wants local copies (%s) is told that none are made here', async (mode) => {
    const bench = createBench((await startStore()).endpoint);
    const settings: unknown = JSON.parse(readFileSync(bench.config, 'utf8'));
    writeFileSync(bench.config, JSON.stringify({ ...(settings as object), storage: { mode } }));
    writePicture(join(bench.folder, 'a.png'));
    // Twice: the second time the configuration is known already.
    for (const _ of [1, 2]) {
      const run = await imbed(bench, ['upload', 'a.png']);
      expect(run.code).toBe(0);
      expect(lines(run.stderr)).toEqual([expect.stringContaining(`storage.mode "${mode}"`)]);
    }
    expect((await imbed(bench, ['upload', '--quiet', 'a.png'])).stderr).toBe('');
  });
});
