import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { uniquePicture } from '@imbed/core/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from './host/host.ts';
import type { MarkdownView } from './host/markdown-view.ts';
import { type FuzzySuggestModal, Menu, noticeTexts, openModals, shownNotices } from './host/ui.ts';
import { createScene, until } from './scene.ts';

const scene = createScene();
const stored = /!\[([^\]]*)\]\((http:\/\/127\.0\.0\.1[^)]+)\)/;
const picture = (text: string) => uniquePicture('cat.png', text);

/** A site that is none of ours; under a name of the wide world, for addresses of this machine are never fetched. */
let site: Server;
let web = '';
beforeAll(async () => {
  site = createServer((request, answer) => {
    if (request.url === '/gone.png') answer.writeHead(404).end();
    else answer.writeHead(200, { 'content-type': 'image/png' }).end(picture(request.url ?? ''));
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  web = `http://pictures.example:${(site.address() as AddressInfo).port}`;
});
afterAll(() => site.close());

let clipboard: string[] = [];
beforeEach(() => {
  clipboard = [];
  const writeText = async (text: string) => void clipboard.push(text);
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
});
afterEach(() => Reflect.deleteProperty(navigator, 'clipboard'));

const reported = () => until(() => expect(noticeTexts()[0]).toMatch(/^Images: /));
const put = (view: MarkdownView, text: string) =>
  view.editor.setCursor(view.editor.offsetToPos(view.getViewData().indexOf(text) + 2));
const menuOf = (host: Host, event: string, ...data: unknown[]) => {
  const menu = new Menu();
  host.app.workspace.trigger(event, menu, ...data);
  return menu;
};

async function open(text: string, init: Parameters<typeof scene.start>[0] = {}) {
  const files = { 'Note.md': text, 'pics/cat.png': picture('cat'), 'pics/dog.png': picture('dog') };
  const host = await scene.start({ ...init, files: { ...files, ...init.files } });
  return { host, view: await host.open('Note.md') };
}

/** A note whose cat is in the store. */
async function openStored(more = '', files: Record<string, string> = {}) {
  const { host, view } = await open(`![a cat|300](pics/cat.png)\n${more}`, { files });
  put(view, 'a cat');
  host.run('upload-this');
  await reported();
  shownNotices.length = 0;
  const [link = '', alt, url = ''] = stored.exec(view.getViewData()) ?? [];
  expect(alt).toBe('a cat|300');
  return { host, view, url, link };
}

const isThere = async (url: string) => (await fetch(url)).status === 200;

describe('the image under the cursor', () => {
  it('is uploaded alone, and one undo takes the link back', async () => {
    const { host, view } = await open('![[cat.png|300]] ![[dog.png]]\n');
    put(view, '![[cat');
    host.run('upload-this');
    await reported();
    expect(view.getViewData()).toMatch(/^!\[300\]\(http[^)]+\) !\[\[dog\.png\]\]\n$/);
    view.editor.undo();
    expect(view.getViewData()).toBe('![[cat.png|300]] ![[dog.png]]\n');
  });

  it('is re-hosted from another site, and no other one of the note', async () => {
    const { host, view } = await open(`![x](${web}/a.png)\n![y](${web}/b.png)\n`);
    put(view, `![x](${web}`);
    host.run('upload-this');
    await reported();
    expect(view.getViewData()).toMatch(/^!\[x\]\(http:\/\/127[^)]+\)\n!\[y\]\(http:\/\/pictures/);
  });

  it('is downloaded into the folder that Obsidian has for attachments', async () => {
    const { host, view } = await open(`![x](${web}/a.png)`, { attachmentFolder: './files' });
    put(view, '![x]');
    host.run('download-this');
    await reported();
    expect(view.getViewData()).toBe('![x](files/a.png)');
    expect(host.app.vault.getFileByPath('files/a.png')).not.toBeNull();
  });

  it('has no commands where there is none', async () => {
    const { host, view } = await open('text ![[cat.png]]');
    view.editor.setCursor(0);
    expect(host.available()).not.toContain('Upload the image under the cursor');
    put(view, '![[');
    expect(host.available()).toContain('Upload the image under the cursor');
    expect(host.available()).not.toContain('Delete the image under the cursor from the store');
  });

  it('of a private address is not fetched, whoever wrote the note', async () => {
    const local = web.replace('pictures.example', '127.0.0.1');
    const { host, view } = await open(`![x](${local}/a.png)`);
    put(view, '![x]');
    host.run('upload-this');
    await reported();
    expect(view.getViewData()).toBe(`![x](${local}/a.png)`);
    expect(openModals[0]?.lines().join()).toContain('in your own network');
  });
});

describe('the link of an image', () => {
  it('is copied in each form, with what the note says of it', async () => {
    const { host, view, url, link } = await openStored();
    put(view, '![a cat');
    for (const form of ['markdown', 'html', 'url']) host.run(`copy-as-${form}`);
    await until(() => expect(clipboard.length).toBe(3));
    expect(clipboard).toEqual([link, `<img src="${url}" alt="a cat" width="300">`, url]);
    expect(host.available()).not.toContain('Copy link of the image as wiki link');
  });

  it('of a file is that of the store, if it has one; a wiki link is one to the file', async () => {
    const { host, view, url } = await openStored('\n![[cat.png]]\n![[dog.png]]');
    put(view, '![[cat');
    host.run('copy-as-url');
    host.run('copy-as-wiki');
    await until(() => expect(clipboard.toSorted()).toEqual(['![[cat.png]]', url].toSorted()));
    put(view, '![[dog');
    host.run('copy-as-markdown');
    await until(() => expect(noticeTexts()).toContain('This image is not in a store yet.'));
  });
});

describe('deleting an image', () => {
  it('names what else shows it first, then takes away the object and the link of this note', async () => {
    const { host, view, url } = await openStored('text\n');
    host.write('Other.md', `one\n![](${url})\n`);
    put(view, '![a cat');
    host.run('delete-this');
    await until(() => expect(openModals.length).toBe(1));
    expect(openModals[0]?.lines()).toEqual(['Other.md: line 2']);
    expect(openModals[0]?.contentEl.textContent).toContain('A copy stays in the vault: pics/cat.png');
    openModals[0]?.press('Delete');
    await until(() => expect(noticeTexts()).toEqual([expect.stringMatching(/is deleted\.$/)]));
    expect(await isThere(url)).toBe(false);
    expect(view.getViewData()).toBe('\ntext\n');
    expect(host.read('Other.md')).toBe(`one\n![](${url})\n`);
  });

  it('does nothing after a no', async () => {
    const { host, view, url } = await openStored();
    put(view, '![a cat');
    host.run('delete-this');
    await until(() => expect(openModals.length).toBe(1));
    expect(openModals[0]?.contentEl.textContent).toContain('Nothing else in the vault shows it.');
    openModals[0]?.press('Cancel');
    expect([await isThere(url), view.getViewData().includes(url)]).toEqual([true, true]);
  });

  it('leaves the link where the store refuses, and says why', async () => {
    const { host, view, url } = await openStored();
    put(view, '![a cat');
    scene.server.intercept(({ method }) =>
      method === 'DELETE' ? { kind: 'refuse', code: 'AccessDenied', status: 403 } : undefined,
    );
    host.run('delete-this');
    await until(() => expect(openModals.length).toBe(1));
    openModals[0]?.press('Delete');
    await until(() => expect(noticeTexts().length).toBe(1));
    expect([await isThere(url), view.getViewData().includes(url)]).toEqual([true, true]);
  });

  it('is not for images of other sites', async () => {
    const { host, view } = await open(`![x](${web}/a.png)`);
    put(view, '![x]');
    host.run('delete-this');
    await until(() => expect(noticeTexts()).toEqual(['This image is not in one of your stores.']));
  });
});

describe('the menus', () => {
  const titles = ({ items }: Menu) => items.map(({ title }) => title);

  it('of the editor offer what can be done with the image under the cursor', async () => {
    const { host, view } = await openStored(`\n![x](${web}/a.png)`);
    const menu = () => titles(menuOf(host, 'editor-menu', view.editor, view));
    put(view, '![a cat');
    expect(menu()).toEqual([
      'Upload all images in this note',
      'Copy link of this image as…',
      'Download this image',
      'Delete this image from the store…',
    ]);
    put(view, '![x]');
    expect(menu()).toContain('Upload this image');
    expect(menu()).not.toContain('Delete this image from the store…');
    view.editor.setCursor(view.editor.offsetToPos(view.getViewData().length));
    view.editor.replaceSelection('\ntext');
    expect(menu()).toEqual(['Upload all images in this note']);
  });

  it('of an address offer the same for images, and nothing for pages', async () => {
    const { host, view, url } = await openStored(`\n![x](${web}/a.png)`);
    const foreign = menuOf(host, 'url-menu', `${web}/a.png`);
    expect(titles(foreign)).toContain('Upload this image');
    expect(titles(menuOf(host, 'url-menu', url))).toContain('Delete this image from the store…');
    expect(titles(menuOf(host, 'url-menu', 'https://example.com/page'))).toEqual([]);
    foreign.choose('Upload this image');
    await reported();
    expect(view.getViewData()).not.toContain(web);
  });

  it('let the form of the link be chosen', async () => {
    const { host, view, url } = await openStored();
    put(view, '![a cat');
    menuOf(host, 'editor-menu', view.editor, view).choose('Copy link of this image as…');
    (openModals[0] as FuzzySuggestModal<unknown>).choose('Copy address of the image');
    await until(() => expect(clipboard).toEqual([url]));
  });
});

describe('"re-host" and "download"', () => {
  const files = { 'Other.md': '', 'a/One.md': '', 'b/Two.md': '' };

  it('re-host the foreign images of a note and leave its files alone; what fails stays, with the reason', async () => {
    const { host, view } = await open(`![x](${web}/a.png) ![[cat.png]] ![y](${web}/gone.png)`);
    host.run('rehost-note');
    await reported();
    expect(view.getViewData()).toMatch(
      /^!\[x\]\(http:\/\/127[^)]+\) !\[\[cat\.png\]\] !\[y\]\(http:\/\/pictures/,
    );
    expect(openModals[0]?.lines()).toEqual([expect.stringMatching(/HTTP 404/)]);
  });

  it('of a folder and of the vault show what would change, note by note, before anything does', async () => {
    const one = { ...files, 'a/One.md': `![x](${web}/a.png)`, 'b/Two.md': `![y](${web}/b.png)` };
    const { host } = await open('', { files: one });
    host.run('rehost-vault');
    await until(() => expect(openModals.length).toBe(1));
    expect(openModals[0]?.titleEl.textContent).toBe('2 images in 2 notes will change');
    expect(openModals[0]?.contentEl.textContent).toContain('a/One.md (1)');
    openModals[0]?.press('Cancel');
    expect(host.read('a/One.md')).toBe(one['a/One.md']);
    await host.open('a/One.md');
    host.run('download-folder');
    await until(() => expect(openModals.length).toBe(1));
    openModals[0]?.press('Go on');
    await reported();
    expect(host.read('a/One.md')).toBe('![x](../assets/a.png)');
    expect(host.read('b/Two.md')).toBe(one['b/Two.md']);
  });

  it('can be stopped while it looks, and while it works', async () => {
    const { host, view } = await open(`![x](${web}/a.png)`);
    const release = scene.hold();
    host.run('rehost-note');
    await until(() => expect(noticeTexts()[0]).toMatch(/1 notes/));
    shownNotices[0]?.messageEl.querySelector('button')?.click();
    release();
    await reported();
    expect(noticeTexts()[0]).toContain('Stopped before the end.');
    expect(view.getViewData()).toBe(`![x](${web}/a.png)`);
  });
});
