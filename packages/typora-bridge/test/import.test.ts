import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importPrograms } from '@imbed/core';
import { describe, expect, it } from 'vitest';
import {
  type Bench,
  createBench,
  expectRefusal,
  imbed,
  secretAccessKey,
  startStore,
  writePicture,
} from './support.ts';

const nowhere = 'http://127.0.0.1:9';

const aliyun = {
  accessKeyId: 'LTAI5tExample',
  accessKeySecret: secretAccessKey,
  bucket: 'pictures',
  area: 'oss-cn-hongkong',
  path: 'img/',
};

/** Something in the home of the bench. */
function put(bench: Bench, path: string, text: string): string {
  const full = join(bench.folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

function picgo(bench: Bench, picBed: unknown = { uploader: 'aliyun', aliyun, smms: { token: 'x' } }): string {
  return put(bench, '.picgo/config.json', JSON.stringify({ picBed }));
}

function profilesIn(path: string): Readonly<Record<string, unknown>> {
  const { profiles } = JSON.parse(readFileSync(path, 'utf8')) as { profiles: Record<string, unknown> };
  return profiles;
}

describe('imbed import', () => {
  it('finds the settings, adds a profile, and tells what it left out, without any secret', async () => {
    const bench = createBench(nowhere);
    const from = picgo(bench);
    const run = await imbed(bench, ['import', 'picgo']);
    expect([run.code, run.stderr]).toEqual([0, '']);
    for (const word of [from, 'Profile "aliyun"', '"bucket": "pictures"', 'LTAI****', 'smms: ', bench.config])
      expect(run.stdout).toContain(word);
    expect(profilesIn(bench.config)).toMatchObject({
      blog: { bucket: 'my-notes' },
      aliyun: { bucket: 'pictures', credentials: { source: 'inline', secretAccessKey } },
    });
    expect(await imbed(bench, ['config', 'validate'])).toMatchObject({ code: 0, stderr: '' });
  });

  it('brings profiles of another device, with the keys if they are in the file', async () => {
    const bench = createBench(nowhere);
    const credentials = { source: 'inline', accessKeyId: 'LTAI5tExample', secretAccessKey };
    const store = { provider: 'aliyun-oss', bucket: 'pictures', region: 'cn-hongkong' };
    const profiles = { phone: store, blog: { ...store, credentials } };
    put(bench, 'phone.json', JSON.stringify({ defaultProfile: 'phone', profiles }));
    const run = await imbed(bench, ['import', 'imbed', 'phone.json']);
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain('phone: came without keys');
    expect(run.stdout).not.toContain(secretAccessKey);
    expect(Object.keys(profilesIn(bench.config))).toEqual(['blog', 'phone', 'blog-2']);
  });

  it('--dry-run shows the same and writes nothing', async () => {
    const bench = createBench(nowhere);
    picgo(bench);
    const before = readFileSync(bench.config, 'utf8');
    const run = await imbed(bench, ['import', 'picgo', '--dry-run']);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('"bucket": "pictures"');
    expect(run.stdout).toContain('Nothing is written');
    expect(readFileSync(bench.config, 'utf8')).toBe(before);
  });

  it('a second time adds nothing', async () => {
    const bench = createBench(nowhere);
    picgo(bench);
    await imbed(bench, ['import', 'picgo']);
    const before = readFileSync(bench.config, 'utf8');
    const run = await imbed(bench, ['import', 'picgo']);
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toContain('has all of it already');
    expect(readFileSync(bench.config, 'utf8')).toBe(before);
  });

  it('makes a configuration where there is none, for its owner alone', async () => {
    const bench = createBench(nowhere);
    picgo(bench);
    const path = join(bench.folder, 'new 新', 'config.json');
    const run = await imbed(bench, ['import', 'picgo', '--config', path]);
    expect(run.code).toBe(0);
    expect(Object.keys(profilesIn(path))).toEqual(['aliyun']);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('closes a configuration to others when secrets go into it, and keeps its comments', async () => {
    const bench = createBench(nowhere);
    picgo(bench);
    writeFileSync(bench.config, `// Mine.\n${readFileSync(bench.config, 'utf8')}`);
    chmodSync(bench.config, 0o644);
    await imbed(bench, ['import', 'picgo']);
    expect(readFileSync(bench.config, 'utf8')).toMatch(/^\/\/ Mine\.\n/);
    if (process.platform !== 'win32') expect(statSync(bench.config).mode & 0o777).toBe(0o600);
  });

  it('a name that is taken gets a number', async () => {
    const bench = createBench(nowhere);
    const file = put(
      bench,
      'rclone.conf',
      '[s3]\ntype = s3\nprovider = AWS\nenv_auth = true\n\n[blog]\ntype = alias\nremote = s3:other\n',
    );
    const run = await imbed(bench, ['import', 'rclone', file, '--json']);
    const document = JSON.parse(run.stdout) as { profiles: readonly { name: string; status: string }[] };
    expect(document.profiles).toMatchObject([{ name: 'blog-2', status: 'added' }]);
    expect(profilesIn(bench.config)).toMatchObject({
      blog: { bucket: 'my-notes' },
      'blog-2': { bucket: 'other' },
    });
  });

  it('what was imported uploads', async () => {
    const store = await startStore();
    const bench = createBench(nowhere);
    const s3 = {
      accessKeyID: bench.env['AWS_ACCESS_KEY_ID'],
      secretAccessKey,
      bucketName: 'my-notes',
      uploadPath: 'pasted/{md5}.{extName}',
      endpoint: store.endpoint,
      pathStyleAccess: true,
    };
    picgo(bench, { 'aws-s3': s3 });
    await imbed(bench, ['import', 'picgo']);
    writePicture(join(bench.folder, 'a.png'));
    const run = await imbed(bench, ['upload', '--profile', 's3', 'a.png'], {
      env: { AWS_SECRET_ACCESS_KEY: '' },
    });
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/\/my-notes\/pasted\/[0-9a-f]{32}\.png\n$/);
  });

  it('env names the environment as the source of the keys, and writes none of them down', async () => {
    const bench = createBench(nowhere);
    const run = await imbed(bench, ['import', 'env', '--bucket', 'pictures']);
    expect(run.code).toBe(0);
    expect(profilesIn(bench.config)).toMatchObject({
      'aws-s3': { bucket: 'pictures', credentials: { source: 'env' } },
    });
    expect(readFileSync(bench.config, 'utf8')).not.toContain(secretAccessKey);
  });

  it('of several files one that is broken does not keep the other from being imported', async () => {
    const bench = createBench(nowhere);
    picgo(bench);
    const broken = process.platform === 'darwin' ? 'Library/Application Support' : '.config';
    const path = put(bench, `${broken}/picgo/data.json`, '{ "picBed": ');
    const run = await imbed(bench, ['import', 'picgo'], { env: { APPDATA: join(bench.folder, '.config') } });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(`${path}: is not JSON`);
    expect(Object.keys(profilesIn(bench.config))).toContain('aliyun');
  });

  it('nothing that can be used is a failure that says why', async () => {
    const bench = createBench(nowhere);
    picgo(bench, { smms: { token: 'x' } });
    const run = await imbed(bench, ['import', 'picgo']);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('smms: is no store that speaks S3');
    expect(run.stdout).toContain('Nothing to import');
  });

  it.each([
    ['import/not-found', ['import', 'siyuan'], 'conf.json'],
    ['import/invalid', ['import', 'siyuan', 'gone.json'], 'ENOENT'],
    ['import/invalid', ['import', 'siyuan', 'config.json'], 'holds no S3 settings of SiYuan'],
  ])('%s for %j', async (code, args, word) => {
    const run = await imbed(createBench(nowhere), args);
    expectRefusal(run, code);
    expect(run.stderr).toContain(word);
  });

  it('a configuration that is broken is left as it is', async () => {
    const bench = createBench(nowhere);
    picgo(bench);
    for (const text of ['{ "profiles": [] }', '{ "profiles": {', '[]']) {
      writeFileSync(bench.config, text);
      const run = await imbed(bench, ['import', 'picgo']);
      expectRefusal(run, 'config/invalid');
      expect(readFileSync(bench.config, 'utf8')).toBe(text);
    }
  });

  it('help names every program that settings can come from', async () => {
    const { stdout } = await imbed(createBench(nowhere), ['help', 'import']);
    expect(stdout).toContain(` ${importPrograms.join('|')} [FILE]`);
  });

  it.each([[['import']], [['import', 'picg']], [['import', 'picgo', 'a', 'b']], [['import', 'imbed']]])(
    '%j is misuse',
    async (args) => {
      const run = await imbed(createBench(nowhere), args);
      expect([run.code, run.stdout]).toEqual([2, '']);
      expect(run.stderr).toMatch(
        /takes (the FILE|one of picgo, piclist, siyuan, rclone, s3-image-uploader, env)/,
      );
    },
  );
});
