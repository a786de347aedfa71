import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bucket, fetched, uniquePng, writePicture } from '../support.ts';
import { clipboardText, drag, linkIn, putOnClipboard, row, show, upload } from './actions.ts';
import { openScene, otherBucket, useBrowser } from './scene.ts';

useBrowser();

describe('uploads', () => {
  it('dropped pictures get links that anyone can follow, to be copied in their order', async () => {
    const { page, bench } = await openScene();
    const pictures = ['one.png', 'two.png'].map((name) => writePicture(join(bench.folder, name)));
    const held = await drag(page, [join(bench.folder, 'one.png'), join(bench.folder, 'two.png')]);
    await page.getByText('Drop to upload to blog').waitFor();
    await held.drop();
    await page.getByRole('button', { name: 'Copy all 2 links' }).click();
    const links = (await clipboardText(page)).split('\n').map((line) => /^!\[(\w+)\]\((\S+)\)$/.exec(line));
    expect(links.map((link) => link?.[1])).toEqual(['one', 'two']);
    const stored = await Promise.all(links.map((link) => fetched(link?.[2] ?? '')));
    expect(stored.map(({ bytes }) => bytes)).toEqual(pictures);
    expect(await page.getByText('Drop to upload to blog').count()).toBe(0);
  });

  it('a pasted picture is uploaded from whichever view', async () => {
    const { page } = await openScene();
    await show(page, 'History');
    await putOnClipboard(page, uniquePng());
    await page.keyboard.press('Control+V');
    const url = await linkIn(row(page, 'image.png'));
    expect((await fetched(url)).contentType).toBe('image/png');
  });

  it('a pasted address is a picture of the web, but in a field it is text', async () => {
    const { page, store } = await openScene();
    await upload(page, { 'a.png': uniquePng() });
    const url = await linkIn(row(page, 'a.png'));
    await page.getByRole('button', { name: 'Clear list' }).click();
    await putOnClipboard(page, url);
    await page.getByLabel('Picture on the web').focus();
    await page.keyboard.press('Control+V');
    expect(await page.getByLabel('Picture on the web').inputValue()).toBe(url);
    expect(await page.locator('.row').count()).toBe(0);
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('Control+V');
    await page.locator('.row.done').waitFor();
    expect(store.requests.some(({ method }) => method === 'GET')).toBe(true);

    const field = page.getByLabel('Picture on the web');
    await field.fill('example.com/a.png');
    await field.press('Enter');
    await page.getByText('This is no web address').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill(url);
    await page.getByRole('button', { name: 'Upload from address' }).click();
    await expect.poll(() => page.locator('.row.done').count()).toBe(2);
    expect([await field.inputValue(), await field.getAttribute('aria-invalid')]).toEqual(['', 'false']);
  });

  it('what is no picture says so, and what to do', async () => {
    const { page } = await openScene();
    const buffer = Buffer.from('words');
    await page.locator('input[type=file]').setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer });
    await row(page, 'a.txt').getByText('is not an image').waitFor();
    await row(page, 'a.txt').getByText('Convert it').waitFor();
  });

  it('one that is cancelled leaves nothing in the bucket, and can be had again', async () => {
    const { page, store } = await openScene();
    const held = Promise.withResolvers<void>();
    const before = store.requests.length;
    store.intercept(() =>
      store.requests.length === before + 1 ? { kind: 'stall', until: held.promise } : undefined,
    );
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: uniquePng() });
    await expect.poll(() => store.requests.length).toBe(before + 1);
    await row(page, 'a.png').getByRole('button', { name: 'Cancel' }).click();
    await row(page, 'a.png').getByText('Cancelled').waitFor();
    // The server has heard of it by the end of the next one; only then may the store go on with the first.
    await upload(page, { 'b.png': uniquePng() });
    held.resolve();
    await upload(page, { 'c.png': uniquePng() });
    expect(store.requests.filter(({ method }) => method === 'PUT')).toHaveLength(2);
    await row(page, 'a.png').getByRole('button', { name: 'Try again' }).click();
    await fetched(await linkIn(row(page, 'a.png')));
  });

  it('a page that is closed during an upload asks first', async () => {
    const { page, store } = await openScene();
    store.intercept(() => ({ kind: 'stall', until: new Promise(() => {}) }));
    // Browsers ask only for pages that somebody has used.
    await page.getByRole('heading', { level: 1 }).click();
    const asked = page.waitForEvent('dialog');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: uniquePng() });
    await row(page, 'a.png').getByRole('button', { name: 'Cancel' }).waitFor();
    await page.close({ runBeforeUnload: true });
    expect((await asked).type()).toBe('beforeunload');
    await (await asked).accept();
  });

  it('the profile that is chosen decides on the bucket, and is chosen next time', async () => {
    const { page } = await openScene();
    await page.getByLabel('Profile').selectOption('team');
    await upload(page, { 'a.png': uniquePng() });
    expect(await linkIn(row(page, 'a.png'))).toContain(`/${otherBucket}/`);
    await page.reload();
    await page.getByText(`They go to the bucket ${otherBucket}.`).waitFor();
    expect(await page.getByText(bucket).count()).toBe(0);
  });

  it('what the store refuses is kept, and uploaded when it no longer does', async () => {
    const { page, store } = await openScene();
    store.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: uniquePng() });
    await row(page, 'a.png').getByText('denied access').waitFor();
    await row(page, 'a.png').getByRole('link', { name: 'See what is pending' }).click();
    await page.getByRole('heading', { name: 'Pending', level: 1 }).waitFor();
    await page.getByText('denied access').waitFor();
    await page.getByRole('button', { name: 'Do not upload a.png' }).click();
    await page.getByText('One picture will not be uploaded').first().waitFor();
    expect(await page.getByText('Nothing is pending').count()).toBe(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await row(page, 'a.png').waitFor();
    store.intercept(undefined);
    await page.getByRole('button', { name: 'Upload them now' }).click();
    await page.getByText('Nothing is pending').waitFor();
    await show(page, 'History');
    await page.locator('.card').waitFor();
  });

  it('without a configuration it is said how to get one', async () => {
    const { page } = await openScene({}, { IMBED_CONFIG: '/nowhere/config.json' });
    await page.getByRole('alert').getByText('Run "imbed init"').waitFor();
  });

  it('a server with a token has it asked for by the browser, once', async () => {
    const token = 'a-token-of-the-test';
    const credentials = { httpCredentials: { username: 'me', password: token } };
    const { page } = await openScene(credentials, { IMBED_SERVE_TOKEN: token });
    await upload(page, { 'a.png': uniquePng() });
  });

  it('a server that was stopped is named as the reason', async () => {
    const { page, stop } = await openScene();
    await stop();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: uniquePng() });
    await row(page, 'a.png').getByText('Start it again with "imbed serve"').waitFor();
  });
});
