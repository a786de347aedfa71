/**
 * The page of `imbed serve`: one document, one script, one style sheet and an icon, under names that change with what
 * is in them. They go into the command, compressed as browsers get them, and to `dist/page` for whoever wants to look.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const source = resolve(root, 'src/page');
const types = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * @returns {Promise<{
 *   page: { document: string, files: { path: string, type: string, gzip: string }[] },
 *   metafile: import('esbuild').Metafile,
 *   write: () => void,
 * }>} `page`: as `src/page/built-page.ts` declares it
 */
export async function buildPage() {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: {
      script: resolve(source, 'main.tsx'),
      style: resolve(source, 'styles/page.css'),
      icon: resolve(source, 'icon.svg'),
    },
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    outdir: 'dist/page',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    // Where `light-dark()` is known.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    loader: { '.svg': 'copy' },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    write: false,
  });
  const contents = outputFiles.map((file) => ({ name: basename(file.path), contents: file.contents }));
  const document = contents.reduce(
    (html, { name }) => html.replace(`{{${name.split('-')[0]}}}`, `/${name}`),
    readFileSync(resolve(source, 'index.html'), 'utf8').replaceAll(/^\s+/gm, ''),
  );
  const files = contents.map((file) => ({
    path: `/${file.name}`,
    type: types[extname(file.name)] ?? 'application/octet-stream',
    gzip: gzipSync(file.contents, { level: 9 }).toString('base64'),
  }));
  return {
    page: { document, files },
    metafile,
    write() {
      const folder = resolve(root, 'dist/page');
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      for (const file of contents) writeFileSync(resolve(folder, file.name), file.contents);
      writeFileSync(resolve(folder, 'index.html'), document);
      writeFileSync(resolve(folder, 'meta.json'), JSON.stringify(metafile));
    },
  };
}
