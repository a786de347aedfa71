/**
 * `dist/imbed.cjs`, which starts `dist/cli.cjs`, which holds all that a plain upload needs, and the files it requires
 * when it needs more.
 *
 * One file for each step, since every further file costs; CommonJS, because Node starts it faster than ES modules. So
 * each dynamically imported module is bundled by itself, with what it shares with others: esbuild's splitting shares
 * whole modules, and the first file would load a third of the program for the sake of a few functions. Only the AWS
 * SDK, which is large and imports its own rarer parts dynamically, is split; esbuild splits nothing but ES modules,
 * so every file is bundled as one and then turned into CommonJS, where `import()` becomes `require`.
 */
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { thirdPartyLicenses } from '../../scripts/lib/third-party.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const dist = resolve(root, 'dist');
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));

const common = /** @type {const} */ ({
  platform: 'node',
  target: 'node22',
  minify: true,
  legalComments: 'none',
});

/** Modules that are split, by the name of their file. */
const split = new Set(['sdk-store']);

/** Source files by the name of the file they become; grows as dynamic imports are found. */
const entries = new Map([['imbed', resolve(root, 'src/start.ts')]]);

/** @type {import('esbuild').Plugin} */
const laterModules = {
  name: 'later-modules',
  setup({ onResolve, resolve: find }) {
    onResolve({ filter: /./ }, async ({ kind, path, importer, resolveDir }) => {
      if (kind !== 'dynamic-import' || path.startsWith('node:')) return undefined;
      const found = await find(path, { kind: 'import-statement', importer, resolveDir });
      if (found.errors.length > 0) return found;
      const name = path.startsWith('.')
        ? basename(path, extname(path))
        : (path.match(/\w+/g)?.join('-') ?? path);
      if ((entries.get(name) ?? found.path) !== found.path)
        return { errors: [{ text: `two modules would become ${name}.cjs` }] };
      entries.set(name, found.path);
      return { path: `./${name}.cjs`, external: true };
    });
  },
};

/** @param {string} name */
function bundle(name) {
  return build({
    ...common,
    absWorkingDir: root,
    entryPoints: { [name]: entries.get(name) ?? name },
    bundle: true,
    format: 'esm',
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    conditions: ['@imbed/source', 'module'],
    mainFields: ['module', 'main'],
    define: { IMBED_VERSION: JSON.stringify(version) },
    metafile: true,
    write: false,
    ...(split.has(name) ? { splitting: true, chunkNames: `${name}-[hash]` } : { plugins: [laterModules] }),
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
for (const name of needed) {
  const { outputFiles, metafile: part } = await bundle(name);
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
chmodSync(resolve(dist, 'imbed.cjs'), 0o755);
// Last, so that a program that is running while it is built finds its files.
for (const file of readdirSync(dist))
  if (metafile.outputs[`dist/${file}`] === undefined) rmSync(resolve(dist, file), { recursive: true });
writeFileSync(resolve(dist, 'meta.json'), JSON.stringify(metafile));
writeFileSync(resolve(dist, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses(metafile, root));
