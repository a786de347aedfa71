/** Holds every bundle of the last build against its rules: who may import what, and how large it may be. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleRules, checkBundle } from './lib/bundle-rules.mjs';
import { main, root, ScriptError } from './lib/run.mjs';

await main(() => {
  const problems = bundleRules.flatMap((rule) => {
    /** @type {import('esbuild').Metafile} */
    const metafile = JSON.parse(readFileSync(join(root, rule.metafile), 'utf8'));
    const sizes = Object.entries(metafile.outputs).map(
      ([path, { bytes }]) => `${path.split('/').at(-1)} ${bytes}`,
    );
    console.log(`${rule.name}: ${sizes.join(', ')}`);
    return checkBundle(rule, metafile);
  });
  if (problems.length > 0) throw new ScriptError(problems.join('\n'));
});
