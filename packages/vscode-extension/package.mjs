/**
 * Packs `imbed-VERSION.vsix`. In the workspace this package cannot be called `imbed`, which is the command's
 * name; in the Marketplace it must be. So the packed manifest is made here, beside nothing but what is shipped.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const here = import.meta.dirname;
const stage = join(here, 'dist', 'stage');
const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const { private: _private, type: _type, scripts: _scripts, devDependencies: _dev, ...published } = manifest;

rmSync(stage, { recursive: true, force: true });
mkdirSync(join(stage, 'dist'), { recursive: true });
writeFileSync(join(stage, 'package.json'), JSON.stringify({ ...published, name: 'imbed' }, undefined, 2));
for (const file of [
  'package.nls.json',
  'package.nls.zh-cn.json',
  'README.md',
  'l10n',
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
