import { describe, expect, it } from 'vitest';
import { uniquePng } from '../support.ts';
import { card, clipboardText, show, upload } from './actions.ts';
import { openScene, type Scene, useBrowser } from './scene.ts';

useBrowser();

const names = ['cat.png', 'dog.png', 'horse.png'];

/** A history of three pictures. The clock of the page is the test's: it goes on when the test says so. */
async function openHistory(): Promise<Scene> {
  const scene = await openScene();
  const { page } = scene;
  await page.clock.install();
  // To the server, whose clock is the real one, the pictures are but a moment old.
  await page.route('**/api/history/delete*', (route) =>
    route.continue({ postData: { ...route.request().postDataJSON(), askedAgo: 0 } }),
  );
  await upload(page, Object.fromEntries(names.map((name) => [name, uniquePng()])));
  await show(page, 'History');
  await card(page, 'horse.png').waitFor();
  return scene;
}

describe('the history', () => {
  it('shows the small picture that a store makes, and the whole one where it makes none', async () => {
    const { page, store } = await openHistory();
    await page.route('**/api/history*', async (route) => {
      const answer = await route.fetch();
      const { items } = await answer.json();
      const [first, ...others] = items.map((item: { url: string }, index: number) => ({
        ...item,
        thumbnailUrl: index === 0 ? `${store.endpoint}/no-such-picture` : `${item.url}?small`,
      }));
      await route.fulfill({ response: answer, json: { items: [first, ...others] } });
    });
    await page.reload();
    const shown = () =>
      page.locator('.card img').evaluateAll((all) => all.map((one) => one.getAttribute('src')));
    await expect
      .poll(shown)
      .toEqual([
        expect.not.stringMatching(/small|no-such/),
        ...[expect.stringMatching(/\?small$/), expect.stringMatching(/\?small$/)],
      ]);
  });

  it('is searched by name, and says so when nothing fits', async () => {
    const { page } = await openHistory();
    await page.getByLabel('Search names').fill('og');
    await page.clock.runFor(300);
    await card(page, 'cat.png').waitFor({ state: 'detached' });
    expect(await page.locator('.card .name').allTextContents()).toEqual(['dog.png']);
    await page.getByLabel('Search names').fill('zebra');
    await page.clock.runFor(300);
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
    await page.clock.runFor(300);
    await card(page, 'cat.png').waitFor();
  });

  it('is searched by profile and day', async () => {
    const { page } = await openHistory();
    const profile = page.getByRole('search').getByLabel('Profile');
    const nothing = page.getByRole('heading', { name: 'Nothing found' });
    await profile.selectOption('team');
    await page.clock.runFor(300);
    await nothing.waitFor();
    await profile.selectOption('blog');
    await page.getByLabel('To', { exact: true }).fill('2999-12-31');
    await page.clock.runFor(300);
    await card(page, 'cat.png').waitFor();
    await page.getByLabel('From', { exact: true }).fill('2999-12-31');
    await page.clock.runFor(300);
    await nothing.waitFor();
  });

  it('copies what is selected in the form that was chosen, which stays chosen', async () => {
    const { page, open } = await openHistory();
    await page.getByLabel('Copy as').selectOption('custom');
    await page.getByLabel('Text of my own').fill('{name} is at {url}');
    await card(page, 'cat.png').getByRole('checkbox').check();
    await card(page, 'dog.png').getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Copy links' }).click();
    const lines = (await clipboardText(page)).split('\n');
    expect(lines.map((line) => line.replace(/http:\S+/, 'URL')).sort()).toEqual([
      'cat.png is at URL',
      'dog.png is at URL',
    ]);
    await page.reload();
    expect(await page.getByLabel('Text of my own').inputValue()).toBe('{name} is at {url}');
    expect((await open()).url()).not.toContain('#history');
  });

  it('a deletion can be undone, and is none until the time for that is over', async () => {
    const { page, store } = await openHistory();
    const deletions = () => store.requests.filter(({ method }) => method === 'DELETE').length;
    await card(page, 'cat.png').getByRole('button', { name: 'Delete' }).click();
    await card(page, 'cat.png').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await card(page, 'cat.png').waitFor();
    await card(page, 'dog.png').getByRole('button', { name: 'Delete' }).click();
    await page.clock.runFor(7900);
    expect(deletions()).toBe(0);
    await page.clock.runFor(200);
    await page.getByText('One picture deleted.').waitFor();
    expect(deletions()).toBe(1);
    await page.reload();
    await card(page, 'horse.png').waitFor();
    expect((await page.locator('.card .name').allTextContents()).sort()).toEqual(['cat.png', 'horse.png']);
  });

  it('a page that is closed before asks first, and deletes nothing', async () => {
    const { page, open } = await openHistory();
    await page.getByRole('button', { name: 'Select all shown' }).click();
    await page
      .getByRole('region', { name: 'Selected pictures' })
      .getByRole('button', { name: 'Delete' })
      .click();
    await page.getByText('3 pictures will be deleted').first().waitFor();
    const asked = page.waitForEvent('dialog');
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    expect((await asked).type()).toBe('beforeunload');
    await (await asked).accept();
    await closed;
    const again = await open();
    await show(again, 'History');
    await card(again, 'cat.png').waitFor();
    expect(await again.locator('.card').count()).toBe(3);
  });

  it('what the store does not delete is there again, with the reason', async () => {
    const { page, store } = await openHistory();
    store.intercept(({ method }) =>
      method === 'DELETE' ? { kind: 'refuse', code: 'AccessDenied', status: 403 } : undefined,
    );
    await card(page, 'cat.png').getByRole('button', { name: 'Delete' }).click();
    await page.clock.runFor(8100);
    await page.getByRole('region', { name: 'Messages' }).getByText('denied access').waitFor();
    await card(page, 'cat.png').waitFor();
  });
});
