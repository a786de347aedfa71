import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startS3Server } from '../../packages/core/src/testing/s3-server/server.ts';
import { bundleHost } from '../../packages/obsidian-plugin/test/browser/bundle.ts';
import { startPage } from '../../packages/obsidian-plugin/test/browser/server.ts';
import { bucket, makeVault, user, usualStart } from '../../packages/obsidian-plugin/test/browser/vault.ts';
import { ownBrowser, whyNoBrowser } from '../lib/browser.mjs';
import { root, ScriptError } from '../lib/run.mjs';
import { format, spread } from './figures.mjs';

const plugin = join(root, 'packages/obsidian-plugin');

/** In milliseconds. A frame has 16. */
const targets = /** @type {const} */ ({ onload: 15, placeholder: 16 });

/**
 * How long a start of the plugin takes, and how long somebody who pastes a screenshot waits, in the test host in
 * Chromium against a loopback store.
 * @param {{ runs: number }} options
 * @returns {Promise<number>} targets missed
 */
export async function benchObsidian({ runs }) {
  const executablePath = ownBrowser;
  if (executablePath === undefined) throw new ScriptError(whyNoBrowser());
  const { chromium } = createRequire(join(plugin, 'package.json'))('playwright-core');
  const built = mkdtempSync(join(tmpdir(), 'imbed-obsidian-'));
  execFileSync(process.execPath, ['build.mjs', built], { cwd: plugin });
  console.log(`main.js: ${statSync(join(built, 'main.js')).size} bytes`);
  const script = await bundleHost('1.13.1');
  const style = readFileSync(join(built, 'styles.css'), 'utf8');
  const server = await startS3Server({ users: [user], buckets: [bucket] });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    /** @type {Awaited<ReturnType<typeof pasteOnce>>[]} */
    const timings = [];
    // The first one also warms the disk.
    for (let run = -1; run < runs; run++) {
      const vaultPath = makeVault(built, { 'Note.md': '# Trip\n\n' }, server, {});
      const page = await startPage({ vaultPath, script, style });
      const timing = await pasteOnce(browser, page.url, vaultPath, run);
      await page.close();
      rmSync(vaultPath, { recursive: true, force: true, maxRetries: 3 });
      if (run >= 0) timings.push(timing);
    }
    return report(timings);
  } finally {
    await browser.close();
    await server.close();
    rmSync(built, { recursive: true });
  }
}

/** @param {any} browser playwright's @param {string} url @param {string} vaultPath @param {number} run */
async function pasteOnce(browser, url, vaultPath, run) {
  const context = await browser.newContext();
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
  const page = await context.newPage();
  await page.goto(url);
  const { onloadMs } = await page.evaluate((init) => globalThis.driver.start(init), {
    ...usualStart,
    vaultPath,
  });
  await page.evaluate(() => globalThis.driver.open('Note.md'));
  await page.evaluate(preparePaste, run);
  await page.keyboard.press('Control+V');
  const { placeholderMs, linkMs } = await page.evaluate(() => globalThis.pasted);
  await context.close();
  return { onload: onloadMs, placeholder: placeholderMs, link: linkMs };
}

/** In the page: a picture into the clipboard, and a clock that a paste starts. @param {number} run */
async function preparePaste(run) {
  const canvas = new OffscreenCanvas(800, 600);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('nothing to draw on');
  for (let spot = 0; spot < 400; spot++) {
    context.fillStyle = `hsl(${spot * 7 + run} 60% 50%)`;
    context.fillRect((spot * 37) % 800, (spot * 53) % 600, 60, 40);
  }
  const picture = await canvas.convertToBlob({ type: 'image/png' });
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
  globalThis.pasted = new Promise((resolve) => {
    const onPaste = () => {
      const startMs = performance.now();
      let placeholderMs = Number.NaN;
      const look = () => {
        const text = globalThis.driver.text();
        if (Number.isNaN(placeholderMs) && text.includes('uploading:'))
          placeholderMs = performance.now() - startMs;
        if (/\(http/.test(text)) resolve({ placeholderMs, linkMs: performance.now() - startMs });
        else setTimeout(look);
      };
      setTimeout(look);
    };
    addEventListener('paste', onPaste, { capture: true, once: true });
  });
}

/** @param {readonly { onload: number, placeholder: number, link: number }[]} timings */
function report(timings) {
  let missed = 0;
  for (const name of /** @type {const} */ (['onload', 'placeholder', 'link'])) {
    const measured = spread(timings.map((timing) => timing[name]));
    const target = name === 'link' ? undefined : targets[name];
    const isMissed = target !== undefined && measured.median > target;
    if (isMissed) missed += 1;
    const verdict = target === undefined ? '' : `, target ${target} ms: ${isMissed ? 'missed' : 'met'}`;
    console.log(`${name}: ${format(measured, 1)} ms${verdict}`);
  }
  return missed;
}
