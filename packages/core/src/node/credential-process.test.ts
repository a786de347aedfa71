import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf, folder, newFile, nodeCommand } from '../testing/credentials-test-tools.ts';
import { createFixedClock } from '../testing/fixed-clock.ts';
import { told } from '../testing/told-issues.ts';
import { nodeCredentials } from './credentials.ts';

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
    expect(told(error.facts.issues)).toEqual([
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
