/**
 * Installs what would be published, outside the workspace, and uses it as a stranger does: every export of
 * `@imbed/core` is imported and compiled against, `imbed` is run, the `.vsix` is looked into.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main, plainEnvironment, pnpm, root, run, ScriptError } from './lib/run.mjs';
import { readZip } from './lib/zip.mjs';

/** @param {boolean} holds @param {string} problem */
function must(holds, problem) {
  if (!holds) throw new ScriptError(problem);
}

/** @param {string} name @param {string} folder @returns {Promise<string>} the tarball */
async function pack(name, folder) {
  const cwd = join(root, 'packages', name);
  // pnpm, not npm: it fills in the versions of the catalog and the exports of publishConfig.
  const before = new Set(readdirSync(folder));
  await pnpm(['pack', '--pack-destination', folder], { cwd, capture: true });
  const [tarball] = readdirSync(folder).filter((file) => !before.has(file));
  if (tarball === undefined) throw new ScriptError(`${name} was not packed`);
  return join(folder, tarball);
}

/** @param {string} folder @param {string} tarball */
async function install(folder, tarball) {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', tarball], {
    cwd: folder,
    capture: true,
  });
}

/** @param {string} work */
async function tryCore(work) {
  const folder = join(work, 'core');
  await install(folder, await pack('core', work));
  const published = join(folder, 'node_modules/@imbed/core');
  const { exports } = JSON.parse(readFileSync(join(published, 'package.json'), 'utf8'));
  const entries = Object.keys(exports).map((entry) => entry.replace(/^\./, '@imbed/core'));
  must(!entries.includes('@imbed/core/testing'), 'the test doubles would be published');
  const uses = entries.map(
    (entry) => `console.log('${entry}', Object.keys(await import('${entry}')).length);\n`,
  );
  writeFileSync(join(folder, 'use.ts'), uses.join(''));
  await run(process.execPath, ['use.ts'], { cwd: folder, env: plainEnvironment() });
  // Its main entry needs no types but those of the language and the web, the other those of Node.
  writeFileSync(join(folder, 'web.ts'), uses.filter((use) => !use.includes('/node')).join(''));
  await compile(folder, 'web.ts', ['--types', '']);
  await compile(folder, 'use.ts', ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')]);
  console.log(`@imbed/core: ${entries.join(', ')} import and compile`);
}

/** @param {string} folder @param {string} file @param {readonly string[]} types */
async function compile(folder, file, types) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--lib',
    'es2024,dom',
  ];
  await run(process.execPath, [tsc, ...options, ...types, file], { cwd: folder, capture: true });
}

/** @param {string} work */
async function tryCommand(work) {
  const folder = join(work, 'command');
  const tarball = await pack('typora-bridge', work);
  await install(folder, tarball);
  const installed = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
  must(installed.join() === 'imbed', `the command brings other packages along: ${installed.join(', ')}`);
  const imbed = join(folder, 'node_modules/.bin', process.platform === 'win32' ? 'imbed.cmd' : 'imbed');
  const { stdout } = await run(imbed, ['--version'], { env: plainEnvironment(), capture: true });
  const { version } = JSON.parse(readFileSync(join(root, 'packages/typora-bridge/package.json'), 'utf8'));
  must(stdout.trim() === version, `imbed --version printed ${JSON.stringify(stdout)}`);
  console.log(`imbed ${version}: one package, ${statSync(tarball).size} bytes packed`);
}

async function tryExtension() {
  const folder = join(root, 'packages/vscode-extension');
  await run(process.execPath, ['package.mjs'], { cwd: folder, capture: true });
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readZip(readFileSync(join(folder, `imbed-${version}.vsix`)));
  const manifest = JSON.parse(files.get('extension/package.json')?.toString() ?? '{}');
  must(manifest.publisher === 'imbed' && manifest.name === 'imbed', 'the .vsix is not imbed.imbed');
  for (const file of [
    manifest.main,
    manifest.browser,
    'dist/desktop-work.js',
    'package.nls.json',
    'package.nls.zh-cn.json',
    'LICENSE.txt',
  ])
    must(files.has(join('extension', file).replaceAll('\\', '/')), `the .vsix lacks ${file}`);
  const strange = [...files.keys()].filter((name) =>
    /node_modules|\.ts$|\.map$|metafile|\.test\./.test(name),
  );
  must(strange.length === 0, `the .vsix holds ${strange.join(', ')}`);
  console.log(`imbed-${version}.vsix: ${files.size} files`);
}

await main(async () => {
  const work = mkdtempSync(join(tmpdir(), 'imbed-packed-'));
  try {
    await tryCore(work);
    await tryCommand(work);
    await tryExtension();
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
});
