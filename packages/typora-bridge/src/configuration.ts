import { accepted, parseSettings, type Settings } from '@imbed/core';
import { readConfigFile } from '@imbed/core/node';
import type { Args } from './args.ts';
import { configPath } from './config-location.ts';
import type { Io } from './io.ts';
import { holdsSecrets } from './profile/prepare-profile.ts';

/** The whole configuration, for commands that work with more than one profile or with the notes themselves. */
export interface Configuration {
  readonly path: string;
  /** As in the file, before it was checked. */
  readonly text: string;
  /** `--profile` is the default profile here. */
  readonly settings: Settings;
}

/** Rejects with `config/*`; warns when others may read the keys in the file. */
export async function readConfiguration(args: Args, io: Io): Promise<Configuration> {
  const path = configPath(args, io);
  const { text, value, readableByOthers } = await readConfigFile(path);
  const name = args.value('profile');
  const settings = accepted(parseSettings(value, name ? { name, field: '--profile' } : undefined));
  if (readableByOthers && holdsSecrets(settings) && !args.has('quiet')) io.warn(readableWarning(path));
  return { path, text, settings };
}

export function readableWarning(path: string): string {
  return `imbed: warning: ${path} may hold secrets and others may read it; run: chmod 600 "${path}"\n`;
}
