import { existsSync } from 'node:fs';
import { isImbedError, type Settings } from '@imbed/core';
import type { Args } from '../args.ts';
import { configPath } from '../config-location.ts';
import { readConfiguration } from '../configuration.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
import { copyText } from './copy-text.ts';
import { typoraCommand } from './typora-command.ts';
import { playTyporaTest, type TyporaTest } from './typora-test.ts';
import { type SetupWords, setupWords, type TyporaDoubt } from './words.ts';

/**
 * `imbed setup typora`: the command to enter, and what Typora would make of its output. Rejects with `config/*` for a
 * configuration, or a profile, with which the command could never work.
 */
export async function setupTypora(args: Args, io: Io): Promise<ExitCode> {
  const settings = await usableSettings(args, io);
  const profile = settings?.profiles[settings.defaultProfile];
  const locale = messageLocale(io.env);
  const words = setupWords(locale);
  const { command, doubts } = typoraCommand({
    platform: io.platform,
    env: io.env,
    home: io.home(),
    program: io.program(),
    profile: args.value('profile'),
    // A variable of this shell would not be there.
    config: args.has('config') || io.env['IMBED_CONFIG'] ? configPath(args, io) : undefined,
    namesNote: settings !== undefined && needsNote(settings),
    chinese: locale === 'zh-CN',
    snap: ['/snap/typora', '/var/lib/snapd/snap/typora'].some((path) => existsSync(path)),
  });
  const copied = copyText(command, io);
  const ofKeys: readonly TyporaDoubt[] =
    profile?.credentials.source === 'env' ? [{ about: 'environment' }] : [];
  const lines = [
    words.typora.enter,
    command,
    ...(copied ? [words.onClipboard] : []),
    ...[...doubts, ...ofKeys].map((doubt) => words.typora.doubt(doubt)),
  ];
  io.print(`${lines.join('\n\n')}\n`);
  if (args.has('no-test')) return exitCodes.ok;
  const test = await playTyporaTest(command, io);
  const works = profile?.access === 'signed' ? words.typora.worksSigned : words.typora.works;
  io.print(`\n${testLines(test, works, words)}`);
  return test.ok ? exitCodes.ok : io.signal.aborted ? exitCodes.interrupted : exitCodes.failed;
}

/** None where there is no configuration yet, which the test then tells in the words of an upload. */
async function usableSettings(args: Args, io: Io): Promise<Settings | undefined> {
  try {
    return (await readConfiguration(args, io)).settings;
  } catch (error) {
    if (isImbedError(error) && error.code === 'config/not-found') return undefined;
    throw error;
  }
}

/** Where everything goes to one bucket by names of its own, a command without the note is the faster one. */
function needsNote({ profiles, defaultProfile, storage }: Settings): boolean {
  const { keyTemplate = '', mirrors = [] } = profiles[defaultProfile] ?? {};
  const isPlain = storage.mode === 'remote' && storage.rules.length === 0 && mirrors.length === 0;
  return !isPlain || /\{note(Dir)?[}:]/.test(keyTemplate);
}

function testLines(test: TyporaTest, works: string, { typora }: SetupWords): string {
  const [output, verdict] = test.ok
    ? [test.links.join('\n'), works]
    : [test.output, typora.fails(test.problem)];
  return `${typora.tried}\n\n${indented(output)}\n\n${verdict}\n`;
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
