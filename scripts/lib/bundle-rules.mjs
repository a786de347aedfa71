import { builtinModules } from 'node:module';
import { gzipSync } from 'node:zlib';

/**
 * What one package may ship.
 * @typedef {{
 *   name: string,
 *   metafile: string,
 *   entries: readonly RegExp[],
 *   externals: readonly string[],
 *   node: boolean,
 *   maxFirstBytes: number,
 *   maxTotalBytes: number,
 *   notFirst?: RegExp,
 *   maxGzipBytes?: number,
 * }} BundleRule
 * `metafile`: esbuild's, relative to the root; `entries`: the outputs that are loaded first; `externals`: modules the
 * host hands in; `node`: Node's own modules are there too; `notFirst`: inputs that may only be loaded later;
 * `maxGzipBytes`: of what lies beside the metafile, as it goes over a line.
 * @typedef {import('esbuild').Metafile} Metafile
 */

const kB = 1000;

/** Modules that Obsidian hands to plugins beside its own. */
const obsidianShares = ['@codemirror/commands', '@codemirror/state', '@codemirror/view', '@lezer/common'];

/** @type {readonly BundleRule[]} */
export const bundleRules = [
  {
    name: 'the command',
    metafile: 'packages/typora-bridge/dist/meta.json',
    entries: [/(^|\/)imbed\.cjs$/, /(^|\/)cli\.cjs$/],
    externals: [],
    node: true,
    maxFirstBytes: 120 * kB,
    maxTotalBytes: 1710 * kB,
    notFirst: /\/@aws-sdk\//,
  },
  {
    name: 'the page of the local server',
    metafile: 'packages/typora-bridge/dist/page/meta.json',
    entries: [/(^|\/)script-\w+\.js$/, /(^|\/)style-\w+\.css$/],
    externals: [],
    node: false,
    maxFirstBytes: 90 * kB,
    maxTotalBytes: 90 * kB,
    maxGzipBytes: 60 * kB,
  },
  {
    name: 'the Obsidian plugin',
    metafile: 'packages/obsidian-plugin/dist/metafile.json',
    entries: [/(^|\/)main\.js$/],
    externals: ['obsidian', ...obsidianShares],
    node: false,
    maxFirstBytes: 515 * kB,
    maxTotalBytes: 515 * kB,
    notFirst: /\/@aws-sdk\//,
  },
  {
    name: 'the VS Code extension, desktop',
    metafile: 'packages/vscode-extension/dist/desktop.metafile.json',
    entries: [/(^|\/)desktop\.js$/],
    externals: ['vscode', './desktop-work.js'],
    node: true,
    maxFirstBytes: 60 * kB,
    maxTotalBytes: 700 * kB,
  },
  {
    name: 'the VS Code extension, web',
    metafile: 'packages/vscode-extension/dist/web.metafile.json',
    entries: [/(^|\/)web\.js$/],
    externals: ['vscode'],
    node: false,
    maxFirstBytes: 580 * kB,
    maxTotalBytes: 580 * kB,
  },
];

/** @param {string} path */
function isNodeModule(path) {
  return path.startsWith('node:') || builtinModules.includes(path);
}

/**
 * The entries and every output that loading them loads at once. `import()`, and what stands for it in CommonJS, a
 * `require` inside a function, wait until they are called.
 * @param {Metafile['outputs']} outputs
 * @param {readonly string[]} entries
 */
function loadedFirst(outputs, entries) {
  const found = new Set(entries);
  for (const path of found)
    for (const { path: next, kind, external } of outputs[path]?.imports ?? [])
      if (!external && kind === 'import-statement' && outputs[next] !== undefined) found.add(next);
  return [...found];
}

/**
 * @param {BundleRule} rule
 * @param {Metafile} metafile
 * @returns {string[]} one line a broken rule
 */
export function checkBundle(rule, { outputs }) {
  const entries = rule.entries.flatMap(
    (entry) => Object.keys(outputs).find((path) => entry.test(path)) ?? [],
  );
  if (entries.length < rule.entries.length)
    return [`${rule.name}: not every one of ${rule.entries.join(', ')} matches an output`];
  const allImports = Object.values(outputs).flatMap(({ imports }) => imports);
  const foreign = new Set(
    allImports
      .filter(
        ({ external, path }) =>
          external && !rule.externals.includes(path) && !(rule.node && isNodeModule(path)),
      )
      .map(({ path }) => path),
  );
  const first = loadedFirst(outputs, entries);
  const bytes = (/** @type {readonly string[]} */ paths) =>
    paths.reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
  const early = first
    .flatMap((path) => Object.entries(outputs[path]?.inputs ?? {}))
    .filter(([input, { bytesInOutput }]) => bytesInOutput > 0 && rule.notFirst?.test(input));

  const problems = [...foreign].map((path) => `imports "${path}", which is not there at run time`);
  if (bytes(first) > rule.maxFirstBytes)
    problems.push(`loads ${bytes(first)} bytes at once, over ${rule.maxFirstBytes}`);
  if (bytes(Object.keys(outputs)) > rule.maxTotalBytes)
    problems.push(`holds ${bytes(Object.keys(outputs))} bytes, over ${rule.maxTotalBytes}`);
  if (early.length > 0)
    problems.push(`loads ${early.length} files at once that belong later, e.g. ${early[0]?.[0]}`);
  return problems.map((problem) => `${rule.name} ${problem}`);
}

/**
 * @param {BundleRule} rule
 * @param {readonly Uint8Array[]} files all that a browser gets
 * @returns {string[]} one line when they are too large
 */
export function checkGzip({ name, maxGzipBytes = Infinity }, files) {
  const bytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0);
  return bytes > maxGzipBytes ? [`${name} is ${bytes} bytes in gzip, over ${maxGzipBytes}`] : [];
}
