/**
 * One source, two bundles: for the desktop's Node and for VS Code in a browser, which has none. Each starts with what
 * the editor needs to ask for images, and the rest is run with the first of them: on the desktop it is a file of its
 * own, in a browser, where an extension is one file, a part of it that waits.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import {
  leaveOut,
  unusedInEditors,
  unusedOffComputers,
  withoutColours,
} from '../../scripts/lib/left-out.mjs';
import { thirdPartyLicenses } from '../../scripts/lib/third-party.mjs';

const options = /** @type {const} */ ({
  target: 'es2023',
  conditions: ['@imbed/source'],
  minify: true,
  // Chinese as it is written: each letter escaped is twice as long.
  charset: 'utf8',
  legalComments: 'none',
});

const common = /** @type {const} */ ({
  ...options,
  bundle: true,
  format: 'cjs',
  external: ['vscode'],
  metafile: true,
  outdir: 'dist',
});
const core = join(import.meta.dirname, '../core');

/** `import()` of the rest stays a call that loads a file. @type {import('esbuild').Plugin} */
const workApart = {
  name: 'work-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/work\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './desktop-work.js', external: true } : undefined,
    );
  },
};

const desktop = await build({
  ...common,
  platform: 'node',
  mainFields: ['module', 'main'],
  entryPoints: { desktop: 'src/desktop/main.ts', 'desktop-work': 'src/desktop/work.ts' },
  supported: { 'dynamic-import': false },
  plugins: [leaveOut(unusedInEditors, core), withoutColours, workApart],
});
const web = await build({
  ...common,
  platform: 'browser',
  entryPoints: { web: 'src/web/main.ts' },
  plugins: [leaveOut([...unusedInEditors, ...unusedOffComputers], core), withoutColours],
});
writeFileSync('dist/desktop.metafile.json', JSON.stringify(desktop.metafile));
writeFileSync('dist/web.metafile.json', JSON.stringify(web.metafile));
const outputs = { ...desktop.metafile.outputs, ...web.metafile.outputs };
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', thirdPartyLicenses({ outputs }, import.meta.dirname));
