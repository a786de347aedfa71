/** VS Code as a person at a screen has it: in a browser, by keyboard, mouse and clipboard. */
import { createRequire } from 'node:module';
import { createNotes } from './notes.mjs';
import { createNotifications } from './notifications.mjs';
import { createQuickInput } from './quick-input.mjs';
import { createWaits, takePicture } from './waits.mjs';

/** The first start of everything, on a machine that has other work. */
const startMs = 120_000;

// The certificates of the stores are made for a test.
const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  ...['--disable-quic', '--disable-background-networking'],
  '--ignore-certificate-errors',
];

/**
 * @param {{ playwright: string, browser: string }} installed
 * @param {string} url of the server
 * @param {string} profile folder of the browser's own data
 */
export async function openEditor({ playwright, browser }, url, profile) {
  const { chromium } = createRequire(import.meta.url)(playwright);
  const context = await chromium.launchPersistentContext(profile, {
    ...{ executablePath: browser, headless: true, args: flags },
    ...{ viewport: { width: 1280, height: 800 }, timeout: startMs },
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(60_000);
  const { origin } = new URL(url);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const waits = createWaits(page);
  const untilOpen = () =>
    waits.attempt('the window', () =>
      page.waitForSelector('.monaco-workbench .explorer-folders-view', { timeout: startMs }),
    );
  try {
    await page.goto(url, { timeout: startMs, waitUntil: 'commit' });
    await untilOpen();
  } catch (error) {
    // Nobody else has it yet who could close it.
    await context.close();
    throw error;
  }

  return {
    page,
    ...waits,
    ...createNotes(page, waits),
    ...createNotifications(page, waits),
    ...createQuickInput(page, waits),
    ...createPointer(context, page, waits),
    press: (keys) => page.keyboard.press(keys),
    /** Answers a question that stands in the way of everything else. */
    async confirm(question, button) {
      const dialog = page.locator('.monaco-dialog-box', { hasText: question });
      await waits.attempt(`“${button}” to the question ${question}`, () =>
        dialog.getByRole('button', { name: button, exact: true }).click(),
      );
    },
    /** Until the extension runs: who pastes before gets what VS Code makes of it. */
    untilReady: () =>
      waits.attempt('the extension to run', () =>
        page.locator('[id="imbed.imbed.imbed.status"]').waitFor({ timeout: startMs }),
      ),
    /** Closes the window and opens it anew. */
    async reopen() {
      await page.reload({ timeout: startMs, waitUntil: 'commit' });
      await untilOpen();
    },
    clipboard: () => page.evaluate(() => navigator.clipboard.readText()),
    /** What another program would have put there: base64 for pictures, text for what begins with `text/`. */
    copy: (items) =>
      page.evaluate(async (contents) => {
        const blobs = Object.entries(contents).map(([type, content]) => {
          const bytes = () => Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
          return [type, new Blob([type.startsWith('text/') ? content : bytes()], { type })];
        });
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      }, items),
    screenshot: (path) => takePicture(page, path),
    close: () => context.close(),
  };
}

/** The mouse. */
function createPointer(context, page, { attempt, insist }) {
  return {
    /** Clicks what is sure to be there in the end. */
    click: (what, element, options) => attempt(what, () => element.click(options)),
    /** Until it is to be seen. */
    untilSeen: (what, element) => attempt(what, () => element.first().waitFor()),
    /** Points at something until what it has to tell comes up: it goes away when the editor draws itself anew. */
    async hover(what, element, told) {
      await insist(
        what,
        async () => {
          await page.mouse.move(0, 0);
          await element.first().hover({ timeout: 5000 });
        },
        () => told.first().isVisible(),
        (isThere) => isThere,
        5000,
      );
    },
    /** Drags files or texts of other programs into the note, with Shift: VS Code would open files otherwise. */
    async drop(files, items = []) {
      const session = await context.newCDPSession(page);
      const box = await page.locator('.editor-group-container.active .view-lines').first().boundingBox();
      const at = { x: Math.round(box.x + 200), y: Math.round(box.y + 30) };
      const data = { items, files, dragOperationsMask: 1 };
      const send = (type) => session.send('Input.dispatchDragEvent', { type, ...at, data, modifiers: 8 });
      await send('dragEnter');
      await insist(
        'the note to show where it takes what is dragged',
        () => send('dragOver'),
        () => page.locator('.editor-group-container.active .dnd-target').count(),
        (count) => count > 0,
        300,
      );
      await send('drop');
    },
  };
}
