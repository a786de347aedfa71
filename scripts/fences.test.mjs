import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLayers, wrongWayImports } from './lib/layers.mjs';
import { root } from './lib/run.mjs';

const core = 'packages/core/src';
const plugin = 'packages/obsidian-plugin/src';
const extension = 'packages/vscode-extension/src';
const desktop = 'packages/vscode-extension/src/desktop';
const bridge = 'packages/typora-bridge/src';
const page = 'packages/typora-bridge/src/page';

/** A fence that knows `fs` and not `node:fs`, or the reverse, is none. */
const nodeModules = builtinModules
  .filter((name) => !name.startsWith('_') && !name.startsWith('node:'))
  .flatMap((name) => [name, `node:${name}`]);
const editors = ['obsidian', 'vscode', 'electron', '@codemirror/state', '@lezer/markdown'];
const aws = ['@aws-sdk/client-s3', '@aws-sdk/lib-storage', '@smithy/signature-v4'];

/** @type {readonly (readonly [folder: string, modules: readonly string[]])[]} */
const forbidden = [
  [`${core}/naming`, [...nodeModules, ...editors, ...aws]],
  [`${core}/http`, [...nodeModules, ...editors, ...aws]],
  [`${core}/upload`, [...nodeModules, ...editors, ...aws]],
  [`${core}/markdown`, [...nodeModules, 'obsidian', 'vscode', '@codemirror/state', '@lezer/common', ...aws]],
  [`${core}/store`, [...nodeModules, ...editors]],
  [`${core}/node`, [...editors, ...aws]],
  [`${core}/testing`, editors],
  [
    plugin,
    [
      ...nodeModules,
      ...aws,
      ...['vscode', 'imbed', '@imbed/vscode-extension', '../../vscode-extension/src/upload.ts'],
      ...['@imbed/core/node', '@imbed/core/testing'],
    ],
  ],
  [
    extension,
    [
      ...nodeModules,
      ...aws,
      ...['obsidian', 'electron', 'imbed', '@imbed/obsidian-plugin', '../../obsidian-plugin/src/upload.ts'],
      ...['@imbed/core/node', '@imbed/core/testing'],
    ],
  ],
  [
    desktop,
    [...aws, 'obsidian', 'electron', 'imbed', '../../typora-bridge/src/io.ts', '@imbed/core/testing'],
  ],
  [page, [...nodeModules, ...aws, ...editors, '@imbed/core', '@imbed/core/node', 'preact/compat']],
  [
    bridge,
    [...aws, 'obsidian', 'vscode', 'electron', '../../vscode-extension/src/upload.ts', '@imbed/core/testing'],
  ],
];

/** @type {typeof forbidden} */
const allowed = [
  [`${core}/naming`, ['../parse-result.ts']],
  [`${core}/markdown`, ['../text-edit.ts', '@lezer/markdown', 'entities/decode', 'yaml']],
  [`${core}/store`, aws],
  [`${core}/node`, nodeModules],
  [`${core}/testing`, ['node:http', '@smithy/signature-v4']],
  [plugin, ['obsidian', '@imbed/core']],
  [extension, ['vscode', '@imbed/core']],
  [desktop, ['vscode', 'node:os', '@imbed/core', '@imbed/core/node']],
  [bridge, ['node:fs', '@imbed/core', '@imbed/core/node']],
  [page, ['preact', 'preact/hooks', '../../serve/page-api.ts']],
];

/** @param {typeof forbidden} fences */
function probes(fences) {
  return fences.flatMap(([folder, modules]) => modules.map((module) => `${folder}: ${module}`));
}

describe('lint fences', () => {
  /** @type {string} */
  let copy;
  /** @type {Set<string>} */
  let refused;

  /** Lints one small file for each import, all in one run, under a copy of the repository's own rules. */
  beforeAll(async () => {
    copy = mkdtempSync(join(tmpdir(), 'imbed-fences-'));
    const {
      vcs: _vcs,
      $schema: _schema,
      ...rules
    } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    writeFileSync(join(copy, 'biome.json'), JSON.stringify(rules));
    const all = [...probes(forbidden), ...probes(allowed)];
    for (const [index, probe] of all.entries()) {
      const [folder = '', module] = probe.split(': ');
      mkdirSync(join(copy, folder), { recursive: true });
      writeFileSync(join(copy, folder, `probe-${index}.ts`), `import ${JSON.stringify(module)};\n`);
    }
    const binary = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const args = ['lint', '--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none'];
    const { stdout } = await promisify(execFile)(process.execPath, [binary, ...args], {
      cwd: copy,
      maxBuffer: 16 * 1024 * 1024,
    }).catch((error) => error);
    refused = new Set([...stdout.matchAll(/probe-(\d+)\.ts/g)].map(([, index]) => all[Number(index)] ?? ''));
  });

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it.each(forbidden)('%s may not import what belongs elsewhere', (...fence) => {
    expect(probes([fence]).filter((probe) => !refused.has(probe))).toEqual([]);
  });

  it.each(allowed)('%s may import what it is for', (...fence) => {
    expect(probes([fence]).filter((probe) => refused.has(probe))).toEqual([]);
  });
});

describe('compiler fences', () => {
  /** @param {string} source @returns {Promise<string>} what the compiler says of it as a part of core */
  async function compileInCore(source) {
    const folder = mkdtempSync(join(tmpdir(), 'imbed-compile-'));
    try {
      writeFileSync(join(folder, 'probe.ts'), source);
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({
          extends: join(root, 'packages/core/tsconfig.json'),
          include: [],
          files: ['probe.ts'],
        }),
      );
      const binary = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
      const result = await promisify(execFile)(process.execPath, [binary, '-p', folder]).catch(
        (error) => error,
      );
      return String(result.stdout);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it.each(['document.title', 'window.name', 'process.env', 'Buffer.alloc(1)', "require('node:fs')"])(
    '%s does not compile in core',
    async (expression) => {
      expect(await compileInCore(`export const probe: unknown = ${expression};\n`)).toContain('error TS');
    },
  );

  it.each(['new TextEncoder()', 'new AbortController()', 'crypto.subtle', 'fetch'])(
    '%s compiles in core',
    async (expression) => {
      expect(await compileInCore(`export const probe: unknown = ${expression};\n`)).toBe('');
    },
  );
});

describe('layers of core', () => {
  it('no folder imports one above it', () => {
    expect(checkLayers(join(root, core))).toEqual([]);
  });

  it('an import that points upwards is reported, in each of its forms', () => {
    const source = `
      import { a } from '../store/a.ts';
      export type { B } from '../upload/b.ts';
      const c = await import('../http/c.ts');
      import { ok } from '../parse-result.ts';
    `;
    expect(wrongWayImports('naming/x.ts', source)).toEqual([
      'naming/x.ts imports store/a.ts',
      'naming/x.ts imports upload/b.ts',
      'naming/x.ts imports http/c.ts',
    ]);
  });

  it('the vocabulary imports no folder', () => {
    expect(wrongWayImports('errors.ts', "import type { A } from './image/a.ts';")).toHaveLength(1);
  });

  it('a folder that the list does not know is reported', () => {
    expect(wrongWayImports('helpers/x.ts', '')).toHaveLength(1);
  });
});
