import { rmSync } from 'node:fs';
import { accessKeyId, type Bench, createBench, secretAccessKey } from '../support.ts';
import { keys, type Terminal } from '../terminal.ts';

const { enter, down } = keys;

/** What the questions say, each enough of it to know it by. */
export const en = {
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

type Words = Readonly<Record<keyof typeof en, string>>;

export const zh: Words = {
  LANG: 'zh_CN.UTF-8',
  store: '使用哪个存储？',
  bucket: '存储桶（Bucket，可以尚未创建）：',
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
  more: '还要设置存储桶的其他功能吗？',
  write: '写入 ',
  written: '包括密钥；只有您可以读取',
  typora: '现在设置 Typora 吗？',
  nothing: '没有写入任何内容。',
};

/** A home without a configuration, without keys in the environment. */
export function newcomer(endpoint: string): Bench {
  const bench = createBench(endpoint);
  rmSync(bench.config);
  return { ...bench, env: { ...bench.env, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' } };
}

/** What is on the screen, and what a person types then. */
export type Step = readonly [sees: string, types: string];

/** The way through all questions, for a bucket that has still to be made. */
export function steps(w: Words, endpoint: string, secret = secretAccessKey): readonly Step[] {
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

/** From the bucket that is missing to the configuration that is written. */
export const ending = (w: Words): readonly Step[] => [
  [w.create, enter],
  [w.more, enter],
  [w.write, enter],
];

/** Answers one question after the other, each when it is asked. */
export async function walk(terminal: Terminal, way: readonly Step[]): Promise<void> {
  for (const [text, answer] of way) {
    await terminal.sees(text);
    terminal.types(answer);
  }
}
