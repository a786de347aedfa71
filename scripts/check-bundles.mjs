/** Holds every bundle of the last build against its rules: who may import what, and how large it may be. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleRules, checkBundle, checkGzip } from './lib/bundle-rules.mjs';
import { main, root, ScriptError } from './lib/run.mjs';

/** @param {import('./lib/bundle-rules.mjs').BundleRule} rule */
function filesBeside({ metafile, maxGzipBytes }) {
  if (maxGzipBytes === undefined) return [];
  const folder = join(root, dirname(metafile));
  const names = readdirSync(folder).filter((name) => !name.endsWith('.json'));
  return names.map((name) => readFileSync(join(folder, name)));
}

await main(() => {
  const problems = bundleRules.flatMap((rule) => {
    /** @type {import('esbuild').Metafile} */
    const metafile = JSON.parse(readFileSync(join(root, rule.metafile), 'utf8'));
    const sizes = Object.entries(metafile.outputs).map(
      ([path, { bytes }]) => `${path.split('/').at(-1)} ${bytes}`,
    );
    console.log(`${rule.name}: ${sizes.join(', ')}`);
    return [...checkBundle(rule, metafile), ...checkGzip(rule, filesBeside(rule))];
  });
  if (problems.length > 0) throw new ScriptError(problems.join('\n'));
});
