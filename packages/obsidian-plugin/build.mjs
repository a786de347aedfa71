/**
 * `dist/main.js`, as Obsidian loads it: one CommonJS file. Built for browsers, so that a stray Node module fails
 * here and not on a phone; what Obsidian itself hands to plugins stays outside.
 *
 * `node build.mjs [FOLDER [ENTRY]]` — in place of `dist` and `src/main.ts`, for tests.
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { leaveOut } from '../../scripts/lib/left-out.mjs';
import { thirdPartyLicenses } from '../../scripts/lib/third-party.mjs';
import { awsSdkApart } from './aws-sdk.mjs';

const codeMirror = ['autocomplete', 'collab', 'commands', 'language', 'lint', 'search', 'state', 'view'];
const [folder = 'dist', entry = 'src/main.ts'] = process.argv.slice(2);
const core = resolve(import.meta.dirname, '../core');
const yaml = resolve(core, 'node_modules/yaml/browser/dist/parse').replaceAll('\\', '/');

const options = /** @type {const} */ ({
  platform: 'browser',
  target: 'es2022',
  conditions: ['@imbed/source'],
  minify: true,
  // Chinese as it is written: each letter escaped is twice as long.
  charset: 'utf8',
  legalComments: 'none',
});

/**
 * Of `yaml` what reads tokens, and nothing that makes or writes nodes; of `mime` the registered types, since what is no
 * image is only told apart; of the Markdown parser nothing that is for colours. Buckets are made and published by the command only.
 * @type {import('../../scripts/lib/left-out.mjs').LeftOut}
 */
const unused = [
  [/^yaml$/, `export { Parser } from '${yaml}/parser.js';\nexport * as CST from '${yaml}/cst.js';`],
  [
    /^\.\.\/nodes\/Scalar\.js$/,
    `export const Scalar = Object.fromEntries(['BLOCK_FOLDED', 'BLOCK_LITERAL', 'PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'].map((name) => [name, name]));`,
  ],
  [/^\.\.\/stringify\/stringifyString\.js$/, 'export const stringifyString = refuse;'],
  [/^\.\/sdk-bucket-admin\.ts$/, 'export const createBucketAdmin = refuse;'],
  [/^mime$/, `export { default } from 'mime/lite';`],
  [
    /^@lezer\/highlight$/,
    `export const styleTags = () => () => null, Tag = { define: () => undefined };
export const tags = new Proxy({}, { get: () => () => undefined });`,
  ],
];

/** @type {import('esbuild').Metafile['inputs'] | undefined} */
let sdk;
const { metafile } = await build({
  ...options,
  entryPoints: [entry],
  outfile: join(folder, 'main.js'),
  bundle: true,
  format: 'cjs',
  // Core's own Markdown parser brings the @lezer packages that it was tested with: Obsidian's may be older ones.
  external: ['obsidian', 'electron', ...codeMirror.map((name) => `@codemirror/${name}`)],
  metafile: true,
  plugins: [
    leaveOut(unused, core),
    awsSdkApart(options, ({ outputs }) => {
      sdk = Object.assign({}, ...Object.values(outputs).map(({ inputs }) => inputs));
    }),
  ],
});
// What is held as one module is listed by its parts: for the licences, and for whoever looks for bytes.
for (const { inputs } of Object.values(metafile.outputs)) {
  delete inputs['aws-sdk:aws-sdk'];
  Object.assign(inputs, sdk);
}
writeFileSync(join(folder, 'metafile.json'), JSON.stringify(metafile));
for (const name of ['manifest.json', 'styles.css']) copyFileSync(name, join(folder, name));
writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses(metafile, import.meta.dirname));
