/** Packs `imbed-VERSION.vsix` from a folder that holds nothing but what is shipped. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { publishedManifest } from './scripts/manifest.ts';

const here = import.meta.dirname;
const stage = join(here, 'dist', 'stage');
const { manifest, words } = publishedManifest();

rmSync(stage, { recursive: true, force: true });
mkdirSync(join(stage, 'dist'), { recursive: true });
for (const [name, content] of Object.entries({ 'package.json': manifest, ...words }))
  writeFileSync(join(stage, name), JSON.stringify(content, undefined, 2));
for (const file of [
  'README.md',
  'l10n',
  'media',
  'dist/desktop.js',
  'dist/desktop-work.js',
  'dist/web.js',
  'dist/THIRD-PARTY-LICENSES.txt',
])
  cpSync(join(here, file), join(stage, file), { recursive: true });
cpSync(join(here, '../../LICENSE'), join(stage, 'LICENSE'));

const outfile = join(here, `imbed-${manifest.version}.vsix`);
const vsceFolder = dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json'));
const args = ['package', '--no-dependencies', '--allow-missing-repository', '--out', outfile];
execFileSync(process.execPath, [join(vsceFolder, 'vsce'), ...args], { cwd: stage, stdio: 'inherit' });
