import { isImbedError, type ProfileKeys, profileText, type Settings } from '@imbed/core';
import { obsidianVaults, writeNewConfigFile } from '@imbed/core/node';
import type { Args } from '../args.ts';
import { readConfiguration } from '../configuration.ts';
import { hostFor } from '../doctor-host.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
import { copyText } from './copy-text.ts';
import { type SetupWords, setupWords } from './words.ts';

/** `imbed setup vscode`. Rejects with `config/*`. */
export async function setupVsCode(args: Args, io: Io): Promise<ExitCode> {
  const { settings, text } = await portable(args, io);
  const words = setupWords(messageLocale(io.env));
  const { defaultProfile, profiles } = JSON.parse(text);
  const editorSettings = indented({ 'imbed.defaultProfile': defaultProfile, 'imbed.profiles': profiles });
  print(io, [
    words.vscode.install('  code --install-extension imbed-VERSION.vsix'),
    words.vscode.onDesktop,
    words.vscode.elsewhere(editorSettings),
    ...(copyText(editorSettings, io) ? [words.onClipboard] : []),
    words.vscode.keys,
    ...(await keysFile(args, settings, words, io)),
  ]);
  return exitCodes.ok;
}

/** `imbed setup obsidian`. Rejects with `config/*`, `local/write-failed`. */
export async function setupObsidian(args: Args, io: Io): Promise<ExitCode> {
  const { settings, text } = await portable(args, io);
  const vaults = obsidianVaults(io);
  const places = vaults.length === 0 ? ['VAULT'] : vaults;
  const separator = io.platform === 'win32' ? '\\' : '/';
  const folders = places.map((vault) => `  ${[vault, '.obsidian', 'plugins', 'imbed'].join(separator)}`);
  const words = setupWords(messageLocale(io.env));
  print(io, [
    words.obsidian.install(folders.join('\n')),
    words.obsidian.switchOn(indented(JSON.parse(text))),
    ...(copyText(text, io) ? [words.onClipboard] : []),
    words.obsidian.keys,
    ...(await keysFile(args, settings, words, io)),
  ]);
  return exitCodes.ok;
}

/** The profiles as another device takes them: without keys, and without what this machine alone decides. */
async function portable(args: Args, io: Io): Promise<{ readonly settings: Settings; readonly text: string }> {
  const { settings } = await readConfiguration(args, io);
  return { settings, text: profileText(settings) };
}

/** The profiles with their keys, in a file for the owner alone, where that was asked for. */
async function keysFile(
  args: Args,
  settings: Settings,
  words: SetupWords,
  io: Io,
): Promise<readonly string[]> {
  const path = args.value('with-keys');
  if (path === undefined) return [];
  const names = Object.keys(settings.profiles);
  const found = await Promise.all(
    names.map(async (name) => [name, await keysOf(name, settings, io)] as const),
  );
  const keys = Object.fromEntries(found.flatMap(([name, own]) => (own === undefined ? [] : [[name, own]])));
  writeNewConfigFile(path, profileText(settings, keys), 'local/exists');
  const without = names.filter((name) => keys[name] === undefined);
  return [words.keysFile(path), ...(without.length === 0 ? [] : [words.withoutKeys(without)])];
}

/** From wherever the profile has them; `undefined` where they are missing. */
async function keysOf(name: string, { profiles }: Settings, io: Io): Promise<ProfileKeys | undefined> {
  const profile = profiles[name];
  if (profile === undefined) return undefined;
  try {
    return await hostFor(profile, io).credentials();
  } catch (error) {
    if (isImbedError(error)) return undefined;
    throw error;
  }
}

function print(io: Io, paragraphs: readonly string[]): void {
  io.print(`${paragraphs.join('\n\n')}\n`);
}

function indented(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(/^/gm, '  ');
}
