/**
 * `dist/imbed.cjs`, which holds all that a plain upload needs, and the files it requires when it needs more.
 * CommonJS, because Node starts it faster than ES modules, and one file, because each further one costs.
 *
 * Two bundles, because esbuild's splitting shares whole modules: with one, the first file would load a third of the
 * AWS SDK for the sake of the few functions that signing uses of it. Each file is bundled as an ES module, since
 * esbuild splits nothing else, and then turned into CommonJS, where `import()` becomes `require`.
 */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const dist = resolve(root, 'dist');
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));

const common = /** @type {const} */ ({
  platform: 'node',
  target: 'node22',
  minify: true,
  legalComments: 'none',
});
const bundled = /** @type {const} */ ({
  ...common,
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  conditions: ['@imbed/source', 'module'],
  mainFields: ['module', 'main'],
  define: { IMBED_VERSION: JSON.stringify(version) },
  metafile: true,
  write: false,
});

/**
 * Leaves what is imported dynamically out, and remembers it by the name of its file to be.
 * @param {Map<string, string>} later
 * @returns {import('esbuild').Plugin}
 */
function laterModules(later) {
  return {
    name: 'later-modules',
    setup(esbuild) {
      esbuild.onResolve({ filter: /./ }, async ({ kind, path, importer, resolveDir }) => {
        if (kind !== 'dynamic-import' || path.startsWith('node:')) return undefined;
        const found = await esbuild.resolve(path, { kind: 'import-statement', importer, resolveDir });
        if (found.errors.length > 0) return found;
        const name = path.startsWith('.') ? basename(path, extname(path)) : path.match(/\w+/g)?.join('-');
        if ((later.get(name) ?? found.path) !== found.path)
          return { errors: [{ text: `two modules "${name}"` }] };
        later.set(name, found.path);
        return { path: `./${name}.cjs`, external: true };
      });
    },
  };
}

/** @type {Map<string, string>} */
const later = new Map();
const first = await build({
  ...bundled,
  entryPoints: { imbed: 'src/cli.ts' },
  plugins: [laterModules(later)],
});
// Modules that were found on the way and then turned out to be unused are not needed later either.
const needed = first.metafile.outputs['dist/imbed.cjs'].imports.map(({ path }) => basename(path, '.cjs'));
const rest = await build({
  ...bundled,
  entryPoints: Object.fromEntries([...later].filter(([name]) => needed.includes(name))),
  splitting: true,
  chunkNames: 'shared-[hash]',
});

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const outputs = { ...first.metafile.outputs, ...rest.metafile.outputs };
for (const { path, text } of [...first.outputFiles, ...rest.outputFiles]) {
  const { code } = await transform(text, {
    ...common,
    format: 'cjs',
    supported: { 'dynamic-import': false },
  });
  const whole = basename(path) === 'imbed.cjs' ? `#!/usr/bin/env node\n${code}` : code;
  writeFileSync(path, whole);
  outputs[relative(root, path).replaceAll('\\', '/')].bytes = Buffer.byteLength(whole);
}
chmodSync(resolve(dist, 'imbed.cjs'), 0o755);

// For the bundle check: what was left out of the first bundle is not foreign to it, only later.
outputs['dist/imbed.cjs'].imports = outputs['dist/imbed.cjs'].imports.map((found) =>
  found.path.startsWith('node:') ? found : { path: `dist/${basename(found.path)}`, kind: 'dynamic-import' },
);
const inputs = { ...first.metafile.inputs, ...rest.metafile.inputs };
writeFileSync(resolve(dist, 'meta.json'), JSON.stringify({ inputs, outputs }));
