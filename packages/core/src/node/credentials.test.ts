import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ImbedError } from '../errors.ts';
import type { CredentialsProvider } from '../store/credentials.ts';
import { createFixedClock } from '../testing/fixed-clock.ts';
import { nodeCredentials } from './credentials.ts';

const folder = mkdtempSync(join(tmpdir(), 'imbed-credentials-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function newFile(content: string): string {
  files += 1;
  const path = join(folder, `file-${files}`);
  writeFileSync(path, content);
  return path;
}

async function failureOf(provider: CredentialsProvider): Promise<ImbedError> {
  const error = await provider().then(
    () => Promise.reject(new Error('gave credentials, but should have failed')),
    (reason: ImbedError) => reason,
  );
  expect(error.code).toBe('config/missing-secret');
  return error;
}

const oss = {
  accessKeyId: 'OSS_ACCESS_KEY_ID',
  secretAccessKey: 'OSS_ACCESS_KEY_SECRET',
  sessionToken: 'OSS_SESSION_TOKEN',
};
const alibaba = {
  accessKeyId: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
  secretAccessKey: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
};
const aws = {
  AWS_ACCESS_KEY_ID: 'aws-id',
  AWS_SECRET_ACCESS_KEY: 'aws-secret',
  AWS_SESSION_TOKEN: 'aws-token',
};
const awsCredentials = { accessKeyId: 'aws-id', secretAccessKey: 'aws-secret', sessionToken: 'aws-token' };

describe('credentials from the environment', () => {
  const from = (env: Readonly<Record<string, string>>) =>
    nodeCredentials({ source: 'env' }, [oss, alibaba], env);

  it.each([
    [
      "the provider's customary names come first",
      { OSS_ACCESS_KEY_ID: 'id', OSS_ACCESS_KEY_SECRET: 's', ...aws },
      { accessKeyId: 'id', secretAccessKey: 's' },
    ],
    [
      'in their order',
      {
        ALIBABA_CLOUD_ACCESS_KEY_ID: 'b',
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'bs',
        OSS_ACCESS_KEY_ID: 'a',
        OSS_ACCESS_KEY_SECRET: 'as',
      },
      { accessKeyId: 'a', secretAccessKey: 'as' },
    ],
    [
      'with their session token',
      { OSS_ACCESS_KEY_ID: 'id', OSS_ACCESS_KEY_SECRET: 's', OSS_SESSION_TOKEN: 't' },
      { accessKeyId: 'id', secretAccessKey: 's', sessionToken: 't' },
    ],
    [
      'an empty session token is none',
      { OSS_ACCESS_KEY_ID: 'id', OSS_ACCESS_KEY_SECRET: 's', OSS_SESSION_TOKEN: '' },
      { accessKeyId: 'id', secretAccessKey: 's' },
    ],
    ['half a pair is passed over', { OSS_ACCESS_KEY_ID: 'id', ...aws }, awsCredentials],
    ['an empty half as well', { OSS_ACCESS_KEY_ID: 'id', OSS_ACCESS_KEY_SECRET: '', ...aws }, awsCredentials],
    [
      'no pair gets the session token of another',
      {
        ALIBABA_CLOUD_ACCESS_KEY_ID: 'b',
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'bs',
        OSS_SESSION_TOKEN: 'a',
        AWS_SESSION_TOKEN: 'c',
      },
      { accessKeyId: 'b', secretAccessKey: 'bs' },
    ],
    ['and AWS names are the last resort', aws, awsCredentials],
  ])('%s', async (_, env, expected) => {
    expect(await from(env)()).toEqual(expected);
  });

  it('name every variable that was looked for when there are none', async () => {
    const { facts } = await failureOf(from({ OSS_ACCESS_KEY_ID: 'half-a-pair' }));
    expect(facts.issues).toEqual([
      {
        field: 'credentials.source',
        problem:
          'set these environment variables: OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, ' +
          'or ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, ' +
          'or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
      },
    ]);
  });

  it('name a pair once when the provider is AWS itself', async () => {
    const names = { accessKeyId: 'AWS_ACCESS_KEY_ID', secretAccessKey: 'AWS_SECRET_ACCESS_KEY' };
    const { facts } = await failureOf(nodeCredentials({ source: 'env' }, [names], {}));
    expect(facts.issues?.[0]?.problem).toBe(
      'set these environment variables: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    );
  });
});

describe('credentials in the configuration', () => {
  it('are given as they stand', async () => {
    const keys = { accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' };
    expect(await nodeCredentials({ source: 'inline', ...keys }, [], {})()).toEqual(keys);
  });

  it.each([
    [{ accessKeyId: '', secretAccessKey: 'private' }, 'credentials.accessKeyId'],
    [{ accessKeyId: 'id', secretAccessKey: '' }, 'credentials.secretAccessKey'],
  ])('are refused by the field that is empty', async (keys, field) => {
    const { facts, message } = await failureOf(nodeCredentials({ source: 'inline', ...keys }, [], {}));
    expect(facts.issues?.[0]?.field).toBe(field);
    expect(message).not.toContain('private');
  });
});

/** A command that runs `script` with this Node, in whatever shell the platform has. */
function nodeCommand(script: string): string {
  return `"${process.execPath}" "${newFile(script)}"`;
}

describe('credentials from a command', () => {
  const now = '2026-11-22T12:00:00.000Z';
  const from = (command: string, clock = createFixedClock(now)) =>
    nodeCredentials({ source: 'process', command }, [], {}, clock);
  const printing = (document: unknown) =>
    nodeCommand(`console.log(${JSON.stringify(JSON.stringify(document))})`);
  const keys = { Version: 1, AccessKeyId: 'id', SecretAccessKey: 'secret' };

  /** Prints keys that count how often it ran. */
  function countingCommand(expiration: string | undefined): { readonly command: string; runs(): number } {
    const log = newFile('');
    const document = JSON.stringify({ ...keys, ...(expiration !== undefined && { Expiration: expiration }) });
    const script = `require('node:fs').appendFileSync(${JSON.stringify(log)}, '.'); console.log(${JSON.stringify(document)})`;
    return { command: nodeCommand(script), runs: () => readFileSync(log, 'utf8').length };
  }

  it('are those that it prints', async () => {
    expect(await from(printing({ ...keys, SessionToken: 'token' }))()).toEqual({
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  });

  it('are asked for once when they do not end, also by several at once', async () => {
    const { command, runs } = countingCommand(undefined);
    const provider = from(command);
    await Promise.all([provider(), provider(), provider()]);
    await provider();
    expect(runs()).toBe(1);
  });

  it('are asked for again five minutes before they end', async () => {
    const { command, runs } = countingCommand('2026-11-22T13:00:00Z');
    const clock = createFixedClock(now);
    const provider = from(command, clock);
    await provider();
    clock.set('2026-11-22T12:54:59.999Z');
    await provider();
    expect(runs()).toBe(1);
    clock.set('2026-11-22T12:55:00.000Z');
    await Promise.all([provider(), provider()]);
    expect(runs()).toBe(2);
  });

  it('are asked for again after a failure', async () => {
    const marker = join(folder, 'marker');
    const script = `
      const { existsSync, writeFileSync } = require('node:fs');
      if (!existsSync(${JSON.stringify(marker)})) { writeFileSync(${JSON.stringify(marker)}, ''); process.exit(3); }
      console.log(${JSON.stringify(JSON.stringify(keys))});
    `;
    const provider = from(nodeCommand(script));
    await failureOf(provider);
    expect(await provider()).toMatchObject({ accessKeyId: 'id' });
  });

  it.each([
    ['prints no JSON', "console.log('leaked-secret')", 'printed no JSON of Version 1'],
    [
      'prints another version',
      'console.log(\'{"Version":2,"SecretAccessKey":"leaked-secret"}\')',
      'printed no JSON of Version 1',
    ],
    ['prints a list', "console.log('[1]')", 'printed no JSON of Version 1'],
    [
      'prints half a pair',
      'console.log(\'{"Version":1,"SecretAccessKey":"leaked-secret"}\')',
      'printed no AccessKeyId and SecretAccessKey',
    ],
    [
      'prints an odd date',
      `console.log('${JSON.stringify({ ...keys, Expiration: 'leaked-secret' })}')`,
      'printed an Expiration that is no date',
    ],
    [
      'fails',
      "console.error('leaked-secret'); console.log('leaked-secret'); process.exit(3)",
      'failed with exit code 3',
    ],
  ])('that %s are refused without repeating what it said', async (_, script, problem) => {
    const error = await failureOf(from(nodeCommand(script)));
    expect(error.facts.issues).toEqual([
      { field: 'credentials.command', problem: `the credential command ${problem}` },
    ]);
    expect(JSON.stringify([error.message, error.stack, error.cause ?? null])).not.toContain('leaked-secret');
  });

  it('that does not exist are refused without repeating it', async () => {
    const error = await failureOf(from('no-such-command-here --password leaked-secret'));
    expect(`${error.message}${error.stack}`).not.toContain('leaked-secret');
  });

  it('may come through a pipe, since the command runs in the shell', async () => {
    const { command } = countingCommand(undefined);
    expect(
      await from(`${command} | "${process.execPath}" "${newFile('process.stdin.pipe(process.stdout)')}"`)(),
    ).toEqual({
      accessKeyId: 'id',
      secretAccessKey: 'secret',
    });
  });
});

describe("credentials of a profile in AWS's shared files", () => {
  const shared = (files: { readonly credentials?: string; readonly config?: string }) => ({
    AWS_SHARED_CREDENTIALS_FILE: newFile(files.credentials ?? ''),
    AWS_CONFIG_FILE: newFile(files.config ?? ''),
  });
  const from = (
    env: Readonly<Record<string, string>>,
    profile?: string,
    clock = createFixedClock('2026-11-22T12:00:00Z'),
  ) => nodeCredentials({ source: 'aws-profile', ...(profile !== undefined && { profile }) }, [], env, clock);
  const pair = (name: string) => `aws_access_key_id = ${name}-id\naws_secret_access_key=${name}/secret+==\n`;
  const credentialsOf = (name: string) => ({
    accessKeyId: `${name}-id`,
    secretAccessKey: `${name}/secret+==`,
  });

  it.each([
    ['the default one when none is named', undefined, {}, 'default'],
    ['the default one when the name is empty', '', {}, 'default'],
    ['that of AWS_PROFILE when none is named', undefined, { AWS_PROFILE: 'work' }, 'work'],
    ['the named one above all', 'notes.example', { AWS_PROFILE: 'work' }, 'notes.example'],
  ])('are %s', async (_, profile, env, expected) => {
    const credentials = ['default', 'work', 'notes.example']
      .map((name) => `[${name}]\n${pair(name)}`)
      .join('\n');
    expect(await from({ ...shared({ credentials }), ...env }, profile)()).toEqual(credentialsOf(expected));
  });

  it('may stand in the config file, with comments, nested sections and a session token', async () => {
    const config = `# mine\n[profile work]\nregion = x\ns3 =\n  max_queue_size = 1\n${pair('work')}aws_session_token = t\n`;
    expect(await from(shared({ config }), 'work')()).toEqual({ ...credentialsOf('work'), sessionToken: 't' });
  });

  it('are found in the home folder', async () => {
    const home = mkdtempSync(join(folder, 'home-'));
    mkdirSync(join(home, '.aws'));
    writeFileSync(join(home, '.aws', 'credentials'), `[default]\n${pair('home')}`);
    expect(await from({ HOME: home })()).toEqual(credentialsOf('home'));
  });

  it('may come from the credential_process of the profile', async () => {
    const document = JSON.stringify({ Version: 1, AccessKeyId: 'p', SecretAccessKey: 'ps' });
    const config = `[profile work]\ncredential_process = ${nodeCommand(`console.log('${document}')`)}\n`;
    expect(await from(shared({ config }), 'work')()).toEqual({ accessKeyId: 'p', secretAccessKey: 'ps' });
  });

  it('are read again after five minutes, since other tools rotate them', async () => {
    const env = shared({ credentials: `[default]\n${pair('old')}` });
    const clock = createFixedClock('2026-11-22T12:00:00Z');
    const provider = from(env, undefined, clock);
    await provider();
    writeFileSync(env.AWS_SHARED_CREDENTIALS_FILE, `[default]\n${pair('new')}`);
    clock.set('2026-11-22T12:04:59Z');
    expect(await provider()).toEqual(credentialsOf('old'));
    clock.set('2026-11-22T12:05:00Z');
    expect(await provider()).toEqual(credentialsOf('new'));
  });

  it.each([
    ['sso_session = corp\nsso_account_id = 1\n'],
    ['role_arn = arn:aws:iam::1:role/x\nsource_profile = default\n'],
  ])('that need AWS itself are left to its command line, which is named: %s', async (section) => {
    const { facts } = await failureOf(from(shared({ config: `[profile work]\n${section}` }), 'work'));
    expect(facts.issues?.[0]).toEqual({
      field: 'credentials.profile',
      problem: expect.stringContaining('aws configure export-credentials --profile work --format process'),
    });
  });

  it.each([
    ['[profile other]\nregion = x\n', "no profile work in AWS's shared config files"],
    ['[profile work]\nregion = x\n', 'profile work has no aws_access_key_id and aws_secret_access_key'],
  ])('that are not there are told: %j', async (config, problem) => {
    const { facts } = await failureOf(from(shared({ config }), 'work'));
    expect(facts.issues).toEqual([{ field: 'credentials.profile', problem }]);
  });

  it('are told missing when there are no files at all', async () => {
    const env = { HOME: join(folder, 'nobody'), USERPROFILE: join(folder, 'nobody') };
    const { facts } = await failureOf(from(env));
    expect(facts.issues?.[0]?.problem).toBe("no profile default in AWS's shared config files");
  });
});
