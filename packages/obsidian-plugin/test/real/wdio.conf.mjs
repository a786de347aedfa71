/**
 * For who has the network to get a real Obsidian: see "In a real Obsidian" in the package's README. No part of the tests
 * of this repository, in which it has never run.
 */
import { resolve } from 'node:path';

const plugin = resolve(import.meta.dirname, '../../dist');

export const config = {
  runner: 'local',
  framework: 'mocha',
  specs: ['./*.e2e.mjs'],
  maxInstances: 1,
  capabilities: ['1.13.1', 'latest'].map((browserVersion) => ({
    browserName: 'obsidian',
    browserVersion,
    'wdio:obsidianOptions': { plugins: [plugin], vault: resolve(import.meta.dirname, 'vault') },
  })),
  services: ['obsidian'],
  reporters: ['obsidian'],
  cacheDir: resolve(import.meta.dirname, '../../../../.cache/obsidian'),
  mochaOpts: { ui: 'bdd', timeout: 60_000 },
};
