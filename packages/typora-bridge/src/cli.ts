import { statSync } from 'node:fs';
import { exitCodes, type Io } from './io.ts';
import { createOutput, isCharacterDevice } from './output.ts';
import { run } from './run.ts';

declare const IMBED_VERSION: string;

/** The process around the program, and the only place that ends it. */
async function main(): Promise<void> {
  const output: string[] = [];
  const stdout = createOutput(1);
  const stderr = createOutput(2);
  const print = (text: string) => void output.push(text);
  const io: Io = {
    platform: process.platform,
    env: process.env,
    home: () => process.getBuiltinModule('node:os').homedir(),
    print,
    async printNow(text) {
      stdout.write(output.splice(0).join('') + text);
      await stdout.flush();
      return !stdout.closed();
    },
    printFailure(text) {
      print(text);
      if (!(isTerminal(1) && isTerminal(2))) stderr.write(text);
    },
    warn: (text) => stderr.write(text),
    terminal: isTerminal(2) ? () => process.stderr : undefined,
    keyboard: () => (isTerminal(0) ? process.stdin : undefined),
    programStamp,
    program,
    stdin: () => process.stdin,
    signal: interruption(),
  };
  const code = await run(process.argv.slice(2), io).catch((error: unknown) => {
    output.length = 0;
    stderr.write(`imbed: internal error, please report it: ${describe(error)}\n`);
    return exitCodes.failed;
  });
  stdout.write(output.join(''));
  await Promise.all([stdout.flush(), stderr.flush()]);
  process.exit(code);
}

/** Who asks twice does not want to wait until the first time was honoured. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(exitCodes.interrupted);
      controller.abort();
    });
  }
  return controller.signal;
}

function isTerminal(descriptor: number): boolean {
  return isCharacterDevice(descriptor) && process.getBuiltinModule('node:tty').isatty(descriptor);
}

/**
 * The bundle's or the executable's own file is written anew by every build and most installations; those that give
 * every file the same time, for the sake of reproducibility, leave the version.
 */
function programStamp(): string {
  const files = [process.argv[1], process.execPath].filter((path) => path !== undefined);
  return [IMBED_VERSION, ...files.map(stampOf)].join(' ');
}

/** As it was called and not where links lead: that is the path which stays the same when a newer one is installed. */
function program(): readonly string[] {
  const [, script = ''] = process.argv;
  // What is inside of a standalone executable is under these names, and nobody else's file.
  const isInside = script === '' || /[\\/](\$bunfs|~BUN)[\\/]/.test(script);
  return isInside ? [process.execPath] : [process.execPath, script];
}

function stampOf(path: string): string {
  // A standalone executable calls itself by a name that is no file.
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? path : `${stats.mtimeMs} ${stats.size}`;
}

function describe(error: unknown): string {
  return (error instanceof Error && error.stack) || String(error);
}

void main();
