import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { checkBundle, checkGzip } from './lib/bundle-rules.mjs';

/** @type {import('./lib/bundle-rules.mjs').BundleRule} */
const rule = {
  name: 'it',
  metafile: '',
  entries: [/^dist\/main\.js$/],
  externals: ['obsidian'],
  node: false,
  maxFirstBytes: 10_000,
  maxTotalBytes: 20_000,
  notFirst: /heavy/,
};

/**
 * A real build of these modules, by name; `main` is the entry.
 * @param {Readonly<Record<string, string>>} modules
 */
async function bundle(modules) {
  const { metafile } = await build({
    entryPoints: ['main'],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    external: ['obsidian', 'vscode', 'fs', 'node:*'],
    write: false,
    metafile: true,
    plugins: [
      {
        name: 'modules',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /.*/ }, ({ path }) =>
            modules[path] === undefined ? undefined : { path, namespace: 'given' },
          );
          onLoad({ filter: /.*/, namespace: 'given' }, ({ path }) => ({ contents: modules[path] ?? '' }));
        },
      },
    ],
  });
  return metafile;
}

/** @param {number} bytes */
function weight(bytes) {
  return `console.log('${'x'.repeat(bytes)}');`;
}

describe('checkBundle', () => {
  it('a bundle within its rules has no problems', async () => {
    const metafile = await bundle({ main: "import 'obsidian'; import 'light';", light: weight(100) });
    expect(checkBundle(rule, metafile)).toEqual([]);
  });

  it.each(['fs', 'node:fs', 'vscode'])('an import of %s is found', async (name) => {
    const problems = checkBundle(rule, await bundle({ main: `import '${name}';` }));
    expect(problems).toEqual([`it imports "${name}", which is not there at run time`]);
  });

  it('an import that waits inside a chunk is found as well', async () => {
    const metafile = await bundle({ main: "import('later');", later: "import 'node:fs';" });
    expect(checkBundle(rule, metafile)).toHaveLength(1);
  });

  it("Node's modules are allowed where there is Node, editors are not", async () => {
    const metafile = await bundle({ main: "import 'fs'; import 'node:fs/promises'; import 'vscode';" });
    expect(checkBundle({ ...rule, node: true }, metafile)).toEqual([
      'it imports "vscode", which is not there at run time',
    ]);
  });

  it('what loads at once has a budget, what loads later another', async () => {
    const within = await bundle({ main: "import('later');", later: weight(11_000) });
    expect(checkBundle(rule, within)).toEqual([]);
    const atOnce = await bundle({ main: "import 'now';", now: weight(11_000) });
    expect(checkBundle(rule, atOnce).join()).toMatch(/at once, over 10000/);
    const inAll = await bundle({ main: "import('later');", later: weight(21_000) });
    expect(checkBundle(rule, inAll).join()).toMatch(/bytes, over 20000/);
  });

  it('an input that belongs later is found in what loads at once, and not in a chunk', async () => {
    const early = await bundle({ main: "import 'heavy';", heavy: weight(10) });
    expect(checkBundle(rule, early).join()).toMatch(/belong later, e.g. given:heavy/);
    const late = await bundle({ main: "import('heavy');", heavy: weight(10) });
    expect(checkBundle(rule, late)).toEqual([]);
  });

  it('an entry that starts another one is counted with it', async () => {
    const metafile = await bundle({ main: "import('started');", started: weight(11_000) });
    const started = /^dist\/started-\w+\.js$/;
    const problems = checkBundle({ ...rule, entries: [...rule.entries, started] }, metafile);
    expect(problems.join()).toMatch(/at once, over 10000/);
  });

  it('a build in which an entry has another name is found', async () => {
    const metafile = await bundle({ main: weight(10) });
    expect(
      checkBundle({ ...rule, entries: [...rule.entries, /^dist\/started\.js$/] }, metafile),
    ).toHaveLength(1);
  });
});

describe('checkGzip', () => {
  it('what goes over a line is counted together, compressed', () => {
    const files = ['a', 'b'].map((letter) => new TextEncoder().encode(letter.repeat(5000)));
    expect(checkGzip({ ...rule, maxGzipBytes: 100 }, files)).toEqual([]);
    expect(checkGzip({ ...rule, maxGzipBytes: 50 }, files).join()).toMatch(
      /^it is \d+ bytes in gzip, over 50$/,
    );
  });
});
