import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ownBrowser } from './scripts/lib/browser.mjs';
import { ownStandalone } from './scripts/lib/standalone.mjs';

/** Tests read the sources: no package has to be built before its neighbours are tested. */
const conditions = ['@imbed/source', 'node', 'import', 'default'];
const resolve = { conditions };
const ssr = { resolve: { conditions } };

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** Those with property tests need it; elsewhere it would only cost its loading. */
const setupFiles = [here('packages/core/src/testing/repeatable.ts')];

/** Obsidian's plugin is tried as it is released. */
const builtPlugin = here('packages/obsidian-plugin/test/built.ts');

interface Selection {
  readonly include: string[];
  readonly exclude?: string[];
  readonly env?: Record<string, string>;
  readonly setupFiles?: string[];
  readonly globalSetup?: string[];
}

/** No test is about time: these end what hangs, also on a machine that has much else to do. */
const patience = {
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 60_000 } },
};

function project(name: string, root: string, selection: Selection) {
  return { resolve, ssr, test: { name, root, ...patience, ...selection } };
}

/** The module that an editor hands to its plugins exists nowhere else: tests get a stub of what they touch. */
function plugin(name: string, editor: string) {
  const stub = here(`packages/${name}/test/${editor}-stub.ts`);
  const selection = { include: ['{src,test}/**/*.test.ts'], exclude: ['**/*.rgw.test.ts'] };
  return {
    ...project(name, `packages/${name}`, selection),
    resolve: { conditions, alias: { [editor]: stub } },
  };
}

/** In one process, nothing to build first. `x.rgw.test.ts` needs a Ceph RADOS Gateway. */
function unit(name: string) {
  const selection = { include: ['src/**/*.test.ts'], exclude: ['**/*.rgw.test.ts'], setupFiles };
  return project(name, `packages/${name}`, selection);
}

/** The whole command as people run it: starts the program that `IMBED_BIN` names. */
function commandLine(name: string, program: string) {
  return project(name, 'packages/typora-bridge', {
    include: ['test/**/*.test.ts'],
    exclude: ['**/*.{rgw,browser}.test.ts'],
    env: { IMBED_BIN: program },
  });
}

export default defineConfig({
  test: {
    // Vitest leaves one core to itself, which is half of a machine with two.
    maxWorkers: availableParallelism(),
    projects: [
      unit('core'),
      unit('typora-bridge'),
      project('obsidian-plugin', 'packages/obsidian-plugin', {
        include: ['{src,test}/**/*.test.ts'],
        exclude: ['**/*.rgw.test.ts', '**/*.chromium.test.ts'],
        setupFiles,
        globalSetup: [builtPlugin],
      }),
      project('obsidian-chromium', 'packages/obsidian-plugin', {
        include: ['test/**/*.chromium.test.ts'],
        env: { IMBED_BROWSER: ownBrowser ?? '' },
        globalSetup: [builtPlugin],
      }),
      plugin('vscode-extension', 'vscode'),
      project('scripts', 'scripts', { include: ['**/*.test.mjs'] }),
      commandLine('cli-node', here('packages/typora-bridge/dist/imbed.cjs')),
      commandLine('cli-standalone', ownStandalone),
      project('page', 'packages/typora-bridge', {
        include: ['test/**/*.browser.test.ts'],
        env: { IMBED_BIN: here('packages/typora-bridge/dist/imbed.cjs'), IMBED_BROWSER: ownBrowser ?? '' },
      }),
      project('s3-real', '.', {
        include: ['packages/**/*.rgw.test.ts'],
        exclude: ['**/node_modules/**'],
        setupFiles,
      }),
    ],
  },
});
