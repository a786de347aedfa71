/**
 * `dist/imbed.cjs`, which starts `dist/cli.cjs`, which holds all that a plain upload needs, and the files it requires
 * when it needs more.
 *
 * On the way of an upload one file for each step, since every further file costs; CommonJS, because Node starts it
 * faster than ES modules. So what is imported dynamically there is bundled by itself, with what it shares with others:
 * esbuild's splitting shares whole modules, and the first file would load a third of the program for the sake of a few
 * functions. The other commands do share files, or each would hold half of core again; so does the AWS SDK, which
 * imports its own rarer parts dynamically. esbuild splits nothing but ES modules, so every file is bundled as one and
 * then turned into CommonJS, where `import()` becomes `require`.
 */
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { leaveOut, unusedByTheWires } from '../../scripts/lib/left-out.mjs';
import { thirdPartyLicenses } from '../../scripts/lib/third-party.mjs';
import { buildPage } from './build-page.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const dist = resolve(root, 'dist');
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));

const common = /** @type {const} */ ({
  platform: 'node',
  target: 'node22',
  minify: true,
  // Chinese as it is written: each letter escaped is twice as long.
  charset: 'utf8',
  legalComments: 'none',
});

const yaml = resolve(root, '../core/node_modules/yaml/browser/dist/parse').replaceAll('\\', '/');

/**
 * What libraries bring along and this program does not need. The AWS SDK looks for keys where it is given none, which is
 * never, and tells browsers apart. The progress bar measures text with a library three times as large as the one that
 * the questions bring, and `yaml` has, for Node.js, only files that cannot be taken in part.
 * @type {import('../../scripts/lib/left-out.mjs').LeftOut}
 */
const unused = [
  ...unusedByTheWires,
  [/^@aws-sdk\/credential-provider-node$/, 'export const defaultProvider = () => refuse;'],
  [/^bowser$/, 'export const parse = refuse;'],
  [/^string-width$/, `module.exports = require('fast-string-width').default;`],
  [/^yaml$/, `export { Parser } from '${yaml}/parser.js';\nexport * as CST from '${yaml}/cst.js';`],
];

const { page, metafile: pageMetafile, write: writePage } = await buildPage();

/** Modules whose files share others, by the name of their file; each group by itself. */
const sdk = new Set(['sdk-store']);
/**
 * Which others a source file shares its files with, by what those are called; none where it is bundled by itself. Those
 * that work with the bucket itself share with each other only: what the rest shares is half of core, which takes memory
 * that large files are promised to be moved without.
 * @param {string} path
 */
const sharedBy = (path) => {
  if (/[/\\]src[/\\]commands[/\\](put|get|share|cp|sync-dir|ls|rm|stat|uploads|lifecycle)\./.test(path))
    return 'transfer';
  return /[/\\]src[/\\](commands[/\\]|keep-for-note|bucket[/\\]console-lines)/.test(path)
    ? 'shared'
    : undefined;
};

/**
 * Source files by the name of the file they become; grows as dynamic imports are found. What one group of files loads of
 * another is named here.
 */
const entries = new Map([
  ['imbed', resolve(root, 'src/start.ts')],
  ['console-lines', resolve(root, 'src/bucket/console-lines.ts')],
]);

/**
 * Leaves what is imported dynamically to a file of its own: all of it, or what is one already.
 * @param {boolean} all
 * @returns {import('esbuild').Plugin}
 */
const laterModules = (all) => ({
  name: 'later-modules',
  setup({ onResolve, resolve: find }) {
    onResolve({ filter: /./ }, async ({ kind, path, importer, resolveDir }) => {
      if (kind !== 'dynamic-import' || path.startsWith('node:')) return undefined;
      const found = await find(path, { kind: 'import-statement', importer, resolveDir });
      if (found.errors.length > 0) return found;
      const name = path.startsWith('.')
        ? basename(path, extname(path))
        : (path.match(/\w+/g)?.join('-') ?? path);
      if (!all && entries.get(name) !== found.path) return undefined;
      if ((entries.get(name) ?? found.path) !== found.path)
        return { errors: [{ text: `two modules would become ${name}.cjs` }] };
      entries.set(name, found.path);
      return { path: `./${name}.cjs`, external: true };
    });
  },
});

/**
 * @param {readonly string[]} names
 * @param {import('esbuild').Plugin[]} plugins
 * @param {string} [chunkNames] what files that these share are called; none are shared without
 */
function bundle(names, plugins, chunkNames) {
  return build({
    ...common,
    absWorkingDir: root,
    entryPoints: Object.fromEntries(names.map((name) => [name, entries.get(name) ?? name])),
    bundle: true,
    format: 'esm',
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    conditions: ['@imbed/source', 'module'],
    mainFields: ['module', 'main'],
    // The page as a string: for the sake of an object, esbuild would wrap every module of every file in a function.
    define: { IMBED_VERSION: JSON.stringify(version), IMBED_PAGE: JSON.stringify(JSON.stringify(page)) },
    metafile: true,
    write: false,
    plugins: [leaveOut(unused, root), ...plugins],
    ...(chunkNames && { splitting: true, chunkNames }),
  });
}

/** @param {string} path @param {string} text */
async function writeCommonJs(path, text) {
  const { code } = await transform(text, {
    ...common,
    format: 'cjs',
    supported: { 'dynamic-import': false },
  });
  const program = basename(path) === 'imbed.cjs' ? `#!/usr/bin/env node\n${code}` : code;
  writeFileSync(path, program);
  return Buffer.byteLength(program);
}

mkdirSync(dist, { recursive: true });
/** @type {import('esbuild').Metafile} */
const metafile = { inputs: {}, outputs: {} };
// A set's iteration goes on to what is added during it. Not all entries: some were found in unused code.
const needed = new Set(['imbed']);

/** @param {Awaited<ReturnType<typeof bundle>>} built */
async function write({ outputFiles = [], metafile: part = metafile }) {
  Object.assign(metafile.inputs, part.inputs);
  Object.assign(metafile.outputs, part.outputs);
  for (const { path, text } of outputFiles) {
    const output = metafile.outputs[relative(root, path).replaceAll('\\', '/')];
    if (output === undefined) throw new Error(`no record of ${path}`);
    output.bytes = await writeCommonJs(path, text);
    // For the bundle check: a module that was left out here is not foreign, only later.
    output.imports = output.imports.map((found) => {
      if (!found.external || !found.path.startsWith('./')) return found;
      needed.add(basename(found.path, '.cjs'));
      return { path: `dist/${basename(found.path)}`, kind: 'dynamic-import' };
    });
  }
}

for (const name of needed) {
  if (sharedBy(entries.get(name) ?? '') !== undefined) continue;
  const isSdk = sdk.has(name);
  await write(await (isSdk ? bundle([name], [], `${name}-[hash]`) : bundle([name], [laterModules(true)])));
}
for (const group of ['transfer', 'shared']) {
  const sharing = [...needed].filter((name) => sharedBy(entries.get(name) ?? '') === group);
  await write(await bundle(sharing, [laterModules(false)], `${group}-[hash]`));
}
chmodSync(resolve(dist, 'imbed.cjs'), 0o755);
// Last, so that a program that is running while it is built finds its files.
for (const file of readdirSync(dist))
  if (metafile.outputs[`dist/${file}`] === undefined) rmSync(resolve(dist, file), { recursive: true });
writeFileSync(resolve(dist, 'meta.json'), JSON.stringify(metafile));
writePage();
const outputs = { ...metafile.outputs, ...pageMetafile.outputs };
writeFileSync(resolve(dist, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses({ outputs }, root));
