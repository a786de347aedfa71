import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';

/**
 * The folders of core from bottom to top: a folder may import those before it in this list, and itself. Files
 * directly in `src` are the vocabulary and count as `.`.
 */
export const layers = [
  '.',
  'digests',
  'image',
  'naming',
  'providers',
  'http',
  'markdown',
  'settings',
  'imports',
  'policies',
  'workspace',
  'store',
  'ledger',
  'bucket',
  'upload',
  'doctor',
  'jobs',
  'messages',
  'node',
  'testing',
];

/** Files that put folders together instead of belonging to one. */
const entries = new Set(['index.ts', 'node/index.ts', 'testing/index.ts']);

const importPattern = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/** @param {string} file @returns {string} */
function layerOf(file) {
  return file.includes('/') ? (file.split('/')[0] ?? '.') : '.';
}

/**
 * @param {string} file path inside `src`, with slashes
 * @param {string} source
 * @returns {string[]} one line an import that points the wrong way
 */
export function wrongWayImports(file, source) {
  if (entries.has(file)) return [];
  const own = layers.indexOf(layerOf(file));
  if (own === -1) return [`${file}: its folder is not in the list of layers`];
  return [...source.matchAll(importPattern)].flatMap(([, specifier]) => {
    const target = posix.normalize(posix.join(posix.dirname(file), specifier ?? ''));
    return layers.indexOf(layerOf(target)) > own ? [`${file} imports ${target}`] : [];
  });
}

/**
 * @param {string} src core's source folder
 * @returns {string[]}
 */
export function checkLayers(src) {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) =>
      wrongWayImports(
        relative(src, join(src, name)).split(sep).join('/'),
        readFileSync(join(src, name), 'utf8'),
      ),
    );
}
