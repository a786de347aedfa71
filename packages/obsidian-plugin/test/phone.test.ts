import { uniquePicture } from '@imbed/core/testing';
import { describe, expect, it } from 'vitest';
import { paste } from './host/clipboard.ts';
import type { Host } from './host/host.ts';
import type { MarkdownView } from './host/markdown-view.ts';
import { noticeTexts } from './host/ui.ts';
import { createScene, pictureFile, until } from './scene.ts';

const scene = createScene();
const MIB = 1024 * 1024;

/** As a camera gives it. */
function photo(bytes: number): File {
  return new File(
    [new Uint8Array(uniquePicture('photo', String(bytes))), new Uint8Array(bytes)],
    'photo.png',
    {
      type: 'image/png',
    },
  );
}

/** That nobody may read. */
function huge(): File {
  const file = Object.defineProperty(pictureFile('huge', 'huge.png'), 'size', { value: 33 * MIB });
  return Object.defineProperty(file, 'arrayBuffer', {
    value: () => Promise.reject(new Error('out of memory')),
  });
}

async function openOn(platform: 'ios' | 'android' | 'desktop', init: Parameters<typeof scene.start>[0] = {}) {
  const host = await scene.start({ platform, ...init });
  const view = await host.open('Note.md');
  view.editor.setCursor(view.editor.offsetToPos(view.getViewData().length));
  return { host, view };
}

const pillOf = (view: MarkdownView) => view.containerEl.querySelector('.imbed-pill')?.textContent;
const linked = (view: MarkdownView) => until(() => expect(view.getViewData()).toMatch(/\]\(http/));
const partsSince = (start: number) =>
  scene.server.requests.slice(start).filter(({ query }) => query.has('partNumber'));

describe('a large image', () => {
  it.each([
    ['android', 3],
    ['desktop', 2],
  ] as const)(
    'goes up from %s in %i parts that it can bear, and the pill tells of each',
    async (platform, count) => {
      const start = scene.server.requests.length;
      const { view } = await openOn(platform);
      const shown = new Set<string>();
      const observer = new MutationObserver(() => shown.add(pillOf(view) ?? ''));
      observer.observe(view.contentView.contentDOM, { childList: true, subtree: true });
      paste(view, { files: [photo(12 * MIB + count)] });
      await linked(view);
      observer.disconnect();
      expect(partsSince(start).length).toBe(count);
      const percents = [...shown].flatMap((text) => /(\d+) %/.exec(text)?.[1] ?? []).map(Number);
      expect(percents.some((percent) => percent > 0 && percent < 100)).toBe(true);
    },
  );

  it('that is cancelled leaves no part in the store', async () => {
    const start = scene.server.requests.length;
    const { view } = await openOn('ios');
    paste(view, { files: [photo(13 * MIB)] });
    await until(() => expect(partsSince(start).length).toBeGreaterThan(0));
    view.containerEl
      .querySelector('.imbed-pill [aria-label="Cancel"]')
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(pillOf(view)).toBeUndefined();
    await until(() =>
      expect(scene.server.requests.slice(start).some(({ method }) => method === 'DELETE')).toBe(true),
    );
    expect(noticeTexts()).toEqual([]);
  });

  it('that would end the app on a phone is left to Obsidian, unread, with a word where to go with it', async () => {
    const start = scene.server.requests.length;
    const { host, view } = await openOn('android');
    const before = view.getViewData();
    paste(view, { files: [pictureFile('small'), huge()] });
    expect(host.app.workspace.leftAlone).toEqual([{ type: 'paste' }]);
    expect(noticeTexts()[0]).toMatch(/^Imbed left the image to Obsidian\..*too large for this device/s);
    expect(noticeTexts()[0]).toContain('upload it from a computer');
    expect([view.getViewData(), scene.server.requests.length]).toEqual([before, start]);
  });

  it('of the vault is refused on a phone as well', async () => {
    const files = { 'Note.md': '![[big.png]]', 'big.png': new Uint8Array(33 * MIB) };
    const { host, view } = await openOn('ios', { files });
    host.run('upload-note');
    await until(() => expect(noticeTexts()[0]).toContain('Problems: 1.'));
    expect(view.getViewData()).toBe('![[big.png]]');
  });
});

describe("what Obsidian's toolbar inserts", () => {
  const wanted = { uploadInserted: true };
  const bytes = () => uniquePicture('photo.png', 'toolbar');

  /** As the toolbar does it: the file first, then its link. */
  async function insert(host: Host, view: MarkdownView) {
    await host.app.vault.createBinary('photo.png', new Uint8Array(bytes()).buffer);
    view.editor.replaceSelection('![[photo.png]]');
  }

  /** Time enough for whatever might happen. */
  async function settled(host: Host) {
    const other = await host.open('Other.md', { newPane: true });
    paste(other, { files: [pictureFile('settled', 'other.png')] });
    await linked(other);
  }

  it('is uploaded on phones, for who wants it', async () => {
    const { host, view } = await openOn('ios', { plugin: wanted });
    await insert(host, view);
    await linked(view);
    expect(view.getViewData()).not.toContain('photo.png]]');
    expect(host.app.vault.getFileByPath('photo.png')).not.toBeNull();
  });

  it('is not sent any more when it is taken back meanwhile', async () => {
    const start = scene.server.requests.length;
    const { host, view } = await openOn('ios', { plugin: wanted });
    const before = view.getViewData();
    const release = scene.hold();
    await insert(host, view);
    await until(() => expect(scene.server.requests.length).toBeGreaterThan(start));
    view.editor.undo();
    release();
    await until(() => expect(noticeTexts().at(-1)).toContain('Stopped before the end.'));
    expect(view.getViewData()).toBe(before);
    expect(scene.server.requests.slice(start).filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  it.each([
    ['unless it is wanted', 'ios', {}],
    ['on the desktop', 'desktop', wanted],
  ] as const)('is left alone %s', async (_, platform, plugin) => {
    const { host, view } = await openOn(platform, { plugin });
    await insert(host, view);
    await settled(host);
    expect(view.getViewData()).toContain('![[photo.png]]');
  });

  it('is none of it when sync brings the file and the note', async () => {
    const { host, view } = await openOn('android', { plugin: wanted });
    host.write('photo.png', new Uint8Array(bytes()));
    host.write('Note.md', `${view.getViewData()}![[photo.png]]\n`);
    await until(() => expect(view.getViewData()).toContain('![[photo.png]]'));
    await settled(host);
    expect(view.getViewData()).toContain('![[photo.png]]');
  });

  it('is none of it what the plugin itself downloads', async () => {
    const picture = uniquePicture('photo.png', 'downloaded');
    const { host, view } = await openOn('android', { plugin: wanted });
    paste(view, { files: [new File([new Uint8Array(picture)], 'down.png', { type: 'image/png' })] });
    await linked(view);
    // What is in the editor comes to the disk a little later.
    const saved = Promise.withResolvers<void>();
    const save = view.save.bind(view);
    view.save = () => (view.getViewData().includes('](http') ? save() : saved.promise.then(save));
    host.run('download-note');
    await until(() => expect(view.getViewData()).not.toContain('](http'));
    expect(await host.app.vault.adapter.read('Note.md')).toContain('](http');
    saved.resolve();
    await until(() => expect(noticeTexts().join()).toContain('Notes changed: 1.'));
    await settled(host);
    expect(view.getViewData()).not.toContain('](http');
  });

  it('is none of it when an old file is linked', async () => {
    const files = { 'Note.md': '', 'photo.png': bytes() };
    const { host, view } = await openOn('ios', { plugin: wanted, files });
    view.editor.replaceSelection('![[photo.png]]');
    await settled(host);
    expect(view.getViewData()).toBe('![[photo.png]]');
  });
});
