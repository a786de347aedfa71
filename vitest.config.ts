import { defineConfig } from 'vitest/config';

/** Tests read the sources: no package has to be built before its neighbours are tested. */
const conditions = ['@imbed/source', 'module', 'node', 'import', 'default'];
const resolve = { conditions };
const ssr = { resolve: { conditions } };

function unit(name: string, root: string) {
  return { resolve, ssr, test: { name, root, include: ['src/**/*.test.ts'], exclude: ['**/*.rgw.test.ts'] } };
}

export default defineConfig({
  test: {
    projects: [
      unit('core', 'packages/core'),
      unit('typora-bridge', 'packages/typora-bridge'),
      unit('obsidian-plugin', 'packages/obsidian-plugin'),
      unit('vscode-extension', 'packages/vscode-extension'),
    ],
  },
});
