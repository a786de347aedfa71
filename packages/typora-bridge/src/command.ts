import type { Args, ArgumentSpec } from './args.ts';
import type { ExitCode, Io } from './io.ts';

export type CommandHandler = (args: Args, io: Io) => Promise<ExitCode>;

/** One row is one command: parsing, usage and help follow from it. */
export interface Command extends ArgumentSpec {
  readonly summary: string;
  /** Shown below the options. */
  readonly details?: readonly string[];
  /** Brings in the code of the command, which the others then need not load. */
  load(): Promise<CommandHandler>;
}
