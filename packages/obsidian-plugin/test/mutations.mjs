/**
 * `node test/mutations.mjs [TEXT]` — breaks the plugin in ways in which others were broken, one at a time, and wants a test to
 * see it: the same tests pass before, and after it one fails in what it asserts. What does not build, does not start or runs out
 * of time has seen nothing. By hand, and not in CI: it takes minutes and changes sources while it runs, which it puts back.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const source = join(import.meta.dirname, '../src');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const reports = mkdtempSync(join(tmpdir(), 'imbed-mutations-'));

/**
 * `refusal`: what the build says, where the build is the wall and no test comes to it.
 * @type {readonly { what: string, file: string, from: string, to: string, tests: string, refusal?: string }[]}
 */
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
    refusal: 'Could not resolve "node:os"',
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
    to: "((_event: unknown) => undefined)(\n    workspace.on('editor-paste'",
  },
];

/**
 * What one run of a test file says: `passed`, the first assertion that failed, or why nothing was asserted.
 * @typedef {{ readonly passed: true } | { readonly failedAssertion: string } | { readonly broken: string }} Verdict
 */

/** @param {string} tests @returns {Verdict} */
function run(tests) {
  const report = join(reports, 'report.json');
  rmSync(report, { force: true });
  const { stderr } = spawnSync(
    process.execPath,
    [vitest, 'run', '--bail=1', '--reporter=json', `--outputFile=${report}`, tests],
    { cwd: root, encoding: 'utf8' },
  );
  if (!existsSync(report)) return { broken: `no test ran\n${stderr.slice(0, 1000)}` };
  /** @type {{ success: boolean, numPassedTests: number, testResults: { message: string, assertionResults: { fullName: string, status: string, failureMessages: string[] }[] }[] }} */
  const { success, numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  if (success && numPassedTests > 0) return { passed: true };
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed');
  // The second is what `expect.poll` and `resolves` say.
  const asserted = failed.find(({ failureMessages: [message = ''] }) =>
    /^(?:AssertionError:|Error: (?:expected|promise rejected) )/.test(message),
  );
  if (asserted !== undefined) return { failedAssertion: asserted.fullName };
  const why = failed[0]?.failureMessages[0] ?? testResults.map(({ message }) => message).join('\n');
  return { broken: `no assertion failed\n${(why || stderr).slice(0, 1000)}` };
}

/** @param {(typeof mutations)[number]} mutation @param {Verdict} verdict @returns {string | undefined} what saw it */
function seenBy({ refusal }, verdict) {
  if ('failedAssertion' in verdict) return `"${verdict.failedAssertion}"`;
  const isRefused = refusal !== undefined && 'broken' in verdict && verdict.broken.includes(refusal);
  return isRefused ? 'the build' : undefined;
}

/** @param {(typeof mutations)[number]} mutation @returns {Verdict} */
function runBroken({ file, from, to, tests }) {
  const path = join(source, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has changed: "${from}" is not in it`);
  try {
    writeFileSync(path, text.replace(from, to));
    return run(tests);
  } finally {
    writeFileSync(path, text);
  }
}

const [only = ''] = process.argv.slice(2);
const chosen = mutations.filter(({ what }) => what.includes(only));
let unseen = chosen.length;
for (const tests of new Set(chosen.map((mutation) => mutation.tests))) {
  const clean = run(tests);
  if (!('passed' in clean)) {
    console.log(`NOT TRIED: ${tests} fails as it is: ${JSON.stringify(clean)}`);
    continue;
  }
  for (const mutation of chosen.filter((one) => one.tests === tests)) {
    const verdict = runBroken(mutation);
    const by = seenBy(mutation, verdict);
    if (by !== undefined) unseen -= 1;
    console.log(
      by === undefined
        ? `MISSED: ${mutation.what}${'broken' in verdict ? `, for ${verdict.broken}` : ''}`
        : `caught: ${mutation.what}, by ${by}`,
    );
  }
}
rmSync(reports, { recursive: true });
console.log(unseen === 0 ? 'every one caught' : `${unseen} not caught`);
process.exitCode = unseen === 0 ? 0 : 1;
