import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { accessKeyId, createBench, secretAccessKey, startStore } from '../support.ts';
import { keys, startTerminal } from '../terminal.ts';
import { en, newcomer, walk } from './scene.ts';

const { enter } = keys;

function profilesOf(config: string): Readonly<Record<string, unknown>> {
  return (JSON.parse(config.replace(/^\/\/.*\n/, '')) as { profiles: Record<string, unknown> }).profiles;
}

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
