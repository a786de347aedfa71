import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** @typedef {{ name: string, version: string, license: string, folder: string }} BundledPackage */

/**
 * The licence texts of the packages whose code is in a bundle; most licences ask that they travel with it.
 * @param {Pick<import('esbuild').Metafile, 'outputs'>} metafile
 * @param {string} folder what its paths are relative to
 */
export function thirdPartyLicenses({ outputs }, folder) {
  /** @type {Map<string, BundledPackage>} */
  const packages = new Map();
  for (const path of Object.values(outputs).flatMap(shippedInputs)) {
    if (!path.includes('node_modules/')) continue;
    const found = packageOf(dirname(resolve(folder, path)));
    packages.set(`${found.name} ${found.version}`, found);
  }
  /** @type {Map<string, string[]>} */
  const titlesByText = new Map();
  for (const [title, one] of [...packages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const text = licenseText(one, [...packages.values()]);
    titlesByText.set(text, [...(titlesByText.get(text) ?? []), `${title} (${one.license})`]);
  }
  const sections = [...titlesByText].map(([text, titles]) => `${titles.join('\n')}\n\n${text}`);
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  return `Code of these packages is part of the bundle.\n\n${sections.join(rule)}\n`;
}

/** @param {import('esbuild').Metafile['outputs'][string]} output */
function shippedInputs({ inputs }) {
  return Object.keys(inputs).filter((path) => (inputs[path]?.bytesInOutput ?? 0) > 0);
}

/**
 * The nearest folder upwards that is a package; `package.json` files that only choose a module format have no version.
 * @param {string} folder
 * @returns {BundledPackage}
 */
function packageOf(folder) {
  const path = join(folder, 'package.json');
  if (existsSync(path)) {
    const { name, version, license } = JSON.parse(readFileSync(path, 'utf8'));
    if (version !== undefined) return { name, version, license, folder };
  }
  return packageOf(dirname(folder));
}

/**
 * Some packages of a family name their licence and leave its text to the others.
 * @param {BundledPackage} one
 * @param {readonly BundledPackage[]} all
 */
function licenseText(one, all) {
  const family = `${one.name.split('/')[0]}/`;
  const relatives = all.filter(({ name, license }) => name.startsWith(family) && license === one.license);
  const file = [one, ...relatives]
    .map(({ folder }) => licenseFile(folder))
    .find((path) => path !== undefined);
  if (file === undefined) throw new Error(`${one.name} has no licence text: it cannot be bundled as it is`);
  return readFileSync(file, 'utf8').trim();
}

/** @param {string} folder */
function licenseFile(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e([.-]|$)/i.test(name));
  return file === undefined ? undefined : join(folder, file);
}
