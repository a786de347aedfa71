import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createBench, startStore } from '../support.ts';
import { keys, startTerminal } from '../terminal.ts';
import { en, newcomer, walk } from './scene.ts';

const { enter, ctrlC } = keys;

it('an endpoint where nothing answers can be entered again, and so can all that is wrong with the store', async () => {
  const store = await startStore();
  const bench = createBench('');
  rmSync(bench.config);
  const args = ['init', '--provider', 'ceph-rgw', '--endpoint', 'http://127.0.0.1:1', '--bucket', 'my-notes'];
  const terminal = startTerminal(bench, args);
  await walk(terminal, [
    [en.region, enter],
    [en.access, enter],
    [en.publicUrl, enter],
    [en.preview, enter],
    [en.keys, enter],
    ['[network/unreachable]', ''],
    ['❯ Enter endpoint, bucket and region again', enter],
    ['Endpoint: http://127.0.0.1:1', `\x15${store.endpoint}${enter}`],
    [`${en.bucket} my-notes`, enter],
    [en.region, enter],
    ['is there, and the keys work', ''],
    [en.more, enter],
    [en.write, enter],
    [en.typora, enter],
  ]);
  expect((await terminal.ended()).code).toBe(0);
});

it.each([
  [['--provider', 'aliyun-oss', '--public-url', 'ftp://x'], '--public-url: must begin with'],
  [['--key-template', '{hsh}'], '--key-template: unknown variable {hsh}; did you mean {hash}?'],
  [
    ['--provider', 'http://127.0.0.1:9000/my-notes'],
    '--provider minio --endpoint http://127.0.0.1:9000/my-notes',
  ],
  [['--cors', 'https://vscode.dev'], 'option --cors needs --yes'],
])('%j is refused before the first question', async (args, reason) => {
  const terminal = startTerminal(newcomer('http://127.0.0.1:9'), ['init', ...args]);
  const { code, screen } = await terminal.ended();
  expect(code).toBeGreaterThan(0);
  expect(screen).toContain(reason);
  expect(screen).not.toContain(en.store);
});

describe('wrong answers', () => {
  it('are asked for again, with what is wrong, and stay to be mended', async () => {
    const store = await startStore();
    const terminal = startTerminal(newcomer(store.endpoint), ['init', '--provider', 'aliyun-oss']);
    await walk(terminal, [
      [en.bucket, enter],
      ['This is needed.', `My_Notes${enter}`],
      ['must', '\x15my-notes'],
      ['my-notes', enter],
      [en.region, 'cn-hongkong'],
      ['❯ cn-hongkong', enter],
      [en.access, enter],
      [en.publicUrl, `ftp://img${enter}`],
      ['must begin with https:// or http://', `\x15img.example.com${enter}`],
      [en.template, `\x15{hsh}.{ext}`],
      ['{hash}', enter],
      ['{hash}', `\x15{hash}.{ext}`],
      ['https://img.example.com/', enter],
      [en.keys, enter],
      [' ID', `has spaces${enter}`],
      ['A key has no spaces.', `\x15LTAI${enter}`],
      [en.secret, enter],
      ['This is needed.', ctrlC],
    ]);
    expect((await terminal.ended()).code).toBe(130);
  });

  it('a region that is not known is taken as it is', async () => {
    const terminal = startTerminal(newcomer('http://127.0.0.1:9'), ['init', '--provider', 'aliyun-oss']);
    await walk(terminal, [
      [en.bucket, `my-notes${enter}`],
      [en.region, 'cn-moon-1'],
      ['not a region that Imbed knows', enter],
      [en.access, ctrlC],
    ]);
    expect((await terminal.ended()).screen).toContain('cn-moon-1');
  });
});

it.each([
  [
    'https://my-notes.oss-cn-hongkong.aliyuncs.com/a.png',
    'Alibaba Cloud OSS, bucket my-notes, region cn-hongkong',
  ],
  ['tencent', 'Tencent Cloud COS'],
])('%s is understood', async (typed, shown) => {
  const terminal = startTerminal(newcomer('http://127.0.0.1:9'), ['init']);
  await walk(terminal, [
    [en.store, typed],
    [`❯ ${shown}`, ctrlC],
  ]);
  expect((await terminal.ended()).code).toBe(130);
});
