/**
 * `dist/main.js`, as Obsidian loads it: one CommonJS file. Built for browsers, so that a stray Node module fails
 * here and not on a phone; what Obsidian itself hands to plugins stays outside.
 *
 * `node build.mjs [FOLDER [ENTRY]]` — in place of `dist` and `src/main.ts`, for tests.
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import {
  leaveOut,
  unusedInEditors,
  unusedOffComputers,
  withoutColours,
} from '../../scripts/lib/left-out.mjs';
import { thirdPartyLicenses } from '../../scripts/lib/third-party.mjs';

const codeMirror = ['autocomplete', 'collab', 'commands', 'language', 'lint', 'search', 'state', 'view'];
const [folder = 'dist', entry = 'src/main.ts'] = process.argv.slice(2);
const core = resolve(import.meta.dirname, '../core');
const entities = resolve(import.meta.dirname, 'src/adapters/page-entities.ts').replaceAll('\\', '/');

/** Every device that Obsidian runs on has a page, which knows the names of characters. @type {import('../../scripts/lib/left-out.mjs').LeftOut} */
const knownToThePage = [
  [/^entities\/decode$/, `export { decodeHTMLAttribute, decodeHTMLStrict } from '${entities}';`],
];

const { metafile } = await build({
  entryPoints: [entry],
  outfile: join(folder, 'main.js'),
  bundle: true,
  format: 'cjs',
  platform: 'browser',
  target: 'es2022',
  conditions: ['@imbed/source'],
  minify: true,
  // Chinese as it is written: each letter escaped is twice as long.
  charset: 'utf8',
  legalComments: 'none',
  external: ['obsidian', 'electron', '@lezer/common', ...codeMirror.map((name) => `@codemirror/${name}`)],
  metafile: true,
  plugins: [leaveOut([...unusedInEditors, ...unusedOffComputers, ...knownToThePage], core), withoutColours],
});
writeFileSync(join(folder, 'metafile.json'), JSON.stringify(metafile));
for (const name of ['manifest.json', 'styles.css']) copyFileSync(name, join(folder, name));
writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses(metafile, import.meta.dirname));
