import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** The CodeMirror that Obsidian 1.13.1 hands to plugins, and the one of later versions. */
export const codeMirrors = ['1.13.1', 'newer'] as const;

export type CodeMirrorSet = (typeof codeMirrors)[number];

/** The host as one script for a page. */
export async function bundleHost(set: CodeMirrorSet): Promise<string> {
  const here = (path: string) => join(import.meta.dirname, path);
  const suffix = set === 'newer' ? '-next' : '';
  const modules = (name: string) => here(`../../node_modules/${name}${suffix}`);
  const { outputFiles } = await build({
    entryPoints: [here('main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2024',
    alias: {
      ...{ 'node:fs': here('node/fs.ts'), 'node:fs/promises': here('node/fs-promises.ts') },
      ...{ 'node:path': here('node/path.ts') },
      ...Object.fromEntries(
        ['@codemirror/state', '@codemirror/view', '@lezer/common'].map((name) => [name, modules(name)]),
      ),
    },
    plugins: [requestsThroughTheServer(here('request-url.ts'))],
  });
  return outputFiles[0]?.text ?? '';
}

function requestsThroughTheServer(path: string): Plugin {
  return {
    name: 'requests-through-the-server',
    setup: ({ onResolve }) => onResolve({ filter: /^\.\/request-url\.ts$/ }, () => ({ path })),
  };
}
