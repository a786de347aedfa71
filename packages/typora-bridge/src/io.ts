import type { Surroundings } from '@imbed/core/node';

/** Everything that a command may touch of the process that runs it. */
export interface Io extends Surroundings {
  /** Kept until the end and written in one piece, so that what comes out is all of it or, on failure, none. */
  print(text: string): void;
  /**
   * At once, behind all that was printed, for output that may have no end to wait for; resolves when it was taken.
   * False when nobody reads it any more.
   */
  printNow(text: string): Promise<boolean>;
  /**
   * To both streams, for `upload`: Typora shows the one, scripts log the other. Once where both are the same screen.
   */
  printFailure(text: string): void;
  /** To standard error, at once. */
  warn(text: string): void;
  /** Where a progress bar may be drawn; `undefined` when standard error is no terminal. */
  readonly terminal: (() => NodeJS.WriteStream) | undefined;
  /** Where a person answers questions; `undefined` when standard input is no terminal. */
  keyboard(): NodeJS.ReadStream | undefined;
  /** Another one for every build of this program. */
  programStamp(): string;
  /** What starts this program, as absolute paths: Node.js and the script, or the standalone executable. */
  program(): readonly string[];
  stdin(): AsyncIterable<Uint8Array>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  /** 128 + SIGINT, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
