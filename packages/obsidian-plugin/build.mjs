/**
 * `dist/main.js`, as Obsidian loads it: one CommonJS file. Built for browsers, so that a stray Node module fails
 * here and not on a phone; what Obsidian itself hands to plugins stays outside.
 *
 * `node build.mjs [FOLDER]` — in place of `dist`.
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { thirdPartyLicenses } from '../../scripts/lib/third-party.mjs';

const codeMirror = ['autocomplete', 'collab', 'commands', 'language', 'lint', 'search', 'state', 'view'];
const [folder = 'dist'] = process.argv.slice(2);

const { metafile } = await build({
  entryPoints: ['src/main.ts'],
  outfile: join(folder, 'main.js'),
  bundle: true,
  platform: 'browser',
  format: 'cjs',
  target: 'es2022',
  conditions: ['@imbed/source'],
  // Core's own Markdown parser brings the @lezer packages that it was tested with: Obsidian's may be older ones.
  external: ['obsidian', 'electron', ...codeMirror.map((name) => `@codemirror/${name}`)],
  minify: true,
  legalComments: 'none',
  metafile: true,
});
writeFileSync(join(folder, 'metafile.json'), JSON.stringify(metafile));
for (const name of ['manifest.json', 'styles.css']) copyFileSync(name, join(folder, name));
writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses(metafile, import.meta.dirname));
