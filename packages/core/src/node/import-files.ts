import { existsSync } from 'node:fs';
import type { ImportProgram } from '../imports/import-profiles.ts';
import { joinFor, type Surroundings, userConfigFolder } from './config-file.ts';
import { memberOf, readForeignJson, textsIn } from './foreign-json.ts';
import { obsidianVaults } from './obsidian-vaults.ts';

export interface ImportFiles {
  /** In the order in which they should be read. */
  readonly found: readonly string[];
  /** Where they were looked for. */
  readonly places: readonly string[];
}

/** Programs other than Imbed that keep their settings in files. */
export type ImportedProgram = Exclude<ImportProgram, 'env' | 'imbed'>;

/** The files in which a program keeps its settings on this machine; of several forms of one, that which it reads. */
export function importFiles(program: ImportedProgram, surroundings: Surroundings): ImportFiles {
  const choices = lookups[program](surroundings);
  const found = choices.flatMap((places) => places.find((place) => existsSync(place)) ?? []);
  return { found: [...new Set(found)], places: [...new Set(choices.flat())] };
}

/** Each choice is one configuration: the first place that exists is the one that the program takes. */
type Choices = readonly (readonly string[])[];

const lookups: Readonly<Record<ImportedProgram, (surroundings: Surroundings) => Choices>> = {
  picgo(surroundings) {
    const join = joinFor(surroundings);
    const app = join(userConfigFolder(surroundings), 'picgo', 'data.json');
    const moved = textsIn([memberOf(readForeignJson(app), 'configPath')]);
    return [[...moved, app], [join(surroundings.home(), '.picgo', 'config.json')]];
  },
  piclist(surroundings) {
    const join = joinFor(surroundings);
    const own = (file: string) => join(surroundings.home(), '.piclist', file);
    const app = join(userConfigFolder(surroundings), 'piclist', 'data.json');
    // Since 3.6.1 data.json wins where both are.
    return [[app], [own('data.json'), own('config.json')]];
  },
  siyuan(surroundings) {
    const join = joinFor(surroundings);
    const index = join(surroundings.home(), '.config', 'siyuan', 'workspace.json');
    const workspaces = [...textsIn(readForeignJson(index)), join(surroundings.home(), 'SiYuan')];
    return [...new Set(workspaces)].map((workspace) => [join(workspace, 'conf', 'conf.json')]);
  },
  // https://rclone.org/docs/#config-string
  rclone(surroundings) {
    const join = joinFor(surroundings);
    const { env } = surroundings;
    const home = surroundings.home();
    const usual = [
      join(userConfigFolder(surroundings), 'rclone', 'rclone.conf'),
      join(home, '.config', 'rclone', 'rclone.conf'),
      join(home, '.rclone.conf'),
    ];
    return [[...textsIn([env['RCLONE_CONFIG']]), ...usual]];
  },
  's3-image-uploader': (surroundings) =>
    obsidianVaults(surroundings).map((vault) => [
      joinFor(surroundings)(vault, '.obsidian', 'plugins', 's3-image-uploader', 'data.json'),
    ]),
};
