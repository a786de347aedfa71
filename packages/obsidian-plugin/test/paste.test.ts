import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deleteCharBackward, moveLineDown } from '@codemirror/commands';
import { describe, expect, it } from 'vitest';
import { paste } from './host/clipboard.ts';
import { noticeTexts } from './host/ui.ts';
import { draftsOf, link, linked, openNote, pills, press, textOf, token } from './pasting.ts';
import { createScene, pictureFile, until } from './scene.ts';

const scene = createScene();

const putsSince = (start: number) =>
  scene.server.requests.slice(start).filter(({ method }) => method === 'PUT').length;

describe('a pasted screenshot', () => {
  it('has a pill at once; typing goes on, and the link that anyone can follow takes its place', async () => {
    const release = scene.hold();
    const { host, view } = await openNote(scene);
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
    const { view } = await openNote(scene);
    const before = textOf(view);
    paste(view, { files: [pictureFile('undo')] });
    await linked(view);
    const after = textOf(view);
    view.editor.undo();
    expect(textOf(view)).toBe(before);
    view.editor.redo();
    expect(textOf(view)).toBe(after);
  });

  it('that was taken back while it was on its way, or waited for others, is never sent', async () => {
    const start = scene.server.requests.length;
    const release = scene.hold();
    const { view } = await openNote(scene);
    const before = textOf(view);
    for (const name of ['one', 'two', 'three', 'four', 'five', 'six'])
      paste(view, { files: [pictureFile(`taken back ${name}`)] });
    await until(() => expect(scene.server.requests.length).toBeGreaterThan(start));
    for (let step = 0; step < 6; step++) view.editor.undo();
    expect(textOf(view)).toBe(before);
    release();
    paste(view, { files: [pictureFile('kept')] });
    await linked(view);
    expect(putsSince(start)).toBe(1);
    expect(noticeTexts()).toEqual([]);
  });

  it('that was deleted like a letter is not sent, and goes again when undo brings it back', async () => {
    const start = scene.server.requests.length;
    const release = scene.hold();
    const { host, view } = await openNote(scene);
    const before = textOf(view);
    paste(view, { files: [pictureFile('brought back')] });
    await until(() => expect(draftsOf(host).length).toBe(1));
    deleteCharBackward(view.contentView);
    expect(textOf(view)).toBe(before);
    await view.save();
    release();
    const other = await host.open('Other.md', { newPane: true });
    paste(other, { files: [pictureFile('of another note')] });
    await linked(other);
    expect(putsSince(start)).toBe(1);
    view.editor.undo();
    await linked(view);
    expect(putsSince(start)).toBe(2);
    await until(() => expect(draftsOf(host)).toEqual([]));
  });

  it('that Vim or another plugin deleted, which do not say who they are, is not sent, which is told', async () => {
    const start = scene.server.requests.length;
    const release = scene.hold();
    const { host, view } = await openNote(scene);
    const before = textOf(view);
    paste(view, { files: [pictureFile('deleted without a name', 'cat.png')] });
    await until(() => expect(draftsOf(host).length).toBe(1));
    const { editor } = view;
    editor.replaceRange('', editor.offsetToPos(before.length), editor.offsetToPos(textOf(view).length));
    await until(() => expect(noticeTexts()).toEqual([expect.stringMatching(/^cat\.png is not uploaded/)]));
    release();
    expect(draftsOf(host).length).toBe(1);
    editor.undo();
    await linked(view);
    expect(putsSince(start)).toBe(1);
  });

  it('over which another line was moved is not taken back by that', async () => {
    const start = scene.server.requests.length;
    const release = scene.hold();
    const { host, view } = await openNote(scene);
    paste(view, { files: [pictureFile('moved over', 'cat.png')] });
    await until(() => expect(draftsOf(host).length).toBe(1));
    view.editor.setCursor(2, 0);
    moveLineDown(view.contentView);
    expect(textOf(view)).toMatch(/\)\nBefore the picture\.$/);
    // As the file comes into the editor after somebody else has changed it.
    const { doc } = view.contentView.state;
    view.contentView.dispatch({ changes: { from: 0, to: doc.length, insert: 'Empty' }, userEvent: 'set' });
    release();
    await until(() => expect(noticeTexts()).toEqual([expect.stringMatching(/^cat\.png is uploaded, but/)]));
    expect(putsSince(start)).toBe(1);
  });

  it('that was cut out has its bytes on the disk when the app quits: it may be pasted at the next start', async () => {
    const release = scene.hold();
    const { host, view } = await openNote(scene);
    paste(view, { files: [pictureFile('quit')] });
    view.editor.undo();
    await view.save();
    const promises: Promise<unknown>[] = [];
    host.app.workspace.trigger('quit', { addPromise: (one: Promise<unknown>) => promises.push(one) });
    await Promise.all(promises);
    expect(draftsOf(host)).toHaveLength(1);
    release();
  });

  it('that was cancelled before its turn came leaves nothing', async () => {
    const release = scene.hold();
    const { host, view } = await openNote(scene);
    const before = textOf(view);
    for (const name of ['1', '2', '3', '4', '5', '6'])
      paste(view, { files: [pictureFile(`cancelled ${name}`)] });
    await until(() => expect(draftsOf(host).length).toBeGreaterThan(0));
    while (pills(view).length > 0) press(view, 'Cancel');
    release();
    paste(view, { files: [pictureFile('last')] });
    await linked(view);
    await until(() => expect(draftsOf(host)).toEqual([]));
    expect(textOf(view).replace(link, '').trim()).toBe(before.trim());
  });

  it('is cancelled by its pill and leaves nothing', async () => {
    const release = scene.hold();
    const { host, view } = await openNote(scene);
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
    const { host, view } = await openNote(scene);
    paste(view, { files: [pictureFile('durable')] });
    await until(() => expect(draftsOf(host).length).toBe(1));
    const draft = readFileSync(join(host.vaultPath, '.imbed/uploading', draftsOf(host)[0] ?? ''));
    expect(new Uint8Array(draft)).toEqual(new Uint8Array(await pictureFile('durable').arrayBuffer()));
    release();
    await linked(view);
  });
});

describe('the plugin', () => {
  it.each(['ios', 'android'] as const)('works on %s, where there is no Node', async (platform) => {
    const opened = openNote(scene, { platform });
    await expect(opened).resolves.toBeDefined();
    const { host, view } = await opened;
    paste(view, { files: [pictureFile(platform)] });
    await linked(view);
    expect(host.missedModules).toEqual([]);
  });

  it('leaves nothing behind when it is switched off', async () => {
    const { host, view } = await openNote(scene);
    host.plugin.unload();
    const { workspace, commands, tabs } = host.app;
    expect([workspace.listenerCount, workspace.extensions, commands, tabs]).toEqual([0, [], [], []]);
    paste(view, { files: [pictureFile('off')] });
    expect(workspace.leftAlone).toEqual([{ type: 'paste' }]);
  });

  it('writes no secret to the vault', async () => {
    const { host, view } = await openNote(scene);
    paste(view, { files: [pictureFile('secret')] });
    await linked(view);
    for (const path of ['.obsidian/plugins/imbed/data.json', '.imbed/ledger.jsonl'])
      expect(host.read(path)).not.toContain('writer-secret');
  });
});
