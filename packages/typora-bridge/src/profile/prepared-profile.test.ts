import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareProfile, rememberPrepared } from './prepare-profile.ts';
import { type Memo, memoFor, recallPrepared, type Surroundings } from './prepared-profile.ts';

const root = mkdtempSync(join(tmpdir(), 'imbed-memo-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let states = 0;
let surroundings: Surroundings;
beforeEach(() => {
  const env = { IMBED_STATE_DIR: join(root, `state-${states++}`) };
  surroundings = { platform: 'linux', env, home: () => root, programStamp: () => 'build 1' };
});

const profile = { provider: 'aliyun-oss', bucket: 'my-notes', region: 'cn-hongkong' };

function configOf(settings: Readonly<Record<string, unknown>>) {
  const value = { version: 1, profiles: { blog: { ...profile, ...settings } } };
  return { path: '/home/me/config.json', text: JSON.stringify(value), value };
}

const config = configOf({});

async function remembered(from: { path: string; text: string; value: unknown } = config): Promise<Memo> {
  const memo = await memoFor(from, '', surroundings);
  await rememberPrepared(memo, prepareProfile(from.value, ''));
  return memo;
}

describe('what was prepared', () => {
  it('comes back as it was, from a file of its owner alone', async () => {
    const { path } = await remembered();
    const recalled = await recallPrepared(await memoFor(config, '', surroundings));
    expect(recalled).toEqual(prepareProfile(config.value, ''));
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['another configuration', configOf({ bucket: 'other' }), '', 'build 1'],
    ['another profile', config, 'work', 'build 1'],
    ['another build', config, '', 'build 2'],
  ])('is forgotten for %s', async (_what, asked, wanted, build) => {
    await remembered();
    const memo = await memoFor(asked, wanted, { ...surroundings, programStamp: () => build });
    expect(await recallPrepared(memo)).toBeUndefined();
  });

  it('is nothing before it was remembered', async () => {
    expect(await recallPrepared(await memoFor(config, '', surroundings))).toBeUndefined();
  });

  it.each([
    ['emptied', () => ''],
    ['cut off', (text: string) => text.slice(0, -1)],
    ['without its content', (text: string) => `${text.split('\n')[0]}\n{}`],
    ['changed in one place', (text: string) => text.replace('my-notes', 'my-votes')],
    ['with more behind it', (text: string) => `${text}x`],
    ['something else', () => '{"prepared":{}}'],
  ])('is not believed from a file that is %s', async (_what, spoil) => {
    const memo = await remembered();
    writeFileSync(memo.path, spoil(readFileSync(memo.path, 'utf8')));
    expect(await recallPrepared(memo)).toBeUndefined();
  });

  it.each([
    [
      {
        source: 'inline',
        accessKeyId: 'HUSH0',
        secretAccessKey: 'HUSH1',
        sessionToken: 'HUSH2',
      },
    ],
    [{ source: 'process', command: 'print-keys HUSH' }],
  ])('holds neither keys nor proxies nor commands: %o', async (credentials) => {
    const { path } = await remembered(configOf({ credentials, proxy: 'http://me:HUSH@proxy.example:1' }));
    expect(readFileSync(path, 'utf8')).not.toMatch(/HUSH|proxy\.example/);
  });
});

describe('secrets in the configuration', () => {
  it.each([
    [{}, false],
    [{ credentials: { source: 'aws-profile' } }, false],
    [{ proxy: 'http://proxy.example:1' }, false],
    [{ credentials: { source: 'inline', accessKeyId: 'a', secretAccessKey: 's' } }, true],
    [{ credentials: { source: 'process', command: 'keys' } }, true],
    [{ proxy: 'http://me:pw@proxy.example:1' }, true],
  ])('%j: %s', (settings, secret) => {
    expect(prepareProfile(configOf(settings).value, '').holdsSecrets).toBe(secret);
  });

  it('of a profile that is not used count too, since they are in the same file', () => {
    const value = {
      defaultProfile: 'blog',
      profiles: { blog: profile, other: { ...profile, proxy: 'http://me:pw@proxy.example:1' } },
    };
    expect(prepareProfile(value, '').holdsSecrets).toBe(true);
  });
});
