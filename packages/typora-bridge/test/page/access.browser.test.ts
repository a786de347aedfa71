import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { uniquePng } from '../support.ts';
import { card, clipboardText, row, show, tabTo, upload } from './actions.ts';
import { axeViolations, openScene, type Scene, screenshot, useBrowser } from './scene.ts';

useBrowser();

const desk = { width: 1100, height: 800 };
const phone = { width: 360, height: 740 };

/** Every view, with something in it, as the reader has it. */
async function throughAllViews({ page, store }: Scene, look: (name: string) => Promise<void>): Promise<void> {
  const views = page.getByRole('navigation').getByRole('link');
  await look('upload-empty');
  const picked = ['cat.png', 'a name that is far too long for any row of any list.png'].map((name) => ({
    ...{ name, mimeType: 'image/png', buffer: uniquePng() },
  }));
  const words = { name: 'words.txt', mimeType: 'text/plain', buffer: Buffer.from('words') };
  await page.locator('input[type=file]').setInputFiles([...picked, words]);
  await page.locator('.row.failed').waitFor();
  await expect.poll(() => page.locator('.row.done').count()).toBe(2);
  store.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
  const kept = { name: 'kept.png', mimeType: 'image/png', buffer: uniquePng() };
  await page.locator('input[type=file]').setInputFiles([kept]);
  await page.locator('.row.pending').waitFor();
  store.intercept(undefined);
  await look('upload');
  await views.nth(1).click();
  await page.locator('.card').first().waitFor();
  await look('history');
  await page.getByRole('checkbox').first().check();
  await look('history-selected');
  await page.locator('.selection .danger').click();
  await look('history-deleting');
  await views.nth(2).click();
  await page.locator('.row.pending').waitFor();
  await look('pending');
  await views.nth(3).click();
  await page.locator('main button.primary').click();
  await page.locator('.summary:is(.good, .bad)').waitFor();
  await look('check');
}

describe('the page', () => {
  it.each([
    ['light', { viewport: desk }],
    ['dark, in Chinese', { viewport: desk, colorScheme: 'dark', locale: 'zh-CN' }],
    ['on a phone', { viewport: phone, hasTouch: true, isMobile: true }],
    ['on a phone, dark, in Chinese', { viewport: phone, colorScheme: 'dark', locale: 'zh-CN' }],
  ] as const)(
    'axe finds nothing in any view, and nothing is wider than the screen: %s',
    async (name, options) => {
      const scene = await openScene(options);
      const { page } = scene;
      await throughAllViews(scene, async (view) => {
        await screenshot(page, `${name} ${view}`);
        const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
        expect([view, scrollWidth]).toEqual([view, clientWidth]);
        expect([view, await axeViolations(page)]).toEqual([view, []]);
      });
    },
  );

  it('does everything by keyboard alone, and the focus is never lost', async () => {
    const { page } = await openScene();
    await upload(page, { 'cat.png': uniquePng(), 'dog.png': uniquePng() });
    await tabTo(page, row(page, 'cat.png').getByRole('button', { name: 'Copy' }));
    await page.keyboard.press('Enter');
    expect(await clipboardText(page)).toMatch(/^!\[cat\]\(http/);
    await page.reload();
    await tabTo(page, page.getByRole('link', { name: 'History' }));
    await page.keyboard.press('Enter');
    await card(page, 'cat.png').waitFor();
    expect(await focused(page)).toBe('History');
    await tabTo(page, card(page, 'dog.png').getByRole('button', { name: 'Delete' }));
    await page.keyboard.press('Enter');
    await card(page, 'dog.png').waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Select cat.png');
    await tabTo(page, page.getByRole('button', { name: 'Undo' }));
    await page.keyboard.press('Enter');
    await card(page, 'dog.png').waitFor();
    expect(await focused(page)).toBe('History');
    await tabTo(page, card(page, 'dog.png').getByRole('button', { name: 'Delete' }));
    await page.keyboard.press('Enter');
    await card(page, 'dog.png').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Z');
    await card(page, 'dog.png').waitFor();
  });

  it('says what happened to those who do not see it', async () => {
    const { page } = await openScene();
    await upload(page, { 'cat.png': uniquePng() });
    await page.getByRole('status').filter({ hasText: 'cat.png is uploaded.' }).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Copy the link to cat.png' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor({ state: 'attached' });
  });

  it('speaks the language of the browser until another one is chosen, errors included', async () => {
    const { page } = await openScene({ locale: 'zh-CN' });
    const words = { name: 'words.txt', mimeType: 'text/plain', buffer: Buffer.from('words') };
    await page.locator('input[type=file]').setInputFiles(words);
    await row(page, 'words.txt').getByText('不是图片').waitFor();
    await page.getByLabel('语言').selectOption('English');
    await page.getByRole('heading', { name: 'Upload', level: 1 }).waitFor();
    await row(page, 'words.txt').getByRole('button', { name: 'Try again' }).click();
    await row(page, 'words.txt').getByText('is not an image').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('tries the profile from end to end', async () => {
    const { page } = await openScene();
    await show(page, 'Check');
    await page.getByRole('button', { name: 'Start the check' }).click();
    await page.getByRole('button', { name: 'Check again' }).waitFor();
    await page.locator('.summary:is(.good, .bad)').waitFor();
    expect(await page.locator('.check.pass').count()).toBeGreaterThan(5);
  });
});

/** What has the focus, by the name that screen readers say. */
function focused(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => {
    const { activeElement: element } = document;
    return element?.getAttribute('aria-label') ?? element?.textContent;
  });
}
