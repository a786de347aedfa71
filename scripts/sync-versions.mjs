/**
 * `node scripts/sync-versions.mjs [--check]` — Obsidian's directory reads `manifest.json` and `versions.json` from
 * the root of the repository. They follow from the plugin's own manifest and the version of the packages.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main, root, ScriptError } from './lib/run.mjs';

/** @param {string} path @returns {string} */
function read(path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
}

/** @param {unknown} value */
function json(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/**
 * Obsidian looks in `versions.json` for the newest release that an older app can still run, so a line is needed
 * only where a release asks for another app version than the one before. 0.0.0 is never released.
 * @param {Record<string, string>} versions
 * @param {string} version
 * @param {string} minAppVersion
 */
function withRelease(versions, version, minAppVersion) {
  const known = Object.values(versions).at(-1) === minAppVersion;
  return known || version === '0.0.0' ? versions : { ...versions, [version]: minAppVersion };
}

/** @returns {ReadonlyMap<string, string>} path to content */
function wanted() {
  const { version } = JSON.parse(read('packages/obsidian-plugin/package.json'));
  const manifest = { ...JSON.parse(read('packages/obsidian-plugin/manifest.json')), version };
  const versions = withRelease(JSON.parse(read('versions.json') || '{}'), version, manifest.minAppVersion);
  return new Map([
    ['packages/obsidian-plugin/manifest.json', json(manifest)],
    ['manifest.json', json(manifest)],
    ['versions.json', json(versions)],
  ]);
}

await main(() => {
  const stale = [...wanted()].filter(([path, content]) => read(path) !== content);
  if (process.argv.includes('--check')) {
    const names = stale.map(([path]) => path).join(', ');
    if (stale.length > 0) throw new ScriptError(`${names} out of step: run node scripts/sync-versions.mjs`);
    return;
  }
  for (const [path, content] of stale) writeFileSync(join(root, path), content);
});
