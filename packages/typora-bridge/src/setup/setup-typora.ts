import { existsSync } from 'node:fs';
import { isImbedError } from '@imbed/core';
import type { Args } from '../args.ts';
import { configPath } from '../config-location.ts';
import { readConfiguration } from '../configuration.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
import { copyText } from './copy-text.ts';
import { typoraCommand } from './typora-command.ts';
import { playTyporaTest, type TyporaTest } from './typora-test.ts';

/** `imbed setup typora`: the command to enter, and what Typora would make of its output. */
export async function setupTypora(args: Args, io: Io): Promise<ExitCode> {
  const profile = await chosenProfile(args, io);
  const { command, warnings } = typoraCommand({
    platform: io.platform,
    env: io.env,
    home: io.home(),
    program: io.program(),
    profile: args.value('profile'),
    // A variable of this shell would not be there.
    config: args.has('config') || io.env['IMBED_CONFIG'] ? configPath(args, io) : undefined,
    namesNote: /\{note(Dir)?[}:]/.test(profile?.keyTemplate ?? ''),
    chinese: messageLocale(io.env) === 'zh-CN',
    snap: ['/snap/typora', '/var/lib/snapd/snap/typora'].some((path) => existsSync(path)),
  });
  const copied = copyText(command, io);
  const doubts = [...warnings, ...(profile?.credentials.source === 'env' ? [environmentWarning] : [])];
  io.print(
    [
      'In Typora, choose "Custom Command" as image uploader (Preferences, Image), and enter this command:\n',
      `${command}\n`,
      ...(copied ? ['It is on the clipboard.\n'] : []),
      ...doubts.map((doubt) => `Mind: ${doubt}\n`),
    ].join('\n'),
  );
  if (args.has('no-test')) return exitCodes.ok;
  const test = await playTyporaTest(command, io);
  io.print(`\n${testLines(test)}`);
  return test.ok ? exitCodes.ok : io.signal.aborted ? exitCodes.interrupted : exitCodes.failed;
}

const environmentWarning =
  'the keys come from environment variables, which a Typora that was started from the desktop may not have; those ' +
  'that only a shell sets are missing there.';

/** None where the configuration is missing or wrong, which the test then tells in the words of an upload. */
async function chosenProfile(args: Args, io: Io) {
  try {
    const { settings } = await readConfiguration(args, io);
    return settings.profiles[settings.defaultProfile];
  } catch (error) {
    if (isImbedError(error)) return undefined;
    throw error;
  }
}

function testLines(test: TyporaTest): string {
  const title = 'What "Test Uploader" does was tried with two tiny pictures, twice:\n';
  if (!test.ok) return `${title}\n${indented(test.output)}\n\nIt fails: ${test.problem}.\n`;
  return `${title}\n${indented(test.links.join('\n'))}\n\nIt works: a link for each picture, and the same ones again.\n`;
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
