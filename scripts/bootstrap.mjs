/**
 * `node scripts/bootstrap.mjs SCRIPT [ARGUMENT...]` — runs a script of this repository on a fresh clone.
 *
 * The only step that the system's own Node (20 or later) has to manage, so it imports no package: it brings
 * `node_modules` in step with the lock file, through the pinned pnpm, and hands over to the pinned Node 24.
 * Caches of npm and pnpm aside, nothing outside the repository is written.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.imbed-install');
const isWindows = process.platform === 'win32';

/** @param {string} problem @returns {never} */
function fail(problem) {
  console.error(`bootstrap: ${problem}`);
  process.exit(1);
}

/** Everything that decides what an install would put in place. */
function installInputs() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  const packages = readdirSync(join(root, 'packages'))
    .sort()
    .map((name) => join('packages', name, 'package.json'));
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...packages]) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(file).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function installedInputs() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
}

/** Short enough for one line, taken from the end of a long log: that is where the reason stands. */
function reasonIn(/** @type {string} */ log) {
  const lines = log.split(/\r?\n/).filter((line) => line.trim() !== '');
  return (
    lines.find((line) => /ERR_|ERROR|ENOTFOUND|ECONN|EAI_AGAIN/.test(line)) ?? lines.at(-1) ?? 'no output'
  );
}

function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  console.error(`bootstrap: installing dependencies with ${packageManager} …`);
  const args = ['-y', packageManager, 'install', '--frozen-lockfile', '--config.confirmModulesPurge=false'];
  // Windows starts npx.cmd only through a shell; no argument holds a space or a quote.
  const result = spawnSync(isWindows ? 'npx.cmd' : 'npx', args, {
    cwd: root,
    shell: isWindows,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.error !== undefined) {
    const missing = 'code' in result.error && result.error.code === 'ENOENT';
    fail(missing ? 'npx was not found: install Node.js together with npm' : result.error.message);
  }
  const log = `${result.stdout}\n${result.stderr}`;
  if (result.status !== 0) {
    if (/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ECONNRESET|META_FETCH_FAIL/.test(log))
      fail(`the npm registry could not be reached: ${reasonIn(log)}`);
    fail(`pnpm install failed: ${reasonIn(log)}`);
  }
}

/** The binary itself, not pnpm's shell shim around it: a measured process must not pay for a shell. */
function pinnedNode() {
  const path = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');
  if (!existsSync(path)) fail(`the pinned Node.js is missing at ${path}: remove node_modules and try again`);
  return path;
}

function handOver(/** @type {string} */ script, /** @type {readonly string[]} */ args) {
  const node = pinnedNode();
  // Windows spells it Path, and copying process.env loses its indifference to case.
  const { PATH: _upper, Path: _mixed, ...environment } = process.env;
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  const child = spawn(node, [script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...environment, PATH: path },
  });
  // A terminal sends Ctrl-C to both: the script decides what to clean up, this process only waits for it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => fail(error.message));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  });
}

const [script, ...args] = process.argv.slice(2);
if (script === undefined) fail('name the script to run, e.g. node scripts/bootstrap.mjs scripts/build.mjs');
if (Number.parseInt(process.versions.node, 10) < 20)
  fail(`Node.js 20 or later is needed to start; this is ${process.version}`);
if (installInputs() !== installedInputs()) {
  install();
  writeFileSync(stampFile, installInputs());
}
handOver(join(root, script), args);
