import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type S3Server, startS3Server } from '@imbed/core/testing';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import type {} from '../built.ts';
import { bundleHost, type CodeMirrorSet } from './bundle.ts';
import type { Driver, StartInit } from './main.ts';
import { startPage } from './server.ts';
import { bucket, makeVault, user, usualStart } from './vault.ts';

declare const driver: Driver;

export interface Session {
  readonly page: Page;
  readonly server: S3Server;
  readonly vaultPath: string;
  read(path: string): string;
  open(path: string, newPane?: boolean): Promise<void>;
  text(): Promise<string>;
  /** Waits until the text of the note is as it should be. */
  untilText(pattern: RegExp): Promise<string>;
  notices(): Promise<readonly string[]>;
  /** Puts a picture into the real clipboard. */
  copyPicture(color: string): Promise<void>;
  /** The same, and presses Ctrl+V. */
  pastePicture(color: string): Promise<void>;
  /** Lets files of the disk fall on the line that begins so. */
  dropFiles(paths: readonly string[], line: string): Promise<void>;
  /** Keeps the store from answering until what it gives back is called. */
  hold(): () => void;
  /** Into the folder that `IMBED_SCREENSHOTS` names, if it does. */
  screenshot(name: string): Promise<void>;
}

export interface SessionInit extends Partial<Omit<StartInit, 'vaultPath'>> {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly profile?: object;
  readonly files?: Readonly<Record<string, string>>;
}

/** No test is about time: a machine may have much else to do. */
const startMs = 150_000;
const patienceMs = 60_000;

let browser: Browser;
let server: S3Server;
const scripts = new Map<CodeMirrorSet, Promise<string>>();
beforeAll(async () => {
  const executablePath = process.env['IMBED_BROWSER'] ?? '';
  if (executablePath === '') throw new Error('there is no Chromium');
  // Containers have no sandbox of their own, and little shared memory.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  browser = await chromium.launch({ executablePath, args, timeout: startMs });
  server = await startS3Server({ users: [user], buckets: [bucket] });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** The released plugin in the host, in Chromium, with the clipboard, keys and mouse that a person has. */
export function sessions(set: CodeMirrorSet): (init?: SessionInit) => Promise<Session> {
  const built = inject('builtPlugin');
  let script = '';
  const open: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const bundled = scripts.get(set) ?? bundleHost(set);
    scripts.set(set, bundled);
    script = await bundled;
  });
  afterEach(async () => {
    server.intercept(undefined);
    for (const close of open.splice(0)) await close();
  });
  return async ({ viewport = { width: 900, height: 600 }, profile = {}, files = {}, ...options } = {}) => {
    const vaultPath = makeVault(
      built,
      { 'Note.md': '# Trip\n\nBefore the picture.\n\n', ...files },
      server,
      profile,
    );
    const served = await startPage({
      ...{ vaultPath, script, style: readFileSync(join(built, 'styles.css'), 'utf8') },
    });
    const context = await browser.newContext({ viewport });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
      origin: served.url.slice(0, -1),
    });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(served.url);
    await page.evaluate((init) => driver.start(init), { ...usualStart, ...options, vaultPath });
    open.push(async () => {
      const wrong = await page.evaluate(() => driver.wrong());
      await context.close();
      await served.close();
      rmSync(vaultPath, { recursive: true, force: true, maxRetries: 3 });
      expect([...errors, ...wrong]).toEqual([]);
    });
    return sessionOn(page, server, vaultPath);
  };
}

function sessionOn(page: Page, server: S3Server, vaultPath: string): Session {
  const text = () => page.evaluate(() => driver.text());
  return {
    ...{ page, server, vaultPath, text },
    read: (path) => readFileSync(join(vaultPath, path), 'utf8'),
    open: (path, newPane = false) =>
      page.evaluate(([note, isNew]) => driver.open(note, isNew), [path, newPane] as const),
    async untilText(pattern) {
      await expect.poll(text, { timeout: patienceMs, interval: 25 }).toMatch(pattern);
      return text();
    },
    notices: () => page.evaluate(() => driver.notices()),
    copyPicture: (color) => page.evaluate(copyPicture, color),
    async pastePicture(color) {
      await page.evaluate(copyPicture, color);
      await page.keyboard.press('Control+V');
    },
    async dropFiles(paths, line) {
      const box = await page.locator('.cm-line', { hasText: line }).first().boundingBox();
      if (box === null) throw new Error(`no such line: ${line}`);
      const at = { x: box.x + 1, y: box.y + box.height / 2 };
      const data = { items: [], files: [...paths], dragOperationsMask: 1 };
      const devtools = await page.context().newCDPSession(page);
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await devtools.send('Input.dispatchDragEvent', { type, ...at, data });
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.intercept(() => ({ kind: 'stall', until: promise }));
      return () => {
        server.intercept(undefined);
        resolve();
      };
    },
    async screenshot(name) {
      const folder = process.env['IMBED_SCREENSHOTS'];
      if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
    },
  };
}

/** In the page: the clipboard takes what a program would put there. */
async function copyPicture(color: string): Promise<void> {
  const canvas = new OffscreenCanvas(64, 40);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('nothing to draw on');
  context.fillStyle = color;
  context.fillRect(0, 0, 64, 40);
  const picture = await canvas.convertToBlob({ type: 'image/png' });
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
}
