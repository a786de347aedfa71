import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  accessKeyId,
  type Bench,
  createBench,
  expectRefusal,
  imbed,
  lines,
  secretAccessKey,
  startStore,
  writePicture,
} from './support.ts';

function newcomer(): Bench {
  const bench = createBench('http://127.0.0.1:9');
  rmSync(bench.config);
  return bench;
}

function answers(endpoint: string, bucket: string, ...more: readonly string[]): readonly string[] {
  return ['init', '--yes', '--provider', 'ceph-rgw', '--endpoint', endpoint, '--bucket', bucket, ...more];
}

describe('imbed init --yes', () => {
  it('makes the bucket, writes the profile, tries it, and prints the path alone', async () => {
    const store = await startStore();
    const bench = newcomer();
    const run = await imbed(bench, answers(store.endpoint, 'new-notes', '--create-bucket', '--expiry'));
    expect([run.code, run.stdout]).toEqual([0, `${bench.config}\n`]);
    expect(run.stderr).toContain('0 failed');
    expect(store.storage.findBucket('new-notes')?.lifecycle).toContain('tmp/30d/');
    writePicture(join(bench.folder, 'a.png'));
    const uploaded = await imbed(bench, ['upload', 'a.png']);
    expect((await fetch(lines(uploaded.stdout)[0] ?? '')).status).toBe(200);
  });

  it('takes keys from standard input into a file for the owner alone, and shows them nowhere', async () => {
    const store = await startStore();
    const bench = newcomer();
    const stdin = Buffer.from(`${accessKeyId}\n${secretAccessKey}\n`);
    const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    const run = await imbed(bench, answers(store.endpoint, 'my-notes', '--keys', 'stdin'), { stdin, env });
    expect(run.code).toBe(0);
    expect(readFileSync(bench.config, 'utf8')).toContain(secretAccessKey);
    if (process.platform !== 'win32') expect(statSync(bench.config).mode & 0o777).toBe(0o600);
  });

  it('opens no bucket that is there without being told to', async () => {
    const store = await startStore({ buckets: [{ name: 'mine', owner: 'writer' }] });
    const closed = await imbed(newcomer(), answers(store.endpoint, 'mine', '--create-bucket'));
    expect(closed.code).toBe(1);
    expect(closed.stderr).toContain('run: imbed doctor');
    expect(store.storage.findBucket('mine')?.policy).toBeUndefined();
    const opened = await imbed(newcomer(), answers(store.endpoint, 'mine', '--make-public'));
    expect(opened.code).toBe(0);
  });

  it('a private bucket is well where links are to be signed', async () => {
    const store = await startStore();
    const run = await imbed(
      newcomer(),
      answers(store.endpoint, 'new', '--create-bucket', '--access', 'signed'),
    );
    expect(run.code).toBe(0);
    expect(store.storage.findBucket('new')?.policy).toBeUndefined();
  });

  it('reads store, bucket and region in an address', async () => {
    const bench = newcomer();
    const pasted = 'https://my-notes.oss-cn-hongkong.aliyuncs.com/img/a.png';
    expect((await imbed(bench, ['init', '--yes', '--no-test', '--provider', pasted])).code).toBe(0);
    expect(JSON.parse(readFileSync(bench.config, 'utf8'))).toEqual({
      version: 1,
      profiles: {
        default: {
          ...{ provider: 'aliyun-oss', bucket: 'my-notes', region: 'cn-hongkong' },
          credentials: { source: 'env' },
        },
      },
    });
  });

  it('lets a page reach the bucket, and tries it', async () => {
    const store = await startStore();
    const args = answers(store.endpoint, 'my-notes', '--cors', 'https://vscode.dev');
    const run = await imbed(newcomer(), args);
    expect(run.code).toBe(0);
    expect(store.storage.findBucket('my-notes')?.cors).toMatchObject([
      { allowedOrigins: ['https://vscode.dev'], exposeHeaders: ['ETag'] },
    ]);
    expect(run.stderr).toContain('✓ CORS');
  });

  it('says where in the console what cannot be done from here is done', async () => {
    const store = await startStore();
    const args = [
      'init',
      '--yes',
      '--provider',
      'minio',
      '--endpoint',
      store.endpoint,
      '--bucket',
      'my-notes',
    ];
    const run = await imbed(newcomer(), [...args, '--cors', 'https://vscode.dev', '--no-test']);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('has to be done in the console of the store');
    expect(run.stderr).toMatch(/See: https:/);
  });

  it('a step that was asked for and refused is a failure that names the right, also without the doctor', async () => {
    const store = await startStore({
      users: [
        { accessKeyId, secretAccessKey, name: 'writer' },
        { accessKeyId: 'OTHER', secretAccessKey: 'other', name: 'owner' },
      ],
      buckets: [{ name: 'theirs', owner: 'owner' }],
    });
    const args = answers(store.endpoint, 'theirs', '--expiry', '--no-test');
    const run = await imbed(newcomer(), args);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('s3:PutLifecycleConfiguration');
    expect(run.stderr).toContain('imbed policy --provider ceph-rgw --bucket theirs --with setup');
    expect(run.stderr).not.toContain('s3:PutObject');
  });

  it('reads the bucket behind an endpoint', async () => {
    const bench = newcomer();
    const args = [
      'init',
      '--yes',
      '--no-test',
      '--provider',
      'minio',
      '--endpoint',
      'http://localhost:9000/my-notes',
    ];
    expect((await imbed(bench, args)).code).toBe(0);
    const { profiles } = JSON.parse(readFileSync(bench.config, 'utf8'));
    expect(profiles.default).toMatchObject({ bucket: 'my-notes', endpoint: 'http://localhost:9000' });
  });

  it.each([
    [['--yes'], '--provider ID, --bucket NAME'],
    [['--yes', '--provider', 'minio', '--make-public', '--no-test'], 'leave out --no-test'],
    [['--yes', '--provider', 'http://127.0.0.1:9/b-1'], '--provider minio --endpoint http://127.0.0.1:9/b-1'],
    [['--yes', '--provider', 'minio'], '--bucket NAME, --endpoint ADDRESS'],
    [['--yes', '--provider', 'cloudflare-r2', '--bucket', 'b'], '--endpoint ADDRESS, --public-url ADDRESS'],
    [['--yes', '--provider', 'aliyn'], 'choose one of: aliyun-oss'],
    [['--yes', '--provider', 'aliyun-oss', '--bucket', 'b-1', '--keys', 'secret'], '--keys takes env'],
    [['--yes', '--provider', 'aliyun-oss', '--bucket', 'b-1', '--keys', 'stdin'], 'two lines'],
    [
      ['--yes', '--provider', 'aliyun-oss', '--bucket', 'b-1', '--cors', 'https://vscode.dev/x'],
      '--cors needs scheme and host: https://vscode.dev',
    ],
    [[], 'imbed init --yes --provider ID --bucket NAME'],
  ])('%j is misuse that says what is missing', async (args, words) => {
    const bench = newcomer();
    const run = await imbed(bench, ['init', ...args]);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(words);
  });

  it('writes nothing that an upload would refuse', async () => {
    const bench = newcomer();
    const run = await imbed(bench, ['init', '--yes', '--provider', 'aliyun-oss', '--bucket', 'My Notes']);
    expectRefusal(run, 'config/invalid');
    expect(() => statSync(bench.config)).toThrow('ENOENT');
  });

  it('leaves a broken configuration as it is', async () => {
    const bench = createBench('http://127.0.0.1:9');
    writeFileSync(bench.config, '{ "profiles": {');
    expectRefusal(await imbed(bench, answers('http://127.0.0.1:9', 'b-1')), 'config/invalid');
    expect(readFileSync(bench.config, 'utf8')).toBe('{ "profiles": {');
  });
});
