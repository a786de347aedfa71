import { isImbedError, type ProfileKeys, profileText, type Settings } from '@imbed/core';
import { obsidianVaults, writeNewConfigFile } from '@imbed/core/node';
import type { Args } from '../args.ts';
import { readConfiguration } from '../configuration.ts';
import { hostFor } from '../doctor-host.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { copyText } from './copy-text.ts';

/** `imbed setup vscode`. Rejects with `config/*`. */
export async function setupVsCode(args: Args, io: Io): Promise<ExitCode> {
  const { settings, text } = await portable(args, io);
  const { defaultProfile, profiles } = JSON.parse(text);
  const editorSettings = indented({ 'imbed.defaultProfile': defaultProfile, 'imbed.profiles': profiles });
  print(io, [
    'Install the extension: "Extensions: Install from VSIX..." in the command palette, or\n',
    '  code --install-extension imbed-VERSION.vsix\n',
    'VS Code on the desktop of this computer then has all that it needs: as long as its own setting "imbed.profiles" is',
    'empty, it uses this configuration, and the keys from where that says.\n',
    'Elsewhere, and in a browser, add your profiles to the user settings',
    `("Preferences: Open User Settings (JSON)"):\n\n${editorSettings}\n`,
    ...copied(editorSettings, io),
    `${keysStay} "Imbed: Set access keys" asks for them, and VS Code keeps them in its secret storage.`,
    ...(await keysFile(args, settings, io)),
  ]);
  return exitCodes.ok;
}

/** `imbed setup obsidian`. Rejects with `config/*`, `local/write-failed`. */
export async function setupObsidian(args: Args, io: Io): Promise<ExitCode> {
  const { settings, text } = await portable(args, io);
  const vaults = obsidianVaults(io);
  const places = vaults.length === 0 ? ['VAULT'] : vaults;
  const separator = io.platform === 'win32' ? '\\' : '/';
  const folders = places.map((vault) => `  ${[vault, '.obsidian', 'plugins', 'imbed'].join(separator)}\n`);
  print(io, [
    `Put main.js, manifest.json and styles.css of the plugin into this folder of the vault:\n\n${folders.join('')}`,
    'Switch the plugin on (Settings, Community plugins). In its own settings, import profiles from another device, and',
    `paste this text; on a phone it is done in the same way:\n\n${indented(JSON.parse(text))}\n`,
    ...copied(text, io),
    `${keysStay} The settings of the plugin ask for them and keep them in Obsidian's secret storage.`,
    ...(await keysFile(args, settings, io)),
  ]);
  return exitCodes.ok;
}

const keysStay = 'Keys are left out here.';

/** The profiles as another device takes them: without keys, and without what this machine alone decides. */
async function portable(args: Args, io: Io): Promise<{ readonly settings: Settings; readonly text: string }> {
  const { settings } = await readConfiguration(args, io);
  return { settings, text: profileText(settings) };
}

function copied(text: string, io: Io): readonly string[] {
  return copyText(text, io) ? ['It is on the clipboard.\n'] : [];
}

/** The profiles with their keys, in a file for the owner alone, where that was asked for. */
async function keysFile(args: Args, settings: Settings, io: Io): Promise<readonly string[]> {
  const path = args.value('with-keys');
  if (path === undefined) return [];
  const names = Object.keys(settings.profiles);
  const found = await Promise.all(
    names.map(async (name) => [name, await keysOf(name, settings, io)] as const),
  );
  const keys = Object.fromEntries(found.flatMap(([name, own]) => (own === undefined ? [] : [[name, own]])));
  writeNewConfigFile(path, profileText(settings, keys));
  const without = names.filter((name) => keys[name] === undefined);
  return [
    `\n${path} has the same text with keys: whoever reads it can use your buckets, so delete it when you are done.`,
    ...(without.length === 0 ? [] : [`No keys were found for: ${without.join(', ')}.`]),
  ];
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

function print(io: Io, lines: readonly string[]): void {
  io.print(`${lines.join('\n')}\n`);
}

function indented(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(/^/gm, '  ');
}
