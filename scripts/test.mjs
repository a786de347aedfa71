/**
 * `npm test [-- VITEST-ARGUMENT...]` — everything that this machine can run, and by name what it cannot. With
 * `CI=true` or `IMBED_TEST_REQUIRE=all` whatever cannot run is a failure.
 */
import { join } from 'node:path';
import { whyNoBrowser } from './lib/browser.mjs';
import { whyNoClient } from './lib/independent-client.mjs';
import { startRgw, whyNoRgw } from './lib/rgw.mjs';
import { main, plainEnvironment, root, run, ScriptError, turbo } from './lib/run.mjs';
import { whyNoStandalone } from './lib/standalone.mjs';
import { runVitest } from './lib/tallied.mjs';
import { add, summary } from './lib/tally.mjs';

const everythingRequired = process.env.CI === 'true' || process.env.IMBED_TEST_REQUIRE === 'all';

/** @returns {Promise<{ project: string, what: string, reason: string }[]>} */
async function whatCannotRun() {
  const reasons = [
    { project: 'cli-standalone', what: 'the command as a standalone executable', reason: whyNoStandalone() },
    { project: 'obsidian-chromium', what: 'the Obsidian plugin, in Chromium', reason: whyNoBrowser() },
    { project: 'page', what: 'the page of the local server, in Chromium', reason: whyNoBrowser() },
    {
      project: 's3-real',
      what: 'the store contract on Ceph RADOS Gateway, read back by an independent client',
      reason: (await whyNoRgw()) ?? (await whyNoClient()),
    },
  ];
  return reasons.flatMap(({ reason, ...rest }) => (reason === undefined ? [] : [{ ...rest, reason }]));
}

await main(async () => {
  // Ctrl-C ends the tests; this process stays to stop the server.
  let interrupted = false;
  process.on('SIGINT', () => {
    interrupted = true;
  });

  const missing = await whatCannotRun();
  const isMissing = (/** @type {string} */ project) => missing.some((entry) => entry.project === project);
  await turbo('build');
  if (!isMissing('cli-standalone')) await run(process.execPath, [join(root, 'scripts/build-standalone.mjs')]);

  const rgw = isMissing('s3-real') ? undefined : await startRgw();
  const skipped = missing.map(({ project }) => `--project=!${project}`);
  try {
    const env = { ...plainEnvironment(), ...rgw?.environment };
    const tally = await runVitest([...skipped, ...process.argv.slice(2)], env);
    const required = everythingRequired ? missing.length : 0;
    for (const { project, what, reason } of missing)
      console.log(`${everythingRequired ? 'FAILED' : 'Not run here'}: ${project} (${what}): ${reason}`);
    console.log(summary(add(tally, { passed: 0, failed: required, skipped: 0 })));
    if (tally.failed + required > 0) process.exitCode = 1;
  } finally {
    await rgw?.stop();
  }
  if (interrupted) throw new ScriptError('interrupted');
});
