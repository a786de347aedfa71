import { describe, expect, it } from 'vitest';
import { paste } from './host/clipboard.ts';
import { noticeTexts } from './host/ui.ts';
import { linked, openNote, textOf } from './pasting.ts';
import { createScene, pictureFile, until } from './scene.ts';

const scene = createScene();

describe('what is left to Obsidian', () => {
  const excel = { 'text/plain': 'a\tb', 'text/html': '<table></table>', 'text/rtf': '{}' };
  const pdf = new File(['%PDF'], 'a.pdf', { type: 'application/pdf' });
  it.each([
    ['cells of a table', { files: [pictureFile('x')], texts: excel }],
    ['text with its picture', { files: [pictureFile('x')], texts: { 'text/plain': 'words' } }],
    ['text', { texts: { 'text/plain': 'words' } }],
    ['other files', { files: [pdf, pictureFile('x')] }],
  ])('%s', async (_, transfer) => {
    const before = scene.server.requests.length;
    const { host, view } = await openNote(scene);
    paste(view, transfer);
    expect(host.app.workspace.leftAlone).toEqual([{ type: 'paste' }]);
    expect(scene.server.requests.length).toBe(before);
  });

  it.each([
    ['a file that the file manager names as text', { 'text/plain': 'cat.png' }],
    ['an image of the web', { 'text/html': '<img src="https://example.com/cat.png">' }],
  ])('%s is none of it', async (_, texts) => {
    const { view } = await openNote(scene);
    paste(view, { files: [pictureFile('y', 'cat.png')], texts });
    await linked(view);
  });

  it('everything, until the plugin is set up', async () => {
    const { host, view } = await openNote(scene, { data: null });
    paste(view, { files: [pictureFile('z')] });
    expect(host.app.workspace.leftAlone).toEqual([{ type: 'paste' }]);
    expect(noticeTexts()).toEqual([]);
  });

  it('images of a note that says so, and of a note that says nonsense, with the reason', async () => {
    const files = { 'Note.md': '---\nimbed: off\n---\n', 'Other.md': '---\nimbed: remotely\n---\n' };
    const { host, view } = await openNote(scene, { files });
    paste(view, { files: [pictureFile('z')] });
    expect(noticeTexts()).toEqual([]);
    paste(await host.open('Other.md'), { files: [pictureFile('z')] });
    expect(host.app.workspace.leftAlone.length).toBe(2);
    expect(noticeTexts()).toEqual([expect.stringContaining('Imbed left the image to Obsidian')]);
  });

  it('a paste into something that is no note, as a card of a canvas', async () => {
    const { host, view } = await openNote(scene);
    const event = Object.assign(new Event('paste', { cancelable: true }), {
      clipboardData: { files: [pictureFile('card')], types: ['Files'], getData: () => '' },
    });
    host.app.workspace.trigger('editor-paste', event, view.editor, { file: view.file });
    expect(event.defaultPrevented).toBe(false);
  });

  it('a paste that another plugin took', async () => {
    const { host, view } = await openNote(scene);
    const before = textOf(view);
    const event = Object.assign(new Event('paste', { cancelable: true }), {
      clipboardData: { files: [pictureFile('taken')], types: ['Files'], getData: () => '' },
    });
    event.preventDefault();
    host.app.workspace.trigger('editor-paste', event, view.editor, view);
    expect(textOf(view)).toBe(before);
  });

  it('files that sync brings', async () => {
    const before = scene.server.requests.length;
    const { host, view } = await openNote(scene);
    host.write('from-phone.png', new Uint8Array(await pictureFile('sync').arrayBuffer()));
    host.write('Note.md', '![[from-phone.png]]\n');
    await until(() => expect(textOf(view)).toBe('![[from-phone.png]]\n'));
    expect(scene.server.requests.length).toBe(before);
  });
});
