/** VS Code as a person at a screen has it: in a browser, by keyboard, mouse and clipboard. */
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const shots = process.env.IMBED_SCREENSHOTS;

/** The first start of everything, on a machine that has other work. */
const longMs = 120_000;

/**
 * @param {{ playwright: string, browser: string }} installed
 * @param {string} url of the server
 * @param {string} profile folder of the browser's own data
 */
export async function openEditor({ playwright, browser }, url, profile) {
  const { chromium } = createRequire(import.meta.url)(playwright);
  // The certificates of the stores are made for a test.
  const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
  flags.push('--ignore-certificate-errors');
  const context = await chromium.launchPersistentContext(profile, {
    ...{ executablePath: browser, headless: true, args: flags },
    viewport: { width: 1280, height: 800 },
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(45_000);
  const { origin } = new URL(url);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const untilOpen = () =>
    page.waitForSelector('.monaco-workbench .explorer-folders-view', { timeout: longMs });
  try {
    await page.goto(url, { timeout: longMs, waitUntil: 'commit' });
    await untilOpen();
  } catch (error) {
    // Nobody else has it yet who could close it.
    await context.close();
    throw error;
  }

  const lines = () => page.locator('.editor-group-container.active .view-lines').first();
  const quickInput = () => page.locator('.quick-input-widget:not([style*="display: none"]) input').first();

  /** Until something is as it should be; says how it is when that never comes. */
  async function until(look, isRight, timeoutMs = 30_000) {
    const end = Date.now() + timeoutMs;
    for (;;) {
      const seen = await look();
      if (isRight(seen)) return seen;
      if (Date.now() > end) throw new Error(`waited in vain, last seen: ${JSON.stringify(seen)}`);
      await page.waitForTimeout(25);
    }
  }

  /** By keys, for what a click meets may be another row by then: the list goes on changing after it is there. */
  async function choosePaletteRow(label) {
    const rows = () =>
      page
        .locator('.quick-input-list .monaco-list-row')
        .evaluateAll((all) => all.map((row) => [row.ariaLabel, row.classList.contains('focused')]));
    // What is said behind a comma is why the row is there.
    const isIt = ([words]) => words === label || words?.startsWith(`${label},`);
    for (;;) {
      const seen = await until(rows, (all) => all.some(isIt));
      if (seen.some((row) => isIt(row) && row[1])) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
  }

  async function text() {
    return page.evaluate(() => {
      const shown = [...document.querySelectorAll('.editor-group-container.active .view-line')];
      const top = (element) => Number.parseFloat(element.style.top);
      return shown
        .sort((a, b) => top(a) - top(b))
        .map((element) => (element.textContent ?? '').replaceAll('\u00a0', ' '))
        .join('\n');
    });
  }

  const toasts = () =>
    page.locator('.notifications-toasts .notification-list-item-message').allTextContents();

  return {
    page,
    text,
    until,
    /** The note's text, when it is as it should be. */
    untilText: (isRight, timeoutMs) => until(text, isRight, timeoutMs),
    untilToast: (pattern) => until(toasts, (all) => all.some((one) => pattern.test(one))),
    /** Opens a note of the folder, with the cursor at its end. */
    async open(name) {
      await page.getByRole('treeitem', { name, exact: true }).first().dblclick();
      await page
        .locator('.editor-group-container.active .tab.active', { hasText: name })
        .waitFor({ timeout: longMs });
      await page
        .locator('.editor-group-container.active .monaco-editor.focused')
        .waitFor({ timeout: longMs });
      await page.keyboard.press('Control+End');
    },
    async command(title) {
      await page.keyboard.press('F1');
      await quickInput().fill(`>${title}`);
      await choosePaletteRow(title);
    },
    /** Answers a question at the top of the window. */
    async answer(question, words) {
      await page.locator('.quick-input-widget', { hasText: question }).waitFor();
      await quickInput().fill(words);
      await page.keyboard.press('Enter');
    },
    /** Picks an item of the list at the top of the window: by its words, for lists move while they open. */
    async pick(words) {
      const rows = page.locator('.quick-input-list .monaco-list-row');
      await until(
        async () => {
          // What was typed may have gone to the question before.
          if ((await quickInput().inputValue()) !== words) await quickInput().fill(words);
          return rows.allTextContents();
        },
        (all) => all.length === 1 && all[0].includes(words),
      );
      await page.keyboard.press('Enter');
    },
    /** Says yes to what is asked at the top of the window, beside what it is about. */
    async agree(question, yes = 'Go ahead') {
      await page.locator('.quick-input-widget', { hasText: question }).waitFor();
      await this.pick(yes);
    },
    /** Names a file in the dialog that asks for one. */
    async chooseFile(path) {
      await until(
        () => quickInput().inputValue(),
        (value) => value.startsWith('/'),
      );
      // What it had still to list of the folder that it opened with may come after what is typed.
      await until(
        async () => {
          if (!(await quickInput().isVisible())) return false;
          await quickInput()
            .fill(path, { timeout: 1000 })
            .catch(() => undefined);
          await page.waitForTimeout(500);
          if (await quickInput().isVisible()) await page.keyboard.press('Enter');
          return true;
        },
        (isOpen) => !isOpen,
      );
    },
    /** Presses a button of a notification. */
    async choose(pattern, button) {
      const toast = page.locator('.notifications-toasts .notification-list-item', { hasText: pattern });
      await toast.first().hover();
      await toast.first().getByRole('button', { name: button, exact: true }).click();
    },
    /** Answers a question that stands in the way of everything else. */
    async confirm(question, button) {
      const dialog = page.locator('.monaco-dialog-box', { hasText: question });
      await dialog.getByRole('button', { name: button, exact: true }).click();
    },
    /** Chooses from the menu of a file in the explorer. */
    async menuOf(folder, name, item) {
      const inTree = (words) => page.getByRole('treeitem', { name: words, exact: true }).first();
      await inTree(folder).click();
      await inTree(name).click({ button: 'right' });
      await page.getByRole('menuitem', { name: item }).first().click();
    },
    clearToasts: () => page.keyboard.press('Escape'),
    clipboard: () => page.evaluate(() => navigator.clipboard.readText()),
    /** Until the extension runs: who pastes before gets what VS Code makes of it. */
    untilReady: () => page.locator('[id="imbed.imbed.imbed.status"]').waitFor({ timeout: longMs }),
    /** Closes the window and opens it anew. */
    async reopen() {
      await page.reload({ timeout: longMs, waitUntil: 'commit' });
      await untilOpen();
    },
    press: (keys) => page.keyboard.press(keys),
    type: (words) => page.keyboard.type(words),
    /** What another program would have put there: base64 for pictures, text for what begins with `text/`. */
    copy: (items) =>
      page.evaluate(async (contents) => {
        const blobs = Object.entries(contents).map(([type, content]) => {
          const bytes = () => Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
          return [type, new Blob([type.startsWith('text/') ? content : bytes()], { type })];
        });
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      }, items),
    /** Drags files or texts of other programs in, with Shift: VS Code would open files otherwise. */
    async drop(files, items = []) {
      const session = await context.newCDPSession(page);
      const box = await lines().boundingBox();
      const at = { x: Math.round(box.x + 200), y: Math.round(box.y + 30) };
      const data = { items, files, dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop']) {
        await session.send('Input.dispatchDragEvent', { type, ...at, data, modifiers: 8 });
        await page.waitForTimeout(300);
      }
    },
    async screenshot(path) {
      mkdirSync(dirname(path), { recursive: true });
      await page.screenshot({ path });
    },
    async close() {
      // What was seen last, also where a test never began.
      if (shots !== undefined) await this.screenshot(join(shots, `${new URL(url).port} at last.png`));
      await context.close();
    },
  };
}
