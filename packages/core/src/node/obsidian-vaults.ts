import { joinFor, type Surroundings, userConfigFolder } from './config-file.ts';
import { memberOf, readForeignJson, textsIn } from './foreign-json.ts';

/** Folders of the vaults that Obsidian knows on this machine, those of its Flatpak and Snap editions included. */
export function obsidianVaults(surroundings: Surroundings): readonly string[] {
  const join = joinFor(surroundings);
  const home = surroundings.home();
  const folders = [
    userConfigFolder(surroundings),
    join(home, '.var', 'app', 'md.obsidian.Obsidian', 'config'),
    join(home, 'snap', 'obsidian', 'current', '.config'),
  ];
  const vaults = folders.flatMap((folder) => {
    const known = memberOf(readForeignJson(join(folder, 'obsidian', 'obsidian.json')), 'vaults');
    return typeof known === 'object' && known !== null ? Object.values(known) : [];
  });
  return [...new Set(textsIn(vaults.map((vault) => memberOf(vault, 'path'))))];
}
