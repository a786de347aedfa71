import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accessKeyId, createBench, expectRefusal, imbed, lines, secretAccessKey } from './support.ts';

const nowhere = 'http://127.0.0.1:9';
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

describe('wrong arguments', () => {
  it.each([
    [[], 'no command given'],
    [['uplaod', 'a.png'], 'did you mean "upload"?'],
    [['a.png'], 'imbed upload -- "a.png"'],
    [['upload'], 'no INPUT given'],
    [['upload', '--'], 'no INPUT given'],
    [['upload', '--jsno', 'a.png'], 'did you mean --json?'],
    [['upload', 'a.png', '--profile'], 'needs a value'],
    [['upload', '--on-failure=explode', 'a.png'], 'must be one of: fail, keep-local'],
    [['upload', '-', '-'], 'may be given once'],
    [['config'], 'takes one of: path, new, show, validate'],
    [['config', 'paht'], 'takes one of: path, new, show, validate'],
    [['config', 'new', '--provider', 'aliyun-os'], 'did you mean aliyun-oss?'],
    [['config', 'path', '--provider', 'minio'], 'imbed config new'],
    [['help', 'nonsense'], 'nonsense'],
  ])('%j: exit code 2, and the reason is the last that is read', async (args, reason) => {
    const run = await imbed(createBench(nowhere), args);
    expect([run.code, run.stdout]).toEqual([2, '']);
    const [told, help] = lines(run.stderr).slice(-2);
    expect(told).toContain(reason);
    expect(help).toMatch(/^imbed: for help: imbed (--help|help \w+)$/);
    expect(run.stderr.includes('Usage: imbed COMMAND')).toBe(args.length === 0);
  });
});

describe('help', () => {
  it.each([['--help'], ['-h'], ['help']])('%s lists every command', async (...args) => {
    const run = await imbed(createBench(nowhere), args);
    expect([run.code, run.stderr]).toEqual([0, '']);
    for (const name of ['upload', 'config', 'help'])
      expect(run.stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    for (const more of ['imbed help COMMAND', 'imbed help template', 'imbed --version'])
      expect(run.stdout).toContain(more);
  });

  it.each([[['upload', '--help']], [['help', 'upload']]])('%j explains the options', async (args) => {
    const run = await imbed(createBench(nowhere), args);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('--on-failure fail|keep-local');
    expect(run.stdout).toContain('--profile NAME');
  });

  it('help template lists the variables', async () => {
    const { stdout } = await imbed(createBench(nowhere), ['help', 'template']);
    for (const name of ['{hash}', '{noteDir}', '{random}']) expect(stdout).toContain(name);
  });

  it('--version is the version and nothing else', async () => {
    expect(await imbed(createBench(nowhere), ['--version'])).toEqual({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });
});

describe('config', () => {
  it('path says where the configuration is expected', async () => {
    const bench = createBench(nowhere);
    expect((await imbed(bench, ['config', 'path'])).stdout).toBe(`${bench.config}\n`);
    const chosen = await imbed(bench, ['config', 'path', '--config', 'mine.json']);
    expect(chosen.stdout).toBe(`${join(bench.folder, 'mine.json')}\n`);
  });

  it('show masks keys', async () => {
    const credentials = { source: 'inline', accessKeyId, secretAccessKey };
    const bench = createBench(nowhere, { credentials, proxy: 'http://me:pw@127.0.0.1:1' });
    const run = await imbed(bench, ['config', 'show']);
    expect(run.code).toBe(0);
    expect(run.stdout).not.toContain(accessKeyId);
    expect(run.stdout).not.toContain('me:pw');
    expect(JSON.parse(run.stdout)).toMatchObject({ profiles: { blog: { bucket: 'my-notes' } } });
  });

  it('new starts one that its owner alone may read, and tells what to fill in', async () => {
    const bench = createBench(nowhere);
    const path = join(bench.folder, 'new folder', 'config.json');
    const env = { IMBED_CONFIG: path };
    const run = await imbed(bench, ['config', 'new'], { env });
    expect([run.code, run.stdout]).toEqual([0, `${path}\n`]);
    for (const word of ['bucket', 'OSS_ACCESS_KEY_SECRET', 'imbed config validate'])
      expect(run.stderr).toContain(word);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    const check = await imbed(bench, ['config', 'validate'], { env });
    expect(check.code).toBe(1);
    expect(check.stdout).toMatch(/config\.json:\d+: profiles\.default\.bucket: must not be empty\n$/);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"bucket": ""', '"bucket": "my-notes"'));
    expect(await imbed(bench, ['config', 'validate'], { env })).toMatchObject({ code: 0 });
  });

  it('new is for the provider that is named, at the place that is named', async () => {
    const bench = createBench(nowhere);
    const run = await imbed(bench, ['config', 'new', '--provider', 'minio', '--config', 'minio.json']);
    expect(run).toMatchObject({ code: 0, stdout: `${join(bench.folder, 'minio.json')}\n` });
    const written: unknown = JSON.parse(readFileSync(join(bench.folder, 'minio.json'), 'utf8'));
    expect(written).toMatchObject({ profiles: { default: { provider: 'minio', endpoint: '' } } });
  });

  it('new leaves a configuration that is there as it is', async () => {
    const bench = createBench(nowhere);
    const before = readFileSync(bench.config, 'utf8');
    const run = await imbed(bench, ['config', 'new']);
    expectRefusal(run, 'config/exists');
    expect(run.stderr).toContain(bench.config);
    expect(readFileSync(bench.config, 'utf8')).toBe(before);
  });

  it('validate says that all is well', async () => {
    const bench = createBench(nowhere);
    const run = await imbed(bench, ['config', 'validate']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain(bench.config);
  });

  it('validate names each problem with its line', async () => {
    const bench = createBench(nowhere, { keyTemplate: '{hsah}', bukcet: 'x' });
    const schema = await imbed(bench, ['config', 'validate']);
    expect(schema.code).toBe(1);
    expect(schema.stdout).toMatch(/config\.json:\d+: profiles\.blog\.bukcet: .*bucket/);
    const other = createBench(nowhere, { keyTemplate: '{hsah}' });
    const template = await imbed(other, ['config', 'validate']);
    expect(template.code).toBe(1);
    const line = lines(readFileSync(other.config, 'utf8')).findIndex((text) => text.includes('{hsah}')) + 1;
    expect(template.stdout).toContain(`config.json:${line}: profiles.blog.keyTemplate: `);
    expect(lines(template.stdout)).toHaveLength(1);
  });

  it('validate tells everything at once, also where no profile is the default one', async () => {
    const bench = createBench(nowhere);
    const profile = { provider: 'aliyun-oss', bucket: 'my-notes' };
    const profiles = { blog: profile, work: { ...profile, keyTemplate: '{hsah}' } };
    writeFileSync(bench.config, JSON.stringify({ profiles }));
    const run = await imbed(bench, ['config', 'validate']);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('defaultProfile: is missing');
    expect(run.stdout).toContain('profiles.work.keyTemplate: ');
  });

  it('validate warns of a region that it does not know, and lets it pass', async () => {
    const bench = createBench(nowhere);
    const profile = { provider: 'aws-s3', bucket: 'my-notes', region: 'us-east1' };
    writeFileSync(bench.config, JSON.stringify({ profiles: { blog: profile } }, undefined, 2));
    const run = await imbed(bench, ['config', 'validate']);
    expect([run.code, run.stdout]).toEqual([0, `${bench.config}: valid\n`]);
    expect(run.stderr).toMatch(/config\.json:6: warning: profiles\.blog\.region: .*"us-east-1"\?\n$/);
  });

  it('validate refuses a store that is gone, with the date', async () => {
    const bench = createBench(nowhere, { provider: 'meituan-mss' });
    const run = await imbed(bench, ['config', 'validate']);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/20\d\d/);
  });

  it.each(['show', 'validate'])(
    '%s of a missing or broken file says so on standard error',
    async (action) => {
      const bench = createBench(nowhere);
      const path = join(bench.folder, 'broken.json');
      const missing = await imbed(bench, ['config', action, '--config', path]);
      expectRefusal(missing, 'config/not-found');
      writeFileSync(path, '{ "version": 1,, }');
      const broken = await imbed(bench, ['config', action, '--config', path]);
      expectRefusal(broken, 'config/invalid');
      expect(broken.stderr).toContain('line 1');
    },
  );
});
