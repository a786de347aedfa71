/**
 * A real VS Code with its user interface, from the npm registry and without anything to compile: code-server, driven
 * by playwright-core in Debian's Chromium. About a minute and 330 MB at first; nothing when it is there.
 */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownBrowser, whyNoBrowser } from '../lib/browser.mjs';
import { root, run, ScriptError } from '../lib/run.mjs';

/** VS Code 1.139.1; needs Node.js 24, which the repository has. */
const versions = { 'code-server': '4.139.1', 'playwright-core': '1.65.1' };

const folder = join(root, '.cache', 'vscode-host');
const codeServer = join(folder, 'node_modules', 'code-server');
const readyFile = join(folder, `ready-${Object.values(versions).join('-')}`);

/** Parts of the server that no test needs, and most of its size. */
const unneeded = ['node_modules/@github', 'node_modules/@devcontainers', 'extensions/copilot'];

/** @param {string} cwd @param {...string} args */
function npmInstall(cwd, ...args) {
  // Its install scripts would compile six modules, of which nothing here has need.
  const flags = ['install', '--ignore-scripts', '--no-save', '--no-package-lock', '--loglevel=error'];
  return run('npm', [...flags, ...args], { cwd, capture: true });
}

async function installServer() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  await npmInstall(folder, ...Object.entries(versions).map(([name, version]) => `${name}@${version}`));
  const server = join(codeServer, 'lib', 'vscode');
  await npmInstall(server, '--omit=dev', '--no-bin-links');
  for (const name of ['spdlog', 'native-watchdog'])
    cpSync(
      join(import.meta.dirname, 'stand-ins', `${name}.cjs`),
      join(server, 'node_modules/@vscode', name, 'index.js'),
    );
  for (const path of unneeded) rmSync(join(server, path), { recursive: true, force: true });
  writeFileSync(readyFile, '');
}

/**
 * @returns {Promise<{ codeServer: string, playwright: string, browser: string }>} paths of the server's program, of
 *   the package, and of the browser
 */
export async function installVsCode() {
  if (ownBrowser === undefined) throw new ScriptError(whyNoBrowser() ?? '');
  if (!existsSync(readyFile)) {
    console.log('Installing VS Code (code-server), once, in about a minute …');
    await installServer();
  }
  return {
    codeServer: join(codeServer, 'out/node/entry.js'),
    playwright: join(folder, 'node_modules/playwright-core'),
    browser: ownBrowser,
  };
}
