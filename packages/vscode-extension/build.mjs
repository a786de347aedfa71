/** One source, two bundles: for the desktop's Node and for VS Code in a browser, which has none. */
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { thirdPartyLicenses } from '../../scripts/lib/third-party.mjs';

const common = {
  entryPoints: ['src/extension.ts'],
  bundle: true,
  format: 'cjs',
  target: 'es2023',
  conditions: ['@imbed/source'],
  external: ['vscode'],
  minify: true,
  legalComments: 'none',
  metafile: true,
};
const desktop = await build({ ...common, platform: 'node', outfile: 'dist/desktop.js' });
const web = await build({ ...common, platform: 'browser', outfile: 'dist/web.js' });
writeFileSync('dist/desktop.metafile.json', JSON.stringify(desktop.metafile));
writeFileSync('dist/web.metafile.json', JSON.stringify(web.metafile));
const outputs = { ...desktop.metafile.outputs, ...web.metafile.outputs };
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', thirdPartyLicenses({ outputs }, import.meta.dirname));
