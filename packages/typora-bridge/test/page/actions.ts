import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Holds files over the page and lets go, by the browser's own input: its events are trusted, as a person's are. */
export async function drag(page: Page, files: readonly string[]): Promise<{ drop(): Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', {
      ...{ type, x: 300, y: 300 },
      data: { items: [], files: [...files], dragOperationsMask: 1 },
    });
  await send('dragEnter');
  await send('dragOver');
  return {
    async drop() {
      await send('drop');
      await session.detach();
    },
  };
}

/** As another program would put it there. */
export async function putOnClipboard(page: Page, content: Buffer | string): Promise<void> {
  const isText = typeof content === 'string';
  await page.evaluate(
    async ([type, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      await navigator.clipboard.write([new ClipboardItem({ [type]: new Blob([bytes], { type }) })]);
    },
    [isText ? 'text/plain' : 'image/png', Buffer.from(content).toString('base64')] as const,
  );
}

export function clipboardText(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

export function row(page: Page, name: string): Locator {
  return page.locator('.row', { hasText: name });
}

export function card(page: Page, name: string): Locator {
  return page.locator('.card', { hasText: name });
}

export async function show(page: Page, view: 'Upload' | 'History' | 'Pending' | 'Check'): Promise<void> {
  await page.getByRole('link', { name: view }).click();
  await page.getByRole('heading', { name: view, level: 1 }).waitFor();
}

/** The address in the row of an upload that went well. */
export async function linkIn(upload: Locator): Promise<string> {
  return (await upload.getByRole('link').getAttribute('href')) ?? '';
}

/** Chooses pictures through the file picker, and waits until all of them are stored. */
export async function upload(page: Page, files: Readonly<Record<string, Buffer>>): Promise<void> {
  const picked = Object.entries(files).map(([name, buffer]) => ({ name, mimeType: 'image/png', buffer }));
  await page.locator('input[type=file]').setInputFiles(picked);
  for (const { name } of picked) await row(page, name).getByRole('button', { name: 'Copy' }).waitFor();
}

/** Goes on with Tab until something has the focus; what it is called, as screen readers say it. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  expect.fail(`the keyboard does not get to ${target}`);
}
