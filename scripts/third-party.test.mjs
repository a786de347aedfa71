import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { thirdPartyLicenses } from './lib/third-party.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imbed-licenses-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** @param {string} name @param {Readonly<Record<string, string>>} files */
function addPackage(name, files) {
  const place = join(folder, 'node_modules', name);
  mkdirSync(join(place, 'dist'), { recursive: true });
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name, version: '1.2.3', license: 'MIT' }));
  writeFileSync(join(place, 'dist/package.json'), '{"type":"module"}');
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
}

/** @param {Readonly<Record<string, number>>} inputs path to bytes in the bundle */
function bundleOf(inputs) {
  const entries = Object.entries(inputs).map(([path, bytesInOutput]) => [path, { bytesInOutput }]);
  const output = { bytes: 0, inputs: Object.fromEntries(entries), imports: [], exports: [] };
  return { outputs: { 'dist/a.js': output } };
}

describe('the licences of a bundle', () => {
  it('are those of each package in it, once, by name', () => {
    addPackage('zebra', { LICENSE: 'Zebra terms\n' });
    addPackage('@scope/ape', { 'license.md': 'Ape terms' });
    const zebra = { 'node_modules/zebra/dist/a.js': 9, 'node_modules/zebra/dist/b.js': 9 };
    const bundle = bundleOf({ 'src/own.ts': 9, ...zebra, 'node_modules/@scope/ape/dist/a.js': 9 });
    const text = thirdPartyLicenses(bundle, folder);
    expect(text.match(/terms/g)).toHaveLength(2);
    expect(text.indexOf('@scope/ape 1.2.3 (MIT)\n\nApe terms')).toBeGreaterThan(0);
    expect(text.indexOf('zebra 1.2.3 (MIT)\n\nZebra terms')).toBeGreaterThan(text.indexOf('Ape terms'));
  });

  it('stand once for a family whose members leave the text to each other', () => {
    addPackage('@scope/ape', { LICENSE: 'Ape terms' });
    addPackage('@scope/bat', {});
    const files = { 'node_modules/@scope/ape/dist/a.js': 9, 'node_modules/@scope/bat/dist/a.js': 9 };
    expect(thirdPartyLicenses(bundleOf(files), folder)).toContain(
      '@scope/ape 1.2.3 (MIT)\n@scope/bat 1.2.3 (MIT)\n\nApe terms',
    );
  });

  it('are not those of a package that was shaken out', () => {
    addPackage('bare', {});
    expect(thirdPartyLicenses(bundleOf({ 'node_modules/bare/dist/a.js': 0 }), folder)).not.toContain('bare');
  });

  it('stop the build where a package has none', () => {
    addPackage('bare', {});
    expect(() => thirdPartyLicenses(bundleOf({ 'node_modules/bare/dist/a.js': 9 }), folder)).toThrow(
      'has no licence text',
    );
  });
});
