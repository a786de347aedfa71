import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3Server } from '@imbed/core/testing';
import { describe, expect, it } from 'vitest';
import {
  accessKeyId,
  type Bench,
  createBench,
  fetched,
  imbed,
  lines,
  secretAccessKey,
  sha256,
  startStore,
  writePicture,
} from './support.ts';
import { keys, startTerminal, type Terminal } from './terminal.ts';

const { enter, down, ctrlC } = keys;

interface Words {
  readonly LANG: string;
  readonly store: string;
  readonly bucket: string;
  readonly region: string;
  readonly keys: string;
  readonly secret: string;
  readonly access: string;
  readonly publicUrl: string;
  readonly template: string;
  readonly preview: string;
  readonly refused: string;
  readonly again: string;
  readonly create: string;
  readonly more: string;
  readonly write: string;
  readonly written: string;
  readonly typora: string;
  readonly nothing: string;
}

const en: Words = {
  LANG: 'C.UTF-8',
  store: 'Which store?',
  bucket: 'Bucket (it may still be missing):',
  region: 'Region:',
  keys: 'Access keys:',
  secret: 'Secret access key:',
  access: 'Who can open the links?',
  publicUrl: 'Address in front of your links',
  template: 'How images are named:',
  preview: 'A link will look like this: ',
  refused: 'did not accept the signature',
  again: '❯ Enter the keys again',
  create: 'and let everybody read blog/*?',
  more: 'Set up something else on the bucket?',
  write: 'Write this to ',
  written: 'with its keys; only you may read it',
  typora: 'Set up Typora now?',
  nothing: 'Nothing was written.',
};

const zh: Words = {
  LANG: 'zh_CN.UTF-8',
  store: '使用哪个存储？',
  bucket: 'Bucket（可以尚未创建）：',
  region: '地域：',
  keys: '访问密钥：',
  secret: 'Secret Access Key：',
  access: '谁可以打开链接？',
  publicUrl: '链接前缀',
  template: '图片如何命名：',
  preview: '链接示例：',
  refused: '签名',
  again: '❯ 重新输入密钥',
  create: '并允许所有人读取 blog/* 吗？',
  more: '还要设置 Bucket 的其他功能吗？',
  write: '写入 ',
  written: '包括密钥；只有您可以读取',
  typora: '现在设置 Typora 吗？',
  nothing: '没有写入任何内容。',
};

/** A home without a configuration, without keys in the environment. */
function newcomer(endpoint: string): Bench {
  const bench = createBench(endpoint);
  rmSync(bench.config);
  return { ...bench, env: { ...bench.env, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' } };
}

type Step = readonly [sees: string, types: string];

/** The way through all questions, for a bucket that has still to be made. */
function steps(w: Words, { endpoint }: S3Server, secret = secretAccessKey): readonly Step[] {
  return [
    [w.store, `${endpoint}/new-notes`],
    ['❯ MinIO', down],
    ['❯ Ceph RGW', enter],
    [`${w.bucket} new-notes`, enter],
    [w.region, enter],
    [w.access, enter],
    [w.publicUrl, enter],
    [w.template, '\x15blog/{hash:16}.{ext}'],
    [`${w.preview}${endpoint}/new-notes/blog/`, enter],
    [`imbed policy --provider ceph-rgw --bucket new-notes --region us-east-1 --prefix "blog"`, ''],
    [w.keys, enter],
    [' ID', accessKeyId + enter],
    [w.secret, secret + enter],
  ];
}

const ending = (w: Words): readonly Step[] => [
  [w.create, enter],
  [w.more, enter],
  [w.write, enter],
];

async function walk(terminal: Terminal, way: readonly Step[]): Promise<void> {
  for (const [text, answer] of way) {
    await terminal.sees(text);
    terminal.types(answer);
  }
}

function profilesOf(config: string): Readonly<Record<string, unknown>> {
  return (JSON.parse(config.replace(/^\/\/.*\n/, '')) as { profiles: Record<string, unknown> }).profiles;
}

describe.each([
  ['English', en],
  ['Chinese', zh],
])('in %s', (_language, w) => {
  it('leads from nothing to a link: bucket made, profile written, keys never shown', async () => {
    const store = await startStore();
    const bench = newcomer(store.endpoint);
    const terminal = startTerminal(bench, ['init'], { LANG: w.LANG });
    await walk(terminal, [...steps(w, store), ...ending(w), [w.written, ''], [w.typora, `n${enter}`]]);
    const { code, screen } = await terminal.ended();
    expect(code).toBe(0);
    expect(screen).not.toContain(secretAccessKey);
    expect(statSync(bench.config).mode & 0o777).toBe(0o600);
    const bytes = writePicture(join(bench.folder, 'a.png'));
    const run = await imbed(bench, ['upload', 'a.png']);
    expect(run.code).toBe(0);
    expect(sha256((await fetched(lines(run.stdout)[0] ?? '')).bytes)).toBe(sha256(bytes));
  });

  it('wrong keys are told of, and can be entered again', async () => {
    const store = await startStore();
    const bench = newcomer(store.endpoint);
    const terminal = startTerminal(bench, ['init'], { LANG: w.LANG });
    await walk(terminal, [
      ...steps(w, store, 'not-the-secret'),
      [w.refused, ''],
      [w.again, enter],
      [w.keys, enter],
      // What was right of the answer stands there still.
      [` ${accessKeyId}`, enter],
      [w.secret, secretAccessKey + enter],
      ...ending(w),
      [w.typora, enter],
    ]);
    expect((await terminal.ended()).code).toBe(0);
  });
});

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

describe('Ctrl-C', () => {
  const questions = [...steps(en, { endpoint: 'x' } as S3Server), ...ending(en)].keys();
  it.each([...questions])('after %i answers leaves nothing behind', async (answers) => {
    const store = await startStore();
    const bench = newcomer(store.endpoint);
    const terminal = startTerminal(bench, ['init']);
    const way = [...steps(en, store), ...ending(en)];
    await walk(terminal, way.slice(0, answers));
    await terminal.sees(way[answers]?.[0] ?? '');
    terminal.types(ctrlC);
    const { code, screen } = await terminal.ended();
    expect(code).toBe(130);
    expect(screen).toContain(en.nothing);
    expect(existsSync(bench.config)).toBe(false);
    expect(store.storage.findBucket('new-notes')).toBeUndefined();
  });
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

it('what other programs are set up with is offered first', async () => {
  const store = await startStore();
  const bench = newcomer(store.endpoint);
  const s3 = {
    ...{ accessKeyID: accessKeyId, secretAccessKey, bucketName: 'my-notes', endpoint: store.endpoint },
    ...{ pathStyleAccess: true, uploadPath: 'pasted/{md5}.{extName}' },
  };
  await mkdir(join(bench.folder, '.picgo'));
  await writeFile(join(bench.folder, '.picgo/config.json'), JSON.stringify({ picBed: { 'aws-s3': s3 } }));
  const terminal = startTerminal(bench, ['init']);
  await walk(terminal, [
    ['❯ From picgo: ', enter],
    [en.more, enter],
    [en.write, enter],
    [en.typora, enter],
  ]);
  expect((await terminal.ended()).code).toBe(0);
  expect(Object.values(profilesOf(readFileSync(bench.config, 'utf8')))).toMatchObject([
    { bucket: 'my-notes', keyTemplate: 'pasted/{md5}.{ext}' },
  ]);
});

it('a bucket that SiYuan keeps its data in is taken over with what is to be known of it, and never opened', async () => {
  const store = await startStore({ buckets: [{ name: 'mine', owner: 'writer' }] });
  const bench = newcomer(store.endpoint);
  const s3 = { endpoint: store.endpoint, accessKey: accessKeyId, secretKey: secretAccessKey, bucket: 'mine' };
  await mkdir(join(bench.folder, 'SiYuan/conf'), { recursive: true });
  const conf = { sync: { s3: { ...s3, pathStyle: true } } };
  await writeFile(join(bench.folder, 'SiYuan/conf/conf.json'), JSON.stringify(conf));
  const terminal = startTerminal(bench, ['init']);
  await walk(terminal, [
    ['❯ From siyuan: ', enter],
    ["sync.s3: this bucket holds SiYuan's own data", ''],
    [en.more, enter],
    [en.write, enter],
  ]);
  const { code, screen } = await terminal.ended();
  expect([code, screen.includes('✗ Public link')]).toEqual([1, true]);
});

it('a configuration that is there gets one more profile and keeps all else, even what came while init asked; a private bucket is opened after asking', async () => {
  const store = await startStore({ buckets: [{ name: 'mine', owner: 'writer' }] });
  const bench = createBench(store.endpoint);
  const before = `// Mine.\n${readFileSync(bench.config, 'utf8')}`;
  writeFileSync(bench.config, before);
  const terminal = startTerminal(bench, ['init', '--provider', 'ceph-rgw', '--endpoint', store.endpoint]);
  await walk(terminal, [
    [en.bucket, `mine${enter}`],
    [en.region, enter],
    [en.access, enter],
    [en.publicUrl, enter],
    ['Name of this profile: ceph-rgw', `\x15blog${enter}`],
    ['There is a profile of this name already.', `\x15second${enter}`],
    [en.preview, enter],
    ['❯ From the environment variables AWS_ACCESS_KEY_ID', enter],
    ['is there, and the keys work', ''],
  ]);
  writeFileSync(bench.config, before.replace('"blog":', '"came": { "provider": "minio" }, "blog":'));
  await walk(terminal, [
    [en.more, enter],
    [en.write, enter],
    ['Let everybody read img/*, in the bucket "mine"?', `y${enter}`],
    ['0 failed', ''],
    [en.typora, enter],
  ]);
  expect((await terminal.ended()).code).toBe(0);
  const after = readFileSync(bench.config, 'utf8');
  expect(after).toMatch(/^\/\/ Mine\.\n/);
  expect(Object.keys(profilesOf(after))).toEqual(['came', 'blog', 'second']);
  expect(after).not.toContain(secretAccessKey);
});
