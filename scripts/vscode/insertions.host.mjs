import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../lib/run.mjs';
import { onePixel, openScene, pictureBytes, profileAt, startForeignSite, startStore } from './scene.mjs';

const pictures = join(root, 'packages/core/fixtures/images');
const shots = process.env.IMBED_SCREENSHOTS;
const link = /!\[image\]\((http:\/\/[^)]+)\)/;
const placeholder = /!\[Uploading image\.png…\]\(imbed-upload:[0-9a-z]{12}\)/;

let store;
let site;
let scene;
let editor;

beforeAll(async () => {
  store = await startStore();
  site = await startForeignSite();
  const profile = { ...profileAt(store.endpoint), proxy: site.proxy };
  scene = await openScene({ files: notes, profile, settings: { 'files.defaultLanguage': 'markdown' } });
  editor = scene.editor;
  // Whoever pastes before the extension runs gets what VS Code makes of it: its first answer is waited for.
  await editor.open('paste.md');
  await editor.untilReady();
});

afterEach(async (context) => {
  store.intercept(undefined);
  if (shots !== undefined) await editor.screenshot(join(shots, `${context.task.name.slice(0, 60)}.png`));
});

afterAll(async () => {
  await scene?.close();
  await Promise.all([store?.close(), site?.close()]);
});

/** A note of its own for each test. */
const notes = {
  'paste.md': '# Note\n\n',
  'typing.md': '',
  'undo.md': 'text ',
  'taken-back.md': 'text ',
  'cursors.md': 'a\nb',
  'sheet.md': '',
  'page.rst': '',
  'refused.md': '',
  'drop.md': '\n\n\n',
  'web.md': '\n\n\n',
  'at-once.md': '',
};

const png = (name) => pictureBytes(name).toString('base64');

async function copyPicture() {
  await editor.copy({ 'image/png': png('gradient.png') });
}

/** Everything that goes to the store waits until it is let go. */
function holdUploads() {
  let release = () => {};
  const until = new Promise((resolve) => {
    release = () => resolve(undefined);
  });
  store.intercept(() => ({ kind: 'stall', until }));
  return release;
}

async function bytesAt(url) {
  const answer = await fetch(url);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
  return Buffer.from(await answer.arrayBuffer());
}

describe('pasting a picture', () => {
  it('puts a link into the note that anyone can follow', async () => {
    await editor.open('paste.md');
    await copyPicture();
    await editor.paste();
    const [, url = ''] = link.exec(await editor.untilText((text) => link.test(text))) ?? [];
    expect((await bytesAt(url)).subarray(1, 4).toString()).toBe('PNG');
  });

  it('shows a placeholder at once, which the link replaces while somebody types on', async () => {
    const release = holdUploads();
    await editor.open('typing.md');
    await copyPicture();
    await editor.paste();
    await editor.untilText((text) => placeholder.test(text));
    await editor.type(' behind');
    await editor.press('Control+Home');
    await editor.type('before ');
    release();
    const text = await editor.untilText((seen) => link.test(seen));
    expect(text.replace(link, 'LINK')).toBe('before LINK behind');
    await editor.type('and on ');
    await editor.untilText((seen) => seen.replace(link, 'LINK') === 'before and on LINK behind');
  });

  it('takes what is typed at once behind the image', async () => {
    await editor.open('at-once.md');
    await copyPicture();
    await editor.paste();
    await editor.untilText((text) => text.includes('!['));
    await editor.type(' and');
    const text = await editor.untilText((seen) => link.test(seen));
    expect(text.replace(link, 'LINK')).toBe('LINK and');
  });

  it('is one step of the history: the placeholder never comes back', async () => {
    await editor.open('undo.md');
    await copyPicture();
    await editor.paste();
    const linked = await editor.untilText((text) => link.test(text));
    await editor.press('Control+Z');
    await editor.untilText((text) => text === 'text ');
    await editor.press('Control+Shift+Z');
    expect(await editor.untilText((text) => link.test(text))).toBe(linked);
    await editor.press('Control+Z');
    await editor.untilText((text) => text === 'text ');
  });

  it('that is taken back on its way is not sent, and its placeholder never comes back', async () => {
    const release = holdUploads();
    const before = store.requests.length;
    await editor.open('taken-back.md');
    await editor.copy({ 'image/png': onePixel });
    await editor.paste();
    await editor.untilText((text) => placeholder.test(text));
    await editor.until(
      'the store to be asked for it',
      () => store.requests.length,
      (count) => count > before,
    );
    const status = () => editor.page.locator('[id="imbed.imbed.imbed.status"]').textContent();
    await editor.until('it to be on its way', status, (words) => /Uploading/.test(words));
    await editor.press('Control+Z');
    await editor.untilText((text) => text === 'text ');
    await editor.until('nothing to be on its way', status, (words) => !/Uploading/.test(words));
    release();
    await copyPicture();
    await editor.paste();
    const text = await editor.untilText((seen) => link.test(seen));
    expect(text.replace(link, 'LINK')).toBe('text LINK');
    const [, url = ''] = link.exec(text) ?? [];
    const sent = store.requests.slice(before).filter(({ method }) => method === 'PUT');
    expect(sent.filter(({ path }) => path !== new URL(url).pathname)).toEqual([]);
  });

  it('links at every cursor', async () => {
    await editor.open('cursors.md');
    await editor.command('Add Cursor Above');
    await copyPicture();
    await editor.paste();
    const text = await editor.untilText((seen) => seen.split('\n').every((line) => link.test(line)));
    expect(text.replaceAll(new RegExp(link, 'g'), 'LINK')).toBe('aLINK\nbLINK');
  });

  it('leaves cells of a spreadsheet to be text, unless the picture is asked for', async () => {
    await editor.open('sheet.md');
    const html = '<table><tr><td>1</td><td>2</td></tr></table>';
    await editor.copy({ 'text/plain': '1\t2', 'text/html': html, 'image/png': png('gradient.png') });
    await editor.paste();
    // A paste that takes its time is a space in the text on the screen.
    const text = await editor.untilText((seen) => seen.includes('1'));
    expect([link.test(text), placeholder.test(text)]).toEqual([false, false]);
    await editor.chooseAction('Upload image to OSS');
    await editor.untilText((seen) => link.test(seen));
  });

  it('in a language of its own links that language’s way', async () => {
    await editor.open('page.rst');
    await copyPicture();
    await editor.paste();
    await editor.untilText((text) => /^\.\. image:: http:\S+\n {3}:alt: image$/.test(text));
  });

  it('keeps the picture beside the note when the store refuses it, and says why', async () => {
    store.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    await editor.open('refused.md');
    await copyPicture();
    await editor.paste();
    const text = await editor.untilText((seen) => /!\[image\]\(assets\/[^)]+\.png\)/.test(seen));
    const [, path = ''] = /\((.*)\)/.exec(text) ?? [];
    expect(readFileSync(scene.path(path)).subarray(1, 4).toString()).toBe('PNG');
    await editor.untilNotified(/kept beside the note/);
    const ledger = scene.read('.imbed/ledger.jsonl');
    expect(ledger).toContain('"type":"pending"');
    await editor.choose(/kept beside the note/, 'Test connection');
    await editor.untilSeen('the report', editor.page.locator('.tab.active', { hasText: 'Test connection' }));
    // Keys that are pressed now go to the report.
    await editor.open('drop.md');
  });

  it('in a note that was never saved links it as in any other, and keeps what the store refuses', async () => {
    await editor.command('File: New Untitled Text File');
    await editor.untilText((seen) => seen === '');
    await copyPicture();
    await editor.paste();
    await editor.untilText((seen) => link.test(seen));
    store.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    await copyPicture();
    await editor.paste();
    await editor.untilText((seen) => /!\[image\]\(assets\/[^)]+\.png\)$/.test(seen));
  });
});

describe('dropping pictures', () => {
  it('links them in their order, whichever is there first', async () => {
    await editor.open('drop.md');
    const names = ['gradient.png', 'gradient.gif', 'gradient.jpg'];
    await editor.drop(names.map((name) => join(pictures, name)));
    const linked = /!\[gradient\]\(http:[^)]+\.(\w+)\)/g;
    const text = await editor.untilText((seen) => (seen.match(linked) ?? []).length === 3);
    expect([...text.matchAll(linked)].map(([, extension]) => extension)).toEqual(['png', 'gif', 'jpg']);
  });

  it('brings a picture of a web page into the bucket, of which only the address comes', async () => {
    await editor.open('web.md');
    await editor.drop(
      [],
      [
        { mimeType: 'text/uri-list', data: site.url },
        { mimeType: 'text/html', data: `<img src="${site.url}">` },
      ],
    );
    const linked = /!\[gradient\]\((http:[^)]+)\)/;
    const [, url = ''] = linked.exec(await editor.untilText((text) => linked.test(text))) ?? [];
    expect(url).toContain(store.endpoint);
    await bytesAt(url);
  });
});
