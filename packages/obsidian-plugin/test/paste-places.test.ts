import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { drop, paste } from './host/clipboard.ts';
import { noticeTexts } from './host/ui.ts';
import { link, linked, openNote, pills, textOf, token } from './pasting.ts';
import { createScene, pictureFile, until } from './scene.ts';

const scene = createScene();

describe('a note that is not where it was', () => {
  it('gets its link on the disk when another note is shown, which is left alone', async () => {
    const release = scene.hold();
    const { host, view } = await openNote(scene);
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
    const { host, view } = await openNote(scene);
    paste(view, { files: [pictureFile('reopened')] });
    await host.open('Other.md');
    const again = await host.open('Note.md');
    expect(pills(again).length).toBe(1);
    release();
    await linked(again);
  });

  it('that was renamed gets its link', async () => {
    const release = scene.hold();
    const { host, view } = await openNote(scene);
    paste(view, { files: [pictureFile('renamed')] });
    await host.open('Other.md');
    const file = host.app.vault.getFileByPath('Note.md');
    if (file !== null) await host.app.vault.rename(file, 'Moved.md');
    release();
    await until(() => expect(host.read('Moved.md')).toMatch(link));
  });

  it('that two panes show gets one link in both', async () => {
    const release = scene.hold();
    const { host, view } = await openNote(scene);
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

  it('that two panes show goes on while one of them shows its pill, and stops when neither does', async () => {
    const start = scene.server.requests.length;
    scene.hold();
    const { host, view } = await openNote(scene);
    const second = await host.open('Note.md', { newPane: true });
    paste(view, { files: [pictureFile('taken back in one')] });
    await view.save();
    await until(() => expect(pills(second).length).toBe(1));
    view.editor.undo();
    expect(pills(second).length).toBe(1);
    await view.save();
    await until(() => expect(textOf(second)).not.toMatch(token));
    scene.server.intercept(undefined);
    paste(second, { files: [pictureFile('kept in both')] });
    await linked(second);
    const puts = scene.server.requests.slice(start).filter(({ method }) => method === 'PUT');
    expect(puts.length).toBe(1);
  });

  it('that something else than its writer brought without its placeholder gets no link, but offers it', async () => {
    const release = scene.hold();
    const { host, view } = await openNote(scene);
    paste(view, { files: [pictureFile('overwritten')] });
    await view.save();
    host.write('Note.md', 'from another device\n');
    await until(() => expect(textOf(view)).toBe('from another device\n'));
    release();
    await until(() => expect(noticeTexts()).toEqual([expect.stringContaining('its place in the note')]));
  });

  it('that stands in a window of its own has its pill and its link there', async () => {
    const release = scene.hold();
    const { view } = await openNote(scene);
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
    const { host, view } = await openNote(scene);
    scene.hold();
    paste(view, { files: [pictureFile('moved')] });
    const cut = token.exec(textOf(view))?.[0] ?? '';
    view.editor.undo();
    const other = await host.open('Other.md');
    scene.server.intercept(undefined);
    other.editor.replaceSelection(cut);
    await other.save();
    await host.open('Note.md');
    await until(() => expect(host.read('Other.md')).toMatch(link));
    expect(noticeTexts()).toEqual([]);
  });
});

it('a picture that is cut while it goes to the store stays in the vault where a note that says so gets it', async () => {
  const files = { 'Other.md': '---\nimbed: local\n---\n' };
  const { host, view } = await openNote(scene, { files });
  const release = scene.hold();
  paste(view, { files: [pictureFile('moved to a local note')] });
  const cut = token.exec(textOf(view))?.[0] ?? '';
  view.editor.undo();
  const other = await host.open('Other.md', { newPane: true });
  other.editor.setCursor(other.editor.offsetToPos(textOf(other).length));
  other.editor.replaceSelection(cut);
  release();
  await until(() => expect(textOf(other)).toMatch(/!\[\[[^\]]+\.png\]\]$/));
});

describe('what is dropped', () => {
  it('lands where it was let go, each file with a link of its own, in their order', async () => {
    const { view } = await openNote(scene);
    const files = [pictureFile('one', 'pic 1.png'), pictureFile('two', 'pic 2.png')];
    drop(view, { files }, { line: 2, column: 7 });
    await linked(view);
    expect(textOf(view)).toMatch(
      /\n\nBefore !\[pic 1\]\(http[^)]+\)\n!\[pic 2\]\(http[^)]+\)the picture\.\n$/,
    );
  });

  it.each(['ctrlKey', 'metaKey'] as const)('is left to Obsidian with the %s held', async (key) => {
    const { host, view } = await openNote(scene);
    const before = textOf(view);
    drop(view, { files: [pictureFile('held')] }, { line: 0, column: 0, key });
    expect(host.app.workspace.leftAlone).toEqual([{ type: 'drop' }]);
    expect(textOf(view)).toBe(before);
  });
});
