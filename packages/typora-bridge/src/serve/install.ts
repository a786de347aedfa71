import { execFile } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ImbedError } from '@imbed/core';
import { makeFolder, stateFolder } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { configPath } from '../config-location.ts';
import { readConfiguration } from '../configuration.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
import { shellWord } from '../setup/shell-word.ts';
import { createInstances } from './instance.ts';
import { parseServeOptions } from './options.ts';
import { serveFolder } from './service.ts';
import { type Command, type ServiceFile, serviceFile } from './service-files/service-file.ts';
import { serveWords } from './words.ts';

/** `imbed serve --install`: the system starts the server at each sign-in, with the options that are given here. */
export async function install(args: Args, io: Io): Promise<ExitCode> {
  const { token } = parseServeOptions(args, io);
  if (token !== undefined && !args.has('token-file'))
    throw new UsageError(
      'the system does not know IMBED_SERVE_TOKEN: put the token into a file, and name it with --token-file',
    );
  // One that cannot be used is not worth starting at each sign-in.
  await readConfiguration(args, io);
  const file = await fileFor(args, io);
  try {
    makeFolder(dirname(file.path), 0o755);
    writeFileSync(file.path, file.text);
  } catch (cause) {
    throw new ImbedError('local/write-failed', { name: file.path }, { cause });
  }
  const words = serveWords(messageLocale(io.env));
  io.print(words.installed(file.path));
  await runAll(file.endOld);
  const failed = await begin(file);
  if (failed.length === 0) return exitCodes.ok;
  io.warn(words.runYourself(failed.map((command) => lineOf(command, io))));
  return exitCodes.failed;
}

/** `imbed serve --uninstall`. */
export async function uninstall(args: Args, io: Io): Promise<ExitCode> {
  const file = await fileFor(args, io);
  const words = serveWords(messageLocale(io.env));
  if (!existsSync(file.path)) {
    io.print(words.notInstalled);
    return exitCodes.ok;
  }
  const failed = await runAll(file.end);
  rmSync(file.path, { force: true });
  io.print(words.uninstalled(file.path));
  // macOS says no as well when nothing was running.
  if (failed.length === 0 || (await runningIn(io)) === undefined) return exitCodes.ok;
  io.warn(words.goesOn(failed.map((command) => lineOf(command, io))));
  return exitCodes.failed;
}

async function fileFor(args: Args, io: Io): Promise<ServiceFile> {
  const running = await runningIn(io);
  return serviceFile({
    words: [...io.program(), 'serve', ...optionsToKeep(args, io)],
    environment: { IMBED_STATE_DIR: resolve(stateFolder(io)) },
    surroundings: io,
    userId: userInfo().uid,
    ...(running && { processId: running.pid }),
  });
}

const runningIn = (io: Io) => createInstances(serveFolder(io)).running();

const flags = ['any-file', 'allow-private'];
const values = ['profile', 'host', 'port', 'allow-origin', 'public-url'];
const paths = ['token-file', 'root'];

/**
 * Paths are absolute, for the system starts the server in a folder of its own; where configuration and state are is
 * always said, for the system does not know the variables of this shell that lead there.
 */
function optionsToKeep(args: Args, io: Io): readonly string[] {
  const given = (name: string) => args.values(name);
  return [
    `--config=${resolve(configPath(args, io))}`,
    ...flags.filter((name) => args.has(name)).map((name) => `--${name}`),
    ...values.flatMap((name) => given(name).map((value) => `--${name}=${value}`)),
    ...paths.flatMap((name) => given(name).map((value) => `--${name}=${resolve(value)}`)),
  ];
}

const TRIES = 10;
const TRY_AGAIN_MS = 1000;

/** An old one may take its time to end, and the system says no until it has. */
async function begin({ endOld, begin: commands }: ServiceFile): Promise<readonly Command[]> {
  let failed = await runAll(commands);
  for (let tries = 1; failed.length > 0 && endOld.length > 0 && tries < TRIES; tries++) {
    await pause(TRY_AGAIN_MS);
    failed = await runAll(failed);
  }
  return failed;
}

/** Those that failed, and all after them. */
async function runAll(commands: readonly Command[]): Promise<readonly Command[]> {
  for (const [index, [program, ...args]] of commands.entries())
    if (!(await succeeds(program, args))) return commands.slice(index);
  return [];
}

function succeeds(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((done) => {
    execFile(program, args, { timeout: 30_000, windowsHide: true }, (error) => done(error === null));
  });
}

function lineOf(command: Command, { platform }: Io): string {
  return command.map((word) => shellWord(word, platform)).join(' ');
}
