import { UsageError } from '../args.ts';
import type { Command, CommandHandler } from '../command.ts';
import { bashScript } from '../completion/bash.ts';
import { type CompletedCommand, completionsOf } from '../completion/completions.ts';
import { fishScript } from '../completion/fish.ts';
import { powerShellScript } from '../completion/powershell.ts';
import { zshScript } from '../completion/zsh.ts';
import { exitCodes } from '../io.ts';

const scripts: Readonly<Record<string, (commands: readonly CompletedCommand[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powerShellScript,
};

/** The table comes as a parameter, because it brings the code of `imbed upload` with it. */
export function createCompletion(commands: readonly Command[]): CommandHandler {
  return async ({ operands }, io) => {
    const [name = '', ...more] = operands;
    const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
    if (script === undefined || more.length > 0)
      throw new UsageError(`"imbed completion" takes one of: ${Object.keys(scripts).join(', ')}`);
    io.print(script(completionsOf(commands)));
    return exitCodes.ok;
  };
}
