import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Something a person can act on without a stack trace. */
export class ScriptError extends Error {}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, capture?: boolean, input?: Uint8Array, allowFailure?: boolean }} [options]
 *   `capture`: collect stdout instead of showing it. `allowFailure`: a non-zero exit resolves as well.
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} `stderr` is empty unless captured
 */
export function run(command, args, options = {}) {
  const { capture = false, input, allowFailure = false } = options;
  const output = capture ? 'pipe' : 'inherit';
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: [input === undefined ? 'ignore' : 'pipe', output, output],
      // Windows has no programs named npm or turbo, only command files, which need a shell.
      shell: process.platform === 'win32' && !/\.exe$/i.test(command),
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.stdin?.end(input);
    child.on('error', (error) => reject(new ScriptError(`${command}: ${error.message}`)));
    child.on('close', (status, signal) => {
      const code = status ?? 1;
      if (code === 0 || (allowFailure && signal === null)) resolve({ code, stdout, stderr });
      else
        reject(
          new ScriptError(
            `${[command, ...args].join(' ')} ended with ${signal ?? code}\n${stdout}${stderr}`.trim(),
          ),
        );
    });
  });
}

/**
 * The pinned pnpm, which is no dependency of the repository: its own ones differ by platform, as a lock file made on
 * one of them shows.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function pnpm(args, options) {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return run('npx', ['-y', packageManager, ...args], options);
}

/**
 * Runs a task of every package in the order of their dependencies, quietly unless one fails. Through pnpm, because
 * Turborepo looks for it.
 * @param {string} task
 * @param {...string} args
 */
export function turbo(task, ...args) {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' };
  return pnpm(['exec', 'turbo', 'run', task, '--output-logs=errors-only', ...args], { env, capture: true });
}

/**
 * The environment that people have: a build machine's extra certificates cost every Node process its start-up
 * time, and some S3 clients take them as a custom transport. npm still gets them.
 */
export function plainEnvironment() {
  const { NODE_EXTRA_CA_CERTS: _node, AWS_CA_BUNDLE: _aws, ...environment } = process.env;
  return environment;
}

/**
 * Body of a script: prints a {@link ScriptError} as one message and sets the exit code.
 * @param {() => Promise<void> | void} body
 */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof ScriptError ? `error: ${error.message}` : error);
    process.exitCode = 1;
  }
}
