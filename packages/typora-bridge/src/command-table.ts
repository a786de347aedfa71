import type { Command } from './command.ts';
import { bucketCommands } from './tables/bucket-commands.ts';
import { initCommand } from './tables/init-command.ts';
import { noteCommands } from './tables/note-commands.ts';
import { serveCommand } from './tables/serve-command.ts';
import { createSetupCommands } from './tables/setup-commands.ts';

/**
 * Every command, as `imbed --help` lists them.
 * @param upload comes from outside, so that its code is not here a second time
 */
export function createCommands(upload: Command): readonly Command[] {
  const commands: readonly Command[] = [
    initCommand,
    upload,
    ...noteCommands,
    ...bucketCommands,
    serveCommand,
    ...createSetupCommands(() => commands),
  ];
  return commands;
}
