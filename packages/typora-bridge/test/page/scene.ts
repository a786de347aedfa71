import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { S3Server } from '@imbed/core/testing';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import {
  accessKeyId,
  type Bench,
  bucket,
  createBench,
  secretAccessKey,
  start,
  startStore,
} from '../support.ts';

/** Two buckets, so that there is something to choose. */
export const otherBucket = 'team-pictures';

/** `imbed serve` as it is built, a store, and the page in a real browser. Gone when the test is over. */
export interface Scene {
  readonly page: Page;
  readonly store: S3Server;
  readonly bench: Bench;
  /** Ends the server as Ctrl-C does. */
  stop(): Promise<void>;
  /** Another window on the same server. */
  open(options?: BrowserContextOptions): Promise<Page>;
}

/** No test is about time: a machine may have much else to do. */
const patienceMs = 50_000;
const startMs = 150_000;

let browser: Browser;

/** One browser for the tests of a file. */
export function useBrowser(): void {
  beforeAll(async () => {
    // Containers have no sandbox of their own, and little shared memory.
    const contained = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
    const args = [...contained, '--disable-quic', '--disable-background-networking'];
    const executablePath = process.env['IMBED_BROWSER'] ?? '';
    browser = await chromium.launch({ executablePath, args, timeout: startMs });
  });
  afterAll(() => browser?.close());
}

/** @param env of the server, beside that of the bench */
export async function openScene(
  options: BrowserContextOptions = {},
  env: Readonly<Record<string, string>> = {},
): Promise<Scene> {
  const owner = 'writer';
  const store = await startStore({
    users: [{ accessKeyId, secretAccessKey, name: owner }],
    buckets: [bucket, otherBucket].map((name) => ({ name, owner, acl: 'public-read' })),
  });
  const bench = createBench(store.endpoint, {}, { team: { bucket: otherBucket } });
  const server = await startServer(bench, env);
  const open = (more?: BrowserContextOptions) => openPage(server.url, store, { ...options, ...more });
  return { page: await open(), store, bench, stop: server.stop, open };
}

async function startServer(bench: Bench, env: Readonly<Record<string, string>>) {
  const child = start(bench, ['serve', '--port', '0', '--allow-private'], { env });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = () => {
    child.kill();
    return ended;
  };
  onTestFinished(stop);
  const said = Promise.withResolvers<string>();
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
    if (url !== undefined) said.resolve(url);
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  child.once('close', () => said.reject(new Error(`imbed serve ended: ${text}`)));
  return { url: await said.promise, stop };
}

/** Whatever the test is about: nothing comes from elsewhere, nothing is against the policy, and nothing is thrown. */
async function openPage(url: string, store: S3Server, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const problems: string[] = [];
  const known = [`${url}/`, `${store.endpoint}/`, `blob:${url}/`];
  page.on('request', (request) => {
    if (!known.some((start) => request.url().startsWith(start))) problems.push(`asks for ${request.url()}`);
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (/policy|trusted/i.test(message.text())) problems.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(problems).toEqual([]);
  });
  await page.goto(url);
  // The version comes with the first answer of the server.
  await page.getByText(/^Imbed \d/).waitFor();
  return page;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe has against the page as it is now: rule and place. Through the debugger, since the policy allows no other script. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const expression = `${axeSource};
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`;
  const { result } = await session.send('Runtime.evaluate', {
    ...{ expression, awaitPromise: true, returnByValue: true },
  });
  await session.detach();
  return result.value;
}

/** For whoever wants to look at it: `IMBED_SCREENSHOTS=DIR`. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['IMBED_SCREENSHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
