import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/**
 * Platforms for which npm holds a Bun: its package name there, and the name of our executable.
 * @typedef {{ name: string, bun: string, file: string }} StandaloneTarget
 */

/** @type {readonly StandaloneTarget[]} */
export const standaloneTargets = [
  { name: 'linux-x64', bun: 'bun-linux-x64', file: 'imbed-linux-x64' },
  { name: 'linux-arm64', bun: 'bun-linux-aarch64', file: 'imbed-linux-arm64' },
  { name: 'darwin-x64', bun: 'bun-darwin-x64', file: 'imbed-darwin-x64' },
  { name: 'darwin-arm64', bun: 'bun-darwin-aarch64', file: 'imbed-darwin-arm64' },
  { name: 'win32-x64', bun: 'bun-windows-x64', file: 'imbed-windows-x64.exe' },
];

export const standaloneFolder = join(root, 'dist', 'standalone');

/** The target that runs on this machine; `undefined` where Bun does not exist. */
export const ownTarget = standaloneTargets.find(({ name }) => name === `${process.platform}-${process.arch}`);

/** Where the executable for this machine is built. */
export const ownStandalone = join(standaloneFolder, ownTarget?.file ?? 'imbed');

/**
 * Why no standalone can be built here; `undefined` when it can.
 * @returns {string | undefined}
 */
export function whyNoStandalone() {
  if (ownTarget === undefined) return `npm has no Bun for ${process.platform}-${process.arch}`;
  return existsSync(ownBun(ownTarget)) ? undefined : `@oven/${ownTarget.bun} is not installed`;
}

/** @param {StandaloneTarget} target */
export function ownBun(target) {
  return bunIn(join(root, 'node_modules', '@oven', target.bun));
}

/** The program inside an unpacked `@oven/bun-*` package. @param {string} folder */
export function bunIn(folder) {
  const windows = join(folder, 'bin', 'bun.exe');
  return existsSync(windows) ? windows : join(folder, 'bin', 'bun');
}
