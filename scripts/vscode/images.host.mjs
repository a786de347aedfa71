import { get } from 'node:https';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createTestCertificate } from '../../packages/core/src/testing/test-certificate.ts';
import { lookAround } from './looks.mjs';
import { bucket, openScene, pictureBytes, profileAt, startStore, user } from './scene.mjs';

const shots = process.env.IMBED_SCREENSHOTS;
const link = /!\[image\]\((https:\/\/[^)]+)\)/;

let certificate;
let store;
let scene;
let editor;

/** A private bucket: whoever sees an image of it sees it by a signed link. Previews show nothing that is not secure. */
beforeAll(async () => {
  certificate = await createTestCertificate();
  store = await startStore({ buckets: [{ name: bucket, owner: user.name }], tls: certificate });
  scene = await openScene({
    files: {
      'pics/sea.png': pictureBytes('gradient.png'),
      'cells.md': '',
      'day.md': '![the sea](pics/sea.png)\n\n![lost](gone.png)\n\n',
    },
    profile: { ...profileAt(store.endpoint), access: 'signed', tlsVerify: false },
    settings: { 'imbed.codeLens': true, 'editor.pasteAs.preferences': ['markdown.link.image.imbed'] },
  });
  editor = scene.editor;
  await editor.open('day.md');
  await editor.untilReady();
  await editor.untilText((text) => text.includes('the sea'));
});

afterEach(async (context) => {
  if (shots !== undefined) await editor.screenshot(join(shots, `${context.task.name.slice(0, 60)}.png`));
});

afterAll(async () => {
  await scene?.close();
  await store?.close();
});

function statusOf(url) {
  return new Promise((resolve, reject) => {
    get(url, { ca: certificate.cert }, ({ statusCode }) => resolve(statusCode)).on('error', reject);
  });
}

it('above an image stands what can be done with it, and a click does it', async () => {
  const lens = editor.page.locator('.codelens-decoration a', { hasText: 'Upload image to OSS' });
  await editor.click('what stands above the image', lens.first());
  await editor.untilText((text) => /!\[the sea\]\(https:[^)]+\.png\)/.test(text));
});

it('the hover of an image says where it is, and copies its link', async () => {
  const image = editor.page.locator('.view-line', { hasText: 'the sea' }).getByText('the sea');
  const hover = editor.page.locator('.monaco-hover:not(.hidden)', { hasText: 'In your bucket' });
  await editor.hover('the hover of the image', image, hover);
  await editor.click('“Copy as HTML”', hover.getByText('Copy as HTML'));
  await editor.until('HTML in the clipboard', editor.clipboard, (text) =>
    /^<img src="https:[^"]+\.png" alt="the sea">$/.test(text),
  );
});

it('for the image under the cursor the same is among the actions', async () => {
  await editor.open('day.md');
  await editor.press('Control+Home');
  await editor.chooseAction('Copy link…');
  await editor.pick('Markdown');
  await editor.until('Markdown in the clipboard', editor.clipboard, (text) =>
    /^!\[the sea\]\(https:[^)]+\.png\)$/.test(text),
  );
});

it('the activity bar lists the images of the note, and what was uploaded', async () => {
  await editor.showView('Images');
  const rows = () => editor.page.locator('.pane-body .monaco-list-row').allInnerTexts();
  const seen = await editor.until('the lists of images', rows, (texts) => texts.length === 3);
  expect(seen).toEqual([
    'the seaIn your bucket',
    'lostThe file is not there',
    expect.stringMatching(/^sea\.pngblog · /),
  ]);
  const row = editor.page.locator('.pane-body .monaco-list-row', { hasText: 'the sea' });
  const thumbnail = editor.page.locator('.monaco-hover img[src*="X-Amz-"]:visible');
  await editor.hover('the thumbnail', row, thumbnail);
  await editor.chooseFromMenu(() => row.click({ button: 'right', timeout: 5000 }), 'Copy URL of image');
  await editor.until('the address in the clipboard', editor.clipboard, (text) =>
    /^https:[^?]+\.png$/.test(text),
  );
});

it('whose settings prefer pictures gets the picture of what a spreadsheet copied', async () => {
  await editor.showView('Explorer');
  await editor.open('cells.md');
  const html = '<table><tr><td>1</td><td>2</td></tr></table>';
  const image = pictureBytes('gradient.png').toString('base64');
  await editor.copy({ 'text/plain': '1\t2', 'text/html': html, 'image/png': image });
  await editor.paste();
  await editor.untilText((text) => link.test(text));
});

it('the preview shows an image of a private bucket, while the note keeps the link that stays', async () => {
  await editor.open('day.md');
  await editor.copy({ 'image/png': pictureBytes('gradient.png').toString('base64') });
  await editor.paste();
  const [, url = ''] = link.exec(await editor.untilText((text) => link.test(text))) ?? [];
  expect(await statusOf(url)).toBe(403);
  await editor.command('Markdown: Open Preview to the Side');
  /** Of all frames: where from, and how wide it came out. */
  const pictures = async () => {
    const inFrame = () =>
      [...document.images]
        .filter((image) => image.closest('.markdown-body') !== null)
        .map(({ src, naturalWidth }) => [src, naturalWidth]);
    const frames = editor.page.frames().map((frame) => frame.evaluate(inFrame).catch(() => []));
    return (await Promise.all(frames)).flat();
  };
  const isDrawn = ([src, width]) => src.startsWith(`${url}?X-Amz-`) && width > 0;
  await editor.until('the image in the preview', pictures, (all) => all.some(isDrawn));
  await editor.press('Control+S');
  expect(
    await editor.until(
      'the link in the file',
      () => scene.read('day.md'),
      (text) => link.test(text),
    ),
  ).not.toContain('X-Amz');
});

it('what there is to look at is there, light and dark', async () => {
  await lookAround(scene, 'en', { note: 'day.md', row: 'the seaIn your bucket', shots });
});
