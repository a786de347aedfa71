import { maskSecrets, type Profile, writtenProfile } from '@imbed/core';
import { obsidianVaults } from '@imbed/core/node';
import type { Args } from '../args.ts';
import { readConfiguration } from '../configuration.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed setup vscode`. Rejects with `config/*`. */
export async function setupVsCode(args: Args, io: Io): Promise<ExitCode> {
  const { defaultProfile, profiles } = await shownSettings(args, io);
  const settings = { 'imbed.defaultProfile': defaultProfile, 'imbed.profiles': profiles };
  io.print(
    [
      'Install the extension: "Extensions: Install from VSIX..." in the command palette, or\n',
      '  code --install-extension imbed.vsix\n',
      'Then add your profiles to the user settings ("Preferences: Open User Settings (JSON)"):\n',
      `${indented(JSON.stringify(settings, undefined, 2))}\n`,
      `${keysStay} VS Code asks for them at the first upload and keeps them in its secret storage.\n`,
    ].join('\n'),
  );
  return exitCodes.ok;
}

/** `imbed setup obsidian`. Rejects with `config/*`. */
export async function setupObsidian(args: Args, io: Io): Promise<ExitCode> {
  const { defaultProfile, profiles } = await shownSettings(args, io);
  const data = { settings: { version: 1, defaultProfile, profiles } };
  const vaults = obsidianVaults(io);
  const places = vaults.length === 0 ? ['VAULT'] : vaults;
  const separator = io.platform === 'win32' ? '\\' : '/';
  const folders = places.map((vault) => `  ${[vault, '.obsidian', 'plugins', 'imbed'].join(separator)}\n`);
  io.print(
    [
      `Put main.js and manifest.json of the plugin into this folder of the vault:\n\n${folders.join('')}`,
      'Put a file data.json beside them with your profiles, unless there is one already:\n',
      `${indented(JSON.stringify(data, undefined, 2))}\n`,
      'Then switch the plugin on (Settings, Community plugins).\n',
      `${keysStay} The settings of the plugin ask for them and keep them in Obsidian's secret storage.\n`,
    ].join('\n'),
  );
  return exitCodes.ok;
}

const keysStay = 'Keys are left out here.';

/** The profiles as an editor takes them: without keys, which it keeps elsewhere, and without passwords. */
async function shownSettings(args: Args, io: Io) {
  const { settings } = await readConfiguration(args, io);
  const profiles = Object.entries(settings.profiles).map(([name, profile]) => [name, withoutKeys(profile)]);
  return { defaultProfile: settings.defaultProfile, profiles: Object.fromEntries(profiles) };
}

/** Proxies and certificates are the editor's own affair, and it refuses to be told. */
function withoutKeys(profile: Profile): unknown {
  const { credentials: _keys, proxy: _proxy, tlsVerify: _tls, ...shown } = writtenProfile(profile);
  return maskSecrets(shown);
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
