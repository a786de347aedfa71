import { isImbedError } from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import type { CommandHandler } from '../command.ts';
import type { ExitCode, Io } from '../io.ts';

const editors: Readonly<Record<string, () => Promise<CommandHandler>>> = {
  typora: async () => (await import('../setup/setup-typora.ts')).setupTypora,
  vscode: async () => (await import('../setup/setup-editor.ts')).setupVsCode,
  obsidian: async () => (await import('../setup/setup-editor.ts')).setupObsidian,
};

/** `imbed setup`: how an editor is told of Imbed. */
export async function setup(args: Args, io: Io): Promise<ExitCode> {
  const [name = '', ...more] = args.operands;
  const load = Object.hasOwn(editors, name) ? editors[name] : undefined;
  if (load === undefined || more.length > 0)
    throw new UsageError(`"imbed setup" takes one of: ${Object.keys(editors).join(', ')}`);
  const misplaced = name === 'typora' ? 'with-keys' : 'no-test';
  if (args.has(misplaced))
    throw new UsageError(`option --${misplaced} does not belong to "imbed setup ${name}"`);
  try {
    const handle = await load();
    return await handle(args, io);
  } catch (error) {
    if (!isImbedError(error)) throw error;
    const { reportError } = await import('../report.ts');
    return reportError(`setup ${name}`, error, io);
  }
}
