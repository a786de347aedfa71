import { uniquePicture } from '@imbed/core/testing';
import { afterEach, expect, it, vi } from 'vitest';
import type { FuzzySuggestModal } from './host/ui.ts';
import { Menu, noticeTexts, openModals } from './host/ui.ts';
import { createScene, pictureFile, until } from './scene.ts';

const scene = createScene();
const picture = () => uniquePicture('cat.png', 'a cat');
const choose = (text: string) => (openModals.at(-1) as FuzzySuggestModal<unknown>).choose(text);

/** What is in the clipboard of this device. */
function useClipboard(items: readonly { readonly type: string; readonly file: Blob }[] = []): string[] {
  const written: string[] = [];
  const read = async () => items.map(({ type, file }) => ({ types: [type], getType: async () => file }));
  Object.defineProperty(navigator, 'clipboard', {
    value: { read, writeText: async (text: string) => written.push(text) },
    configurable: true,
  });
  return written;
}
afterEach(() => Reflect.deleteProperty(navigator, 'clipboard'));

it('the chosen image of the vault is uploaded and linked in the open note', async () => {
  const host = await scene.start({ files: { 'Note.md': '', 'pictures/cat.png': picture() } });
  const view = await host.open('Note.md');
  host.run('upload-image');
  choose('pictures/cat.png');
  await until(() => expect(view.getViewData()).toMatch(/^!\[cat\]\(http[^)]+\)$/));
  const url = /\((.+)\)/.exec(view.getViewData())?.[1] ?? '';
  expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(new Uint8Array(picture()));
});

it('without a note the link goes to the clipboard', async () => {
  const written = useClipboard();
  const host = await scene.start({ files: { 'cat.png': picture() } });
  host.run('upload-image');
  choose('cat.png');
  await until(() => expect(written).toEqual([expect.stringMatching(/^!\[cat\]\(http[^)]+\)$/)]));
});

it('an image that cannot be stored stays what it is, and the note points at it', async () => {
  const host = await scene.start({ files: { 'Note.md': '', 'cat.png': picture() }, secrets: {} });
  const view = await host.open('Note.md');
  host.run('upload-image');
  choose('cat.png');
  await until(() => expect(view.getViewData()).toBe('![[cat.png]]'));
  expect(host.read('.imbed/ledger.jsonl')).toContain('"pending"');
});

it('an image that is larger than the profile allows stays what it is, and the note points at it', async () => {
  const files = { 'Note.md': '', 'cat.png': picture() };
  const host = await scene.start({ files, profile: { maxBytes: 10 } });
  const view = await host.open('Note.md');
  host.run('upload-image');
  choose('cat.png');
  await until(() => expect(view.getViewData()).toBe('![[cat.png]]'));
  expect(noticeTexts()).toEqual([expect.stringMatching(/^cat\.png was not uploaded/)]);
});

it('a closed store is named as closed', async () => {
  const host = await scene.start({
    files: { 'cat.png': picture() },
    profile: { provider: 'meituan-mss', bucket: 'x' },
  });
  host.run('upload-image');
  choose('cat.png');
  await until(() => expect(noticeTexts()).toEqual([expect.stringMatching(/no longer exists/)]));
});

it('temporary keys go with the session token that was chosen for them', async () => {
  const before = scene.server.requests.length;
  const secrets = { 'key-id': 'WRITERKEY', 'key-secret': 'writer-secret', 'key-token': 'of-an-hour' };
  const names = { sessionToken: 'key-token' };
  const host = await scene.start({ files: { 'cat.png': picture() }, secrets, names });
  host.run('upload-image');
  choose('cat.png');
  await until(() => expect(scene.server.requests.length).toBeGreaterThan(before));
  expect(scene.server.requests[before]?.headers).toMatchObject({ 'x-amz-security-token': 'of-an-hour' });
});

it('pictures of the device are uploaded, on a phone too, but what that cannot bear leaves no placeholder', async () => {
  const host = await scene.start({ files: { 'Note.md': '' }, platform: 'ios' });
  const view = await host.open('Note.md');
  const click = vi.spyOn(HTMLElement.prototype, 'click').mockImplementation(function (this: HTMLElement) {
    const huge = Object.defineProperty(pictureFile('huge', 'huge.png'), 'size', { value: 2 ** 26 });
    Object.defineProperty(this, 'files', { value: [huge, pictureFile('camera', 'beach.png')] });
    this.dispatchEvent(new Event('change'));
  });
  host.run('upload-from-device');
  click.mockRestore();
  await until(() => expect(view.getViewData()).toMatch(/^!\[beach\]\(http[^)]+\)$/));
  expect(noticeTexts()).toContainEqual(expect.stringMatching(/^huge\.png was not uploaded/));
});

it('"paste as local" keeps the picture in the vault and sends nothing', async () => {
  useClipboard([{ type: 'image/png', file: pictureFile('local') }]);
  const before = scene.server.requests.length;
  const host = await scene.start({ files: { 'Note.md': '' } });
  const view = await host.open('Note.md');
  host.run('paste-as-local');
  await until(() => expect(view.getViewData()).toMatch(/^!\[\[image-[0-9a-f]{8}\.png\]\]$/));
  expect(scene.server.requests.length).toBe(before);
});

it('"paste as local" says when there is no picture', async () => {
  useClipboard([]);
  const host = await scene.start();
  await host.open('Note.md');
  host.run('paste-as-local');
  await until(() => expect(noticeTexts()).toEqual(['There is no image in the clipboard.']));
});

it('until the plugin is set up its commands say so', async () => {
  const host = await scene.start({ data: null });
  await host.open('Note.md');
  host.run('upload-from-device');
  expect(noticeTexts()).toEqual([expect.stringContaining('not set up yet')]);
});

it('commands have Chinese names in a Chinese app', async () => {
  const host = await scene.start({ language: 'zh' });
  await host.open('Note.md');
  expect(host.available()).toContain('上传图片到 OSS');
});

it('the menu of an image file uploads it and copies its link', async () => {
  const written = useClipboard();
  const host = await scene.start({ files: { 'cat.png': picture() } });
  const menu = new Menu();
  host.app.workspace.trigger('file-menu', menu, host.app.vault.getFileByPath('cat.png'));
  menu.choose('Upload image and copy its link');
  await until(() => expect(written).toEqual([expect.stringMatching(/^!\[cat\]\(http[^)]+\)$/)]));
});
