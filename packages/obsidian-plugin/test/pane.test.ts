import { uniquePicture } from '@imbed/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { paste } from './host/clipboard.ts';
import type { Host } from './host/host.ts';
import { ItemView } from './host/item-view.ts';
import { noticeTexts, openMenus, openModals, shownNotices } from './host/ui.ts';
import { createScene, pictureFile, until } from './scene.ts';

const scene = createScene();
const picture = (text: string) => uniquePicture('cat.png', text);
const files = { 'pics/cat.png': picture('cat'), 'Other.md': '' };

let clipboard: string[] = [];
beforeEach(() => {
  clipboard = [];
  const writeText = async (text: string) => void clipboard.push(text);
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
});
afterEach(() => {
  Reflect.deleteProperty(navigator, 'clipboard');
  scene.server.intercept(undefined);
});

/** The pane as a person sees it. */
async function openPane(host: Host) {
  host.run('open-images');
  await until(() => expect(host.app.workspace.getLeavesOfType('imbed-images').length).toBe(1));
  const [leaf] = host.app.workspace.getLeavesOfType('imbed-images');
  if (!(leaf?.view instanceof ItemView)) throw new Error('no pane');
  const { containerEl } = leaf.view;
  const all = (selector: string) => [...containerEl.querySelectorAll<HTMLElement>(selector)];
  const textsOf = (selector: string) => all(selector).map(({ textContent }) => textContent);
  const press = (title: string, row = 0) => {
    const found = all('.imbed-row')[row]?.querySelectorAll<HTMLElement>('button') ?? [];
    const button = [...found].find((one) => one.getAttribute('aria-label') === title);
    if (button === undefined) throw new Error(`no such button: ${title}`);
    button.click();
  };
  return {
    ...{ leaf, containerEl, press },
    titles: () => textsOf('.imbed-row-title'),
    details: () => textsOf('.imbed-row-detail'),
    pictures: () => all('.imbed-row img').map((image) => image.getAttribute('src')),
    empty: () => textsOf('.imbed-pane-empty')[0],
    tab: (title: string) =>
      all('.imbed-tab')
        .find(({ textContent }) => textContent === title)
        ?.click(),
    pressWide: () => all('.imbed-pane-all')[0]?.click(),
  };
}

async function openNote(text: string, init: Parameters<typeof scene.start>[0] = {}) {
  const host = await scene.start({ ...init, files: { ...files, 'Note.md': text, ...init.files } });
  const view = await host.open('Note.md');
  return { host, view };
}

const uploaded = async (host: Host) => {
  host.run('upload-note');
  await until(() => expect(noticeTexts()[0]).toMatch(/^Images: /));
  shownNotices.length = 0;
};

describe('the images of the note', () => {
  it('are listed by where they are, with pictures, in their order', async () => {
    const { host } = await openNote('![[cat.png]] ![](https://example.com/a/dog.png) ![](gone.png)');
    const pane = await openPane(host);
    await until(() => expect(pane.titles()).toEqual(['cat.png', 'dog.png', 'gone.png']));
    expect(pane.details()).toEqual([
      expect.stringMatching(/^In the vault · 1 kB$/),
      'On example.com',
      'There is no such image',
    ]);
    expect(pane.pictures()).toEqual([
      expect.stringMatching(/^app:\/\/vault\/pics\/cat\.png/),
      'https://example.com/a/dog.png',
    ]);
  });

  it('follow what is typed, and the note that comes to the front, without reading the vault again', async () => {
    const { host, view } = await openNote('![[cat.png]]');
    const pane = await openPane(host);
    await until(() => expect(pane.titles()).toEqual(['cat.png']));
    const { adapter } = host.app.vault;
    const [list, read] = [vi.spyOn(adapter, 'list'), vi.spyOn(adapter, 'readBinary')];
    view.editor.replaceSelection('![](https://example.com/new.png) ');
    await until(() => expect(pane.titles()).toEqual(['new.png', 'cat.png']));
    expect([list.mock.calls, read.mock.calls]).toEqual([[], []]);
    await host.open('Other.md');
    await until(() => expect(pane.empty()).toBe('This note has no images. Paste or drop one.'));
  });

  it('show an upload on its way and its end, and a failed one that can be tried again', async () => {
    const { host, view } = await openNote('');
    const pane = await openPane(host);
    const release = scene.hold();
    paste(view, { files: [pictureFile('pane', 'boat.png')] });
    await until(() => expect(pane.details()).toEqual(['On its way']));
    pane.press('Cancel');
    await until(() => expect(pane.titles()).toEqual([]));
    release();
    view.editor.replaceSelection('![Uploading lost.png…](uploading:abcdefgh12345678)');
    await until(() => expect(pane.details()).toEqual(['Not uploaded']));
    pane.press('Remove');
    await until(() => expect(view.getViewData()).toBe(''));
  });

  it('show an upload that fails when it does, and begin none twice', async () => {
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    scene.server.intercept(() => ({ kind: 'stall', until: answered }));
    const { host, view } = await openNote('', { files: { assets: 'a file in the way' } });
    const pane = await openPane(host);
    paste(view, { files: [pictureFile('failing', 'boat.png')] });
    await until(() => expect(pane.details()).toEqual(['On its way']));
    scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    answer();
    await until(() => expect(pane.details()).toEqual(['Not uploaded']));
    shownNotices.length = 0;
    scene.server.intercept(undefined);
    pane.press('Try again');
    pane.press('Try again');
    await until(() => expect(view.getViewData()).toMatch(/^!\[boat\]\(http/));
    paste(view, { files: [pictureFile('another one')] });
    await until(() => expect(view.getViewData().match(/\(http/g)).toHaveLength(2));
    expect(noticeTexts()).toEqual([]);
  });

  it('can be uploaded, copied, found in the note and deleted from there', async () => {
    const { host, view } = await openNote('text\n\n![a cat](pics/cat.png)');
    const pane = await openPane(host);
    await until(() => expect(pane.titles()).toEqual(['cat.png']));
    pane.press('Upload');
    await until(() => expect(pane.details()).toEqual(['In the store']));
    pane.press('Copy link');
    await until(() => expect(clipboard).toEqual([view.getViewData().slice('text\n\n'.length)]));
    pane.press('Show in the note');
    await until(() => expect(view.editor.getSelection()).toBe(clipboard[0]));
    pane.press('More');
    openMenus[0]?.choose('Delete from the store');
    await until(() => expect(openModals.length).toBe(1));
    openModals[0]?.press('Delete');
    await until(() => expect(pane.empty()).toContain('no images'));
  });

  it('need a note, and a plugin that is set up', async () => {
    const pane = await openPane(await scene.start());
    await until(() => expect(pane.empty()).toBe('Open a note to see its images.'));
    const other = await openPane(await scene.start({ data: null }));
    await until(() => expect(other.empty()).toContain('not set up yet'));
  });

  it('are reached with the keyboard, and what has the focus keeps it when the list is drawn anew', async () => {
    const { host, view } = await openNote('![[cat.png]]');
    const pane = await openPane(host);
    await until(() => expect(pane.titles()).toEqual(['cat.png']));
    const rows = [...pane.containerEl.querySelectorAll<HTMLElement>('.imbed-row')];
    const controls = [...(rows[0]?.querySelectorAll<HTMLElement>('button') ?? [])];
    expect(controls.length).toBe(4);
    controls[1]?.focus();
    view.editor.replaceSelection('![](https://example.com/new.png) ');
    await until(() => expect(pane.titles().length).toBe(2));
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Upload');
    expect(document.activeElement).not.toBe(controls[1]);
  });
});

describe('what waits', () => {
  it('is listed with the reason, and is gone when all was uploaded', async () => {
    scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    const { host, view } = await openNote('');
    const pane = await openPane(host);
    pane.tab('Waiting');
    await until(() => expect(pane.empty()).toBe('Nothing waits to be uploaded.'));
    paste(view, { files: [pictureFile('later', 'boat.png')] });
    await until(() => expect(pane.titles()).toEqual(['assets/boat.png']));
    expect(pane.details()[0]).toMatch(/^Waiting: /);
    await view.save();
    scene.server.intercept(undefined);
    shownNotices.length = 0;
    pane.pressWide();
    await until(() => expect(pane.empty()).toBe('Nothing waits to be uploaded.'));
    expect(view.getViewData()).toMatch(/\(http/);
    await until(() => expect(noticeTexts()).toEqual(['Images: 1. Notes changed: 1.']));
  });

  it('can stay in the vault for good', async () => {
    scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    const { host, view } = await openNote('');
    const pane = await openPane(host);
    pane.tab('Waiting');
    paste(view, { files: [pictureFile('stays', 'boat.png')] });
    await until(() => expect(pane.titles()).toEqual(['assets/boat.png']));
    pane.press('More');
    openMenus.at(-1)?.choose('Leave in the vault');
    await until(() => expect(pane.empty()).toBe('Nothing waits to be uploaded.'));
    expect(view.getViewData()).toContain('![[boat.png]]');
  });

  it('is given up after a day when no note shows it, and that is no upload', async () => {
    const [sha256, at] = ['0'.repeat(64), '2026-01-02T03:04:05.678Z'];
    const path = 'pics/cat.png';
    const size = files[path].length;
    const waits = {
      type: 'pending',
      sha256,
      size,
      path,
      profile: 'default',
      role: 'primary',
      note: 'Note.md',
    };
    const ledger = `${JSON.stringify({ ...waits, error: 'network/timeout', at })}\n`;
    const { host } = await openNote('', { files: { '.imbed/ledger.jsonl': ledger } });
    host.run('sync-pending');
    await until(() => expect(noticeTexts()[0]).toMatch(/^Not waited for any more: 1\./));
  });
});

describe('one that waits', () => {
  it('is uploaded alone, and the others go on waiting', async () => {
    scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    const { host, view } = await openNote('');
    const pane = await openPane(host);
    pane.tab('Waiting');
    paste(view, { files: [pictureFile('first', 'boat.png'), pictureFile('second', 'cow.png')] });
    await until(() => expect([...pane.titles()].sort()).toEqual(['assets/boat.png', 'assets/cow.png']));
    await view.save();
    scene.server.intercept(undefined);
    pane.press('Upload', pane.titles().indexOf('assets/cow.png'));
    await until(() => expect(pane.titles()).toEqual(['assets/boat.png']));
    expect(view.getViewData()).toMatch(/!\[\[boat\.png\]\]\n!\[[^\]]*\]\(http/);
  });
});

describe('what was uploaded', () => {
  it('is listed newest first, and can be copied and deleted', async () => {
    const { host, view } = await openNote('![a cat](pics/cat.png)');
    const pane = await openPane(host);
    pane.tab('Uploaded');
    await until(() => expect(pane.empty()).toBe('Nothing was uploaded in this vault yet.'));
    await uploaded(host);
    await until(() => expect(pane.titles()).toEqual(['cat.png']));
    const url = /\((.+)\)/.exec(view.getViewData())?.[1] ?? '';
    expect([pane.details()[0], pane.pictures()]).toEqual([
      expect.stringMatching(/ · default · 1 kB$/),
      [url],
    ]);
    pane.press('Copy link');
    await until(() => expect(clipboard).toEqual([`![cat](${url})`]));
    pane.press('More');
    openMenus[0]?.choose('Delete from the store');
    await until(() => expect(openModals[0]?.lines()).toEqual(['Note.md: line 1']));
    openModals[0]?.close();
  });
});

describe('the status bar', () => {
  const bar = ({ app }: Host) => app.statusBar[0]?.textContent;

  it('has the profile and how many images wait, and leads to the rest', async () => {
    scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    const { host, view } = await openNote('');
    await until(() => expect(bar(host)).toBe('Imbed · default'));
    paste(view, { files: [pictureFile('bar', 'boat.png')] });
    await until(() => expect(bar(host)).toBe('Imbed · default · 1 waiting'));
    host.app.statusBar[0]?.click();
    expect(openMenus[0]?.items.map(({ title, isChecked }) => [title, isChecked])).toEqual([
      ['default', true],
      ['Upload images that are pending', false],
      ['Open the images pane', false],
      ['Test connection', false],
    ]);
    await view.save();
    scene.server.intercept(undefined);
    openMenus[0]?.choose('Upload images that are pending');
    await until(() => expect(bar(host)).toBe('Imbed · default'));
  });

  it('switches the profile, with the keyboard too', async () => {
    const profiles = {
      default: { provider: 'custom', bucket: 'a' },
      work: { provider: 'custom', bucket: 'b' },
    };
    const host = await scene.start({ data: { settings: { profiles } } });
    host.app.statusBar[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    openMenus[0]?.choose('work');
    await until(() => expect(bar(host)).toBe('Imbed · work'));
  });

  it('says that the plugin is not set up, and is not on phones', async () => {
    const host = await scene.start({ data: null });
    await until(() => expect(bar(host)).toBe('Imbed · not set up'));
    expect((await scene.start({ platform: 'android' })).app.statusBar).toEqual([]);
  });
});
