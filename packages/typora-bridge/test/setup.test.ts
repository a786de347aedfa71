import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  accessKeyId,
  type Bench,
  binary,
  createBench,
  expectRefusal,
  fetched,
  imbed,
  lines,
  startStore,
} from './support.ts';

const nowhere = 'http://127.0.0.1:9';

/** The program, in a folder that only good quoting gets right. */
function installed(bench: Bench): string {
  const folder = join(bench.folder, "我的 tools 100% $HOME 'x'");
  if (/\.c?js$/.test(binary)) cpSync(dirname(binary), folder, { recursive: true });
  else cpSync(binary, join(folder, basename(binary)));
  return join(folder, basename(binary));
}

/** The settings among what is printed. */
function jsonIn(stdout: string): string {
  return stdout.slice(stdout.indexOf('  {\n'), stdout.lastIndexOf('\n  }\n') + 4);
}

/** The line that is meant to be entered in Typora. */
function commandIn(stdout: string): string {
  return lines(stdout).find((line) => line.endsWith(' upload --') || line.includes(' upload --')) ?? '';
}

describe('imbed setup typora', () => {
  it('gives a command that Typora can run wherever the program lies, and tries it', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const program = installed(bench);
    const run = await imbed(bench, ['setup', 'typora'], { program });
    expect([run.code, run.stderr]).toEqual([0, '']);
    const command = commandIn(run.stdout);
    expect(command).toContain('100%');
    expect(command).toContain(`--config '${bench.config}' --`);
    const links = lines(run.stdout).filter((line) => line.startsWith('  http'));
    expect(links).toHaveLength(2);
    for (const link of links) expect((await fetched(link.trim())).contentType).toBe('image/png');
    expect(run.stdout).toContain('It works');
    expect(run.stdout).toContain('keys come from environment variables');
  });

  it('says that signed links end', async () => {
    const store = await startStore();
    const run = await imbed(createBench(store.endpoint, { access: 'signed' }), ['setup', 'typora']);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('signed anew and ends after a week');
    expect(run.stdout).not.toContain('the same ones again');
  });

  it('hands the profile and the note on', async () => {
    const bench = createBench(nowhere, { keyTemplate: '{noteDir}/{hash}.{ext}' });
    const run = await imbed(bench, ['setup', 'typora', '--profile', 'blog', '--no-test']);
    expect(run.code).toBe(0);
    expect(commandIn(run.stdout)).toMatch(/ upload --profile blog --config .* --note "\$\{filepath\}" --$/);
  });

  it.each([
    [{ storage: { mode: 'dual' } }, true],
    [{ storage: { rules: [{ notes: 'Diary', mode: 'local' }] } }, true],
    [{ storage: { mode: 'remote' } }, false],
  ])('names the note where that decides where pictures go: %j', async (changes, named) => {
    const bench = createBench(nowhere);
    const config = JSON.parse(readFileSync(bench.config, 'utf8'));
    writeFileSync(bench.config, JSON.stringify({ ...config, ...changes }), { mode: 0o600 });
    const run = await imbed(bench, ['setup', 'typora', '--no-test']);
    expect(commandIn(run.stdout).includes('--note "')).toBe(named);
  });

  it('shows what Typora would, when it fails', async () => {
    const run = await imbed(createBench(nowhere), ['setup', 'typora']);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('[network/unreachable]');
    expect(run.stdout).toContain('It fails: Typora would find no links');
  });

  it('gives no command that can never work', async () => {
    const bench = createBench(nowhere);
    const run = await imbed(bench, ['setup', 'typora', '--no-test', '--profile', 'nope']);
    expectRefusal(run, 'config/invalid');
    expect(run.stderr).toContain('--profile: names no profile');
  });

  it('gives the command also where there is no configuration yet', async () => {
    const bench = createBench(nowhere);
    const run = await imbed(bench, ['setup', 'typora'], { env: { IMBED_CONFIG: '' } });
    expect(run.code).toBe(1);
    expect(commandIn(run.stdout)).toMatch(/ upload --$/);
    expect(run.stdout).toContain('[config/not-found]');
  });
});

it.each([
  [['setup', 'typora'], '不能使用：Typora 在输出中找不到链接'],
  [['setup', 'vscode'], '以上内容不含密钥'],
  [['setup', 'obsidian'], '在“设置 → 第三方插件”中启用插件'],
])('imbed %j speaks Chinese', async (args, words) => {
  const run = await imbed(createBench(nowhere), args, { env: { IMBED_LANG: 'zh-CN' } });
  expect(run.stdout).toContain(words);
});

describe('imbed setup vscode and obsidian', () => {
  const inline = { source: 'inline', accessKeyId, secretAccessKey: 'hunter2' };

  it.each(['vscode', 'obsidian'])('%s gets the profiles without keys', async (editor) => {
    const bench = createBench(nowhere, { credentials: inline, proxy: 'http://me:hunter2@127.0.0.1:1' });
    const run = await imbed(bench, ['setup', editor]);
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(JSON.stringify(JSON.parse(jsonIn(run.stdout)))).toContain(
      '{"blog":{"provider":"custom","bucket":"my-notes","region":"us-east-1"',
    );
    for (const secret of ['hunter2', accessKeyId]) expect(run.stdout).not.toContain(secret);
  });

  it.runIf(process.platform === 'linux')(
    'obsidian names the folders of the vaults of this machine',
    async () => {
      const bench = createBench(nowhere);
      mkdirSync(join(bench.folder, '.config/obsidian'), { recursive: true });
      const vaults = { a: { path: '/home/me/笔记' } };
      writeFileSync(join(bench.folder, '.config/obsidian/obsidian.json'), JSON.stringify({ vaults }));
      const run = await imbed(bench, ['setup', 'obsidian']);
      expect(run.stdout).toContain('/home/me/笔记/.obsidian/plugins/imbed\n');
    },
  );

  it('the text for obsidian is taken by another device', async () => {
    const bench = createBench(nowhere, { credentials: inline });
    const { stdout } = await imbed(bench, ['setup', 'obsidian']);
    writeFileSync(join(bench.folder, 'pasted.json'), jsonIn(stdout));
    const run = await imbed(bench, ['import', 'imbed', 'pasted.json', '--config', 'other.json']);
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain('blog: came without keys');
  });

  it('keys go into a file for the owner alone, when somebody asks for it, and never on the screen', async () => {
    const bench = createBench(nowhere, { credentials: inline });
    const run = await imbed(bench, ['setup', 'obsidian', '--with-keys', 'phone.json']);
    expect(run.code).toBe(0);
    expect(run.stdout).not.toContain('hunter2');
    const path = join(bench.folder, 'phone.json');
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(path, 'utf8')).profiles.blog.credentials).toEqual(inline);
    const again = await imbed(bench, ['setup', 'obsidian', '--with-keys', 'phone.json']);
    expectRefusal(again, 'local/exists');
    expect(again.stderr).toContain('phone.json');
  });

  it('profiles whose keys are not to be had are named', async () => {
    const bench = createBench(nowhere);
    const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    const run = await imbed(bench, ['setup', 'vscode', '--with-keys', 'keys.json'], { env });
    expect(run.stdout).toContain('No keys were found for: blog.');
  });

  it('without a configuration they say so', async () => {
    const bench = createBench(nowhere);
    for (const editor of ['vscode', 'obsidian'])
      expectRefusal(await imbed(bench, ['setup', editor, '--config', 'gone.json']), 'config/not-found');
  });
});

it.each([
  [['setup'], 'typora, vscode, obsidian'],
  [['setup', 'vim'], 'typora, vscode, obsidian'],
  [['setup', 'vscode', '--no-test'], '--no-test'],
  [['setup', 'typora', '--with-keys', 'x.json'], '--with-keys'],
])('%j is misuse', async (args, reason) => {
  const bench = createBench(nowhere);
  const before = readFileSync(bench.config, 'utf8');
  const run = await imbed(bench, args);
  expect([run.code, run.stdout]).toEqual([2, '']);
  expect(run.stderr).toContain(reason);
  expect(readFileSync(bench.config, 'utf8')).toBe(before);
});
