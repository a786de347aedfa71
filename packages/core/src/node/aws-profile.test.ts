import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf, folder, newFile, nodeCommand } from '../testing/credentials-test-tools.ts';
import { createFixedClock } from '../testing/fixed-clock.ts';
import { told } from '../testing/told-issues.ts';
import { nodeCredentials } from './credentials.ts';

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
    expect(told(facts.issues)[0]).toEqual({
      field: 'credentials.profile',
      problem: expect.stringContaining('aws configure export-credentials --profile work --format process'),
    });
  });

  it.each([
    ['[profile other]\nregion = x\n', "no profile work in AWS's shared config files"],
    ['[profile work]\nregion = x\n', 'profile work has no aws_access_key_id and aws_secret_access_key'],
  ])('that are not there are told: %j', async (config, problem) => {
    const { facts } = await failureOf(from(shared({ config }), 'work'));
    expect(told(facts.issues)).toEqual([{ field: 'credentials.profile', problem }]);
  });

  it('are told missing when there are no files at all', async () => {
    const env = { HOME: join(folder, 'nobody'), USERPROFILE: join(folder, 'nobody') };
    const { facts } = await failureOf(from(env));
    expect(told(facts.issues)[0]?.problem).toBe("no profile default in AWS's shared config files");
  });
});
