import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { drop, paste } from './host/clipboard.ts';
import type { Host } from './host/host.ts';
import type { MarkdownView } from './host/markdown-view.ts';
import { noticeTexts } from './host/ui.ts';
import { createScene, pictureFile, until } from './scene.ts';

const scene = createScene();
const link = /!\[[^\]]*\]\((http:\/\/127\.0\.0\.1[^)]+)\)/;
const token = /!\[Uploading [^\]]*…\]\(uploading:[a-z0-9]+\)/;

const textOf = (view: MarkdownView) => view.getViewData();
const pills = (view: MarkdownView) => [...view.containerEl.querySelectorAll('.imbed-pill')];
const press = (view: MarkdownView, title: string) => {
  const button = view.containerEl.querySelector(`.imbed-pill [aria-label="${title}"]`);
  button?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
};
const atEnd = (view: MarkdownView) =>
  view.editor.setCursor(view.editor.offsetToPos(view.getViewData().length));
const linked = (view: MarkdownView) =>
  until(() => {
    expect(textOf(view)).toMatch(link);
    expect(textOf(view)).not.toMatch(token);
  });
const draftsOf = ({ vaultPath }: Host) => {
  const folder = join(vaultPath, '.imbed/uploading');
  return existsSync(folder) ? readdirSync(folder) : [];
};

async function openNote(init: Parameters<typeof scene.start>[0] = {}) {
  const host = await scene.start(init);
  const view = await host.open('Note.md');
  atEnd(view);
  return { host, view };
}

describe('a pasted screenshot', () => {
  it('has a pill at once; typing goes on, and the link that anyone can follow takes its place', async () => {
    const release = scene.hold();
    const { host, view } = await openNote();
    paste(view, { files: [pictureFile('first')] });
    expect(textOf(view)).toMatch(token);
    expect(pills(view)[0]?.textContent).toBe('Uploading image…');
    view.editor.replaceSelection(' typed meanwhile');
    release();
    await linked(view);
    expect(textOf(view)).toMatch(/^# Trip\n\nBefore the picture\.\n!\[\]\(http[^)]+\) typed meanwhile$/);
    expect(pills(view)).toEqual([]);
    const answer = await fetch(link.exec(textOf(view))?.[1] ?? '');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(bytes).toEqual(new Uint8Array(await pictureFile('first').arrayBuffer()));
    await until(() => expect(draftsOf(host)).toEqual([]));
    expect([noticeTexts(), host.app.workspace.leftAlone, host.missedModules]).toEqual([[], [], []]);
  });

  it('goes with one undo, which never brings the placeholder back', async () => {
    const { view } = await openNote();
    const before = textOf(view);
    paste(view, { files: [pictureFile('undo')] });
    await linked(view);
    const after = textOf(view);
    view.editor.undo();
    expect(textOf(view)).toBe(before);
    view.editor.redo();
    expect(textOf(view)).toBe(after);
  });

  it('that was undone while it was on its way stays away, and its link is offered', async () => {
    const release = scene.hold();
    const { view } = await openNote();
    const before = textOf(view);
    paste(view, { files: [pictureFile('undone')] });
    view.editor.undo();
    release();
    await until(() => expect(noticeTexts()).toEqual([expect.stringContaining('its place in the note')]));
    expect(textOf(view)).toBe(before);
    view.editor.redo();
    await linked(view);
  });

  it('is cancelled by its pill and leaves nothing', async () => {
    const release = scene.hold();
    const { host, view } = await openNote();
    const before = textOf(view);
    paste(view, { files: [pictureFile('cancelled')] });
    press(view, 'Cancel');
    expect(textOf(view)).toBe(before);
    release();
    await until(() => expect(draftsOf(host)).toEqual([]));
    expect([textOf(view), noticeTexts()]).toEqual([before, []]);
  });

  it('is on the disk of this device until it is in the store', async () => {
    const release = scene.hold();
    const { host, view } = await openNote();
    paste(view, { files: [pictureFile('durable')] });
    await until(() => expect(draftsOf(host).length).toBe(1));
    const draft = readFileSync(join(host.vaultPath, '.imbed/uploading', draftsOf(host)[0] ?? ''));
    expect(new Uint8Array(draft)).toEqual(new Uint8Array(await pictureFile('durable').arrayBuffer()));
    release();
    await linked(view);
  });
});

describe('a note that is not where it was', () => {
  it('gets its link on the disk when another note is shown, which is left alone', async () => {
    const release = scene.hold();
    const { host, view } = await openNote();
    paste(view, { files: [pictureFile('switched')] });
    const other = await host.open('Other.md');
    expect(host.read('Note.md')).toMatch(token);
    release();
    await until(() => expect(host.read('Note.md')).toMatch(link));
    expect(host.read('Note.md')).not.toMatch(token);
    expect([textOf(other), host.read('Other.md')]).toEqual(['Another note.\n', 'Another note.\n']);
  });

  it('that was closed and opened again has its pill and gets its link', async () => {
    const release = scene.hold();
    const { host, view } = await openNote();
    paste(view, { files: [pictureFile('reopened')] });
    await host.open('Other.md');
    const again = await host.open('Note.md');
    expect(pills(again).length).toBe(1);
    release();
    await linked(again);
  });

  it('that was renamed gets its link', async () => {
    const release = scene.hold();
    const { host, view } = await openNote();
    paste(view, { files: [pictureFile('renamed')] });
    await host.open('Other.md');
    const file = host.app.vault.getFileByPath('Note.md');
    if (file !== null) await host.app.vault.rename(file, 'Moved.md');
    release();
    await until(() => expect(host.read('Moved.md')).toMatch(link));
  });

  it('that two panes show gets one link in both', async () => {
    const release = scene.hold();
    const { host, view } = await openNote();
    const second = await host.open('Note.md', { newPane: true });
    paste(view, { files: [pictureFile('two panes')] });
    await view.save();
    await until(() => expect(pills(second).length).toBe(1));
    release();
    await linked(view);
    await linked(second);
    await view.save();
    await second.save();
    expect(textOf(second)).toBe(textOf(view));
    expect(host.read('Note.md').match(/\(http/g)?.length).toBe(1);
  });

  it('that stands in a window of its own has its pill and its link there', async () => {
    const release = scene.hold();
    const { view } = await openNote();
    const other = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true }).window.document;
    other.body.append(view.containerEl);
    view.contentView.setRoot(other);
    paste(view, { files: [pictureFile('pop-out')] });
    expect(pills(view)[0]?.ownerDocument).toBe(other);
    release();
    await linked(view);
    document.body.append(view.containerEl);
  });

  it('whose placeholder was cut is served where it is pasted', async () => {
    const { host, view } = await openNote();
    const release = scene.hold();
    paste(view, { files: [pictureFile('moved')] });
    const cut = token.exec(textOf(view))?.[0] ?? '';
    view.editor.undo();
    release();
    await until(() => expect(noticeTexts().length).toBe(1));
    const other = await host.open('Other.md');
    other.editor.replaceSelection(cut);
    await linked(other);
  });
});

describe('what is dropped', () => {
  it('lands where it was let go, each file with a link of its own, in their order', async () => {
    const { view } = await openNote();
    const files = [pictureFile('one', 'pic 1.png'), pictureFile('two', 'pic 2.png')];
    drop(view, { files }, { line: 2, column: 7 });
    await linked(view);
    expect(textOf(view)).toMatch(
      /\n\nBefore !\[pic 1\]\(http[^)]+\)\n!\[pic 2\]\(http[^)]+\)the picture\.\n$/,
    );
  });

  it.each(['ctrlKey', 'metaKey'] as const)('is left to Obsidian with the %s held', async (key) => {
    const { host, view } = await openNote();
    const before = textOf(view);
    drop(view, { files: [pictureFile('held')] }, { line: 0, column: 0, key });
    expect(host.app.workspace.leftAlone).toEqual([{ type: 'drop' }]);
    expect(textOf(view)).toBe(before);
  });
});

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
    const { host, view } = await openNote();
    paste(view, transfer);
    expect(host.app.workspace.leftAlone).toEqual([{ type: 'paste' }]);
    expect(scene.server.requests.length).toBe(before);
  });

  it.each([
    ['a file that the file manager names as text', { 'text/plain': 'cat.png' }],
    ['an image of the web', { 'text/html': '<img src="https://example.com/cat.png">' }],
  ])('%s is none of it', async (_, texts) => {
    const { view } = await openNote();
    paste(view, { files: [pictureFile('y', 'cat.png')], texts });
    await linked(view);
  });

  it('everything, until the plugin is set up', async () => {
    const { host, view } = await openNote({ data: null });
    paste(view, { files: [pictureFile('z')] });
    expect(host.app.workspace.leftAlone).toEqual([{ type: 'paste' }]);
    expect(noticeTexts()).toEqual([]);
  });

  it('images of a note that says so, and of a note that says nonsense, with the reason', async () => {
    const files = { 'Note.md': '---\nimbed: off\n---\n', 'Other.md': '---\nimbed: remotely\n---\n' };
    const { host, view } = await openNote({ files });
    paste(view, { files: [pictureFile('z')] });
    expect(noticeTexts()).toEqual([]);
    paste(await host.open('Other.md'), { files: [pictureFile('z')] });
    expect(host.app.workspace.leftAlone.length).toBe(2);
    expect(noticeTexts()).toEqual([expect.stringContaining('Imbed left the image to Obsidian')]);
  });

  it('a paste into something that is no note, as a card of a canvas', async () => {
    const { host, view } = await openNote();
    const event = Object.assign(new Event('paste', { cancelable: true }), {
      clipboardData: { files: [pictureFile('card')], types: ['Files'], getData: () => '' },
    });
    host.app.workspace.trigger('editor-paste', event, view.editor, { file: view.file });
    expect(event.defaultPrevented).toBe(false);
  });

  it('a paste that another plugin took', async () => {
    const { host, view } = await openNote();
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
    const { host, view } = await openNote();
    host.write('from-phone.png', new Uint8Array(await pictureFile('sync').arrayBuffer()));
    host.write('Note.md', '![[from-phone.png]]\n');
    await until(() => expect(textOf(view)).toBe('![[from-phone.png]]\n'));
    expect(scene.server.requests.length).toBe(before);
  });
});

describe('an upload that fails', () => {
  const refuse = (code: string, status: number) =>
    scene.server.intercept(() => ({ kind: 'refuse', code, status }));

  it.each([false, true])(
    'leaves a copy in the vault, a link to it and a pending entry (Markdown links: %s)',
    async (useMarkdownLinks) => {
      refuse('AccessDenied', 403);
      const { host, view } = await openNote({ useMarkdownLinks });
      paste(view, { files: [pictureFile('kept', 'cat.png')] });
      const local = useMarkdownLinks ? '![](assets/cat.png)' : '![[cat.png]]';
      await until(() => expect(textOf(view)).toContain(local));
      expect(new Uint8Array(readFileSync(join(host.vaultPath, 'assets/cat.png')))).toEqual(
        new Uint8Array(await pictureFile('kept', 'cat.png').arrayBuffer()),
      );
      expect(host.read('.imbed/ledger.jsonl')).toMatch(/"type":"pending".*"path":"assets\/cat.png"/);
      expect(noticeTexts()).toEqual([expect.stringMatching(/^cat\.png was kept in the vault/)]);
      expect(textOf(view)).not.toMatch(token);
    },
  );

  it('for want of keys on this device does the same', async () => {
    const { host, view } = await openNote({ secrets: {} });
    paste(view, { files: [pictureFile('no keys', 'dog.png')] });
    await until(() => expect(textOf(view)).toContain('![[dog.png]]'));
    expect(existsSync(join(host.vaultPath, 'assets/dog.png'))).toBe(true);
  });

  it('with no place for the copy either keeps its pill, and can be tried again', async () => {
    refuse('AccessDenied', 403);
    const { host, view } = await openNote({ files: { assets: 'a file in the way' } });
    paste(view, { files: [pictureFile('again')] });
    await until(() => expect(pills(view)[0]?.textContent).toBe('image was not uploaded'));
    expect(draftsOf(host).length).toBe(1);
    scene.server.intercept(undefined);
    press(view, 'Try again');
    await linked(view);
    await until(() => expect(draftsOf(host)).toEqual([]));
  });

  it('of something that is no image keeps its pill, to be removed', async () => {
    const { view } = await openNote();
    const before = textOf(view);
    paste(view, { files: [new File(['nothing of the kind'], 'a.png', { type: 'image/png' })] });
    await until(() => expect(pills(view)[0]?.textContent).toBe('a.png was not uploaded'));
    press(view, 'Remove');
    expect(textOf(view)).toBe(before);
  });
});

describe('an app that was closed in the middle', () => {
  it('finds the placeholder and the bytes again', async () => {
    const release = scene.hold();
    const first = await openNote();
    paste(first.view, { files: [pictureFile('killed')] });
    await until(() => expect(draftsOf(first.host).length).toBe(1));
    const [id = ''] = draftsOf(first.host);
    const bytes = readFileSync(join(first.host.vaultPath, '.imbed/uploading', id));
    const text = textOf(first.view);
    first.host.plugin.unload();
    expect(textOf(first.view)).toBe(text);
    release();
    const files = { 'Note.md': text, [`.imbed/uploading/${id}`]: new Uint8Array(bytes) };
    const { host, view } = await openNote({ files });
    expect(pills(view)[0]?.textContent).toBe('image: the upload was interrupted');
    press(view, 'Try again');
    await linked(view);
    await until(() => expect(draftsOf(host)).toEqual([]));
    expect([textOf(first.view), draftsOf(first.host)]).toEqual([text, [id]]);
  });
});

describe('the plugin', () => {
  it.each(['ios', 'android'] as const)('works on %s, where there is no Node', async (platform) => {
    const { host, view } = await openNote({ platform });
    paste(view, { files: [pictureFile(platform)] });
    await linked(view);
    expect(host.missedModules).toEqual([]);
  });

  it('leaves nothing behind when it is switched off', async () => {
    const { host, view } = await openNote();
    host.plugin.unload();
    const { workspace, commands, tabs } = host.app;
    expect([workspace.listenerCount, workspace.extensions, commands, tabs]).toEqual([0, [], [], []]);
    paste(view, { files: [pictureFile('off')] });
    expect(workspace.leftAlone).toEqual([{ type: 'paste' }]);
  });

  it('writes no secret to the vault', async () => {
    const { host, view } = await openNote();
    paste(view, { files: [pictureFile('secret')] });
    await linked(view);
    for (const path of ['.obsidian/plugins/imbed/data.json', '.imbed/ledger.jsonl'])
      expect(host.read(path)).not.toContain('writer-secret');
  });
});

it('"try failed uploads again" does for the whole note what each pill offers', async () => {
  scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
  const { host, view } = await openNote({ files: { assets: 'a file in the way' } });
  expect(host.available()).not.toContain('Try failed uploads in this note again');
  paste(view, { files: [pictureFile('first')] });
  paste(view, { files: [pictureFile('second')] });
  await until(() => expect(pills(view).map(({ textContent }) => textContent)).toHaveLength(2));
  await until(() => expect(host.available()).toContain('Try failed uploads in this note again'));
  await until(() => expect(noticeTexts().length).toBe(2));
  scene.server.intercept(undefined);
  host.run('retry-failed');
  await until(() => expect(textOf(view).match(/\]\(http/g)).toHaveLength(2));
});
