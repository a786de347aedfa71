/**
 * `node test/mutations.mjs [TEXT]` — breaks the plugin in ways in which others were broken, one at a time, and wants the tests
 * to see it. By hand, and not in CI: it takes minutes and changes sources while it runs, which it puts back.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const source = join(import.meta.dirname, '../src');

/** @type {readonly { what: string, file: string, from: string, to: string, tests: string }[]} */
const mutations = [
  {
    what: 'the link replaces the placeholder in one change, so that undo brings it back',
    ...{ file: 'editor/placeholder.ts', tests: 'test/paste.test.ts' },
    from: 'return [removal, insertion];',
    to: 'return [state.update({ changes: { from, to: place.to, insert: link } })];',
  },
  {
    what: 'fetch in place of requestUrl',
    ...{ file: 'adapters/request-url-transport.ts', tests: 'test/browser/plugin.chromium.test.ts' },
    from: 'const answer = requestUrl({',
    to: 'const answer = ((request: RequestUrlParam) => fetch(request.url, request as RequestInit).then(async (got) => ({ status: got.status, headers: {}, arrayBuffer: await got.arrayBuffer() })))({',
  },
  {
    what: 'a header that Electron refuses',
    ...{ file: 'adapters/request-url-transport.ts', tests: 'test/paste.test.ts' },
    from: 'headers: { ...headers },',
    to: "headers: { ...headers, 'content-length': '7' },",
  },
  {
    what: 'a module of Node',
    ...{ file: 'main.ts', tests: 'test/main-js.test.ts' },
    from: "import { createTell } from './tell.ts';",
    to: "import { createTell } from './tell.ts';\nimport { tmpdir } from 'node:os';\nconsole.warn(tmpdir());",
  },
  {
    what: 'a status bar on phones',
    ...{ file: 'status-bar.ts', tests: 'test/paste.test.ts' },
    from: 'if (!Platform.isDesktopApp) return;',
    to: '',
  },
  {
    what: 'a view of a buffer as body',
    ...{ file: 'adapters/request-url-transport.ts', tests: 'test/paste.test.ts' },
    from: 'body: body.slice().buffer',
    to: 'body: body.slice() as unknown as ArrayBuffer',
  },
  {
    what: 'a listener that nobody takes away',
    ...{ file: 'uploads/take.ts', tests: 'test/paste.test.ts' },
    from: "plugin.registerEvent(\n    workspace.on('editor-paste'",
    to: "void (\n    workspace.on('editor-paste'",
  },
];

/** @param {(typeof mutations)[number]} mutation */
function isCaught({ file, from, to, tests }) {
  const path = join(source, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has changed: "${from}" is not in it`);
  try {
    writeFileSync(path, text.replace(from, to));
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    return spawnSync(process.execPath, [vitest, 'run', '--bail=1', tests], { cwd: root }).status !== 0;
  } finally {
    writeFileSync(path, text);
  }
}

let missed = 0;
const [only = ''] = process.argv.slice(2);
for (const mutation of mutations.filter(({ what }) => what.includes(only))) {
  const caught = isCaught(mutation);
  if (!caught) missed += 1;
  console.log(`${caught ? 'caught' : 'MISSED'}: ${mutation.what}`);
}
console.log(missed === 0 ? 'every one caught' : `${missed} missed`);
process.exitCode = missed === 0 ? 0 : 1;
