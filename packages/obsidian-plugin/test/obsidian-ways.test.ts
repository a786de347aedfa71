import { uniquePicture } from '@imbed/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { paste } from './host/clipboard.ts';
import type { Host } from './host/host.ts';
import { noticeTexts, openModals } from './host/ui.ts';
import { createScene, pictureFile, until } from './scene.ts';

const scene = createScene();
const reported = () => until(() => expect(noticeTexts()[0]).toMatch(/^Images: /));
const agreed = async () => {
  await until(() => expect(openModals.length).toBe(1));
  openModals[0]?.press('Go on');
};
const files = {
  'Note.md': '![[cat.png]]\n',
  'Other.md': '![[cat.png]]\n',
  'a/cat.png': uniquePicture('cat.png', 'near the top'),
  'deep/down/cat.png': uniquePicture('cat.png', 'further down'),
};

/** The bytes behind the link of a note. */
async function shownIn(text: string): Promise<Uint8Array> {
  const url = /\((http[^)]+)\)/.exec(text)?.[1] ?? '';
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

describe('a note is changed', () => {
  it('in its editor where one shows it, and through Vault.process where none does', async () => {
    const host = await scene.start({ files });
    const view = await host.open('Note.md');
    const { vault } = host.app;
    const changed: string[] = [];
    const process = vi.spyOn(vault, 'process');
    vi.spyOn(vault, 'modify').mockImplementation(async (file, text) => {
      changed.push(file.path);
      await vault.adapter.write(file.path, text);
    });
    host.run('upload-vault');
    await agreed();
    await reported();
    expect(process.mock.calls.map(([file]) => file.path)).toEqual(['Other.md']);
    // The view saved what its editor had.
    expect(changed).toEqual(['Note.md']);
    view.editor.undo();
    expect(view.getViewData()).toBe(files['Note.md']);
  });
});

describe('a wiki link', () => {
  it.each(['a/cat.png', 'deep/down/cat.png'])('means %s where Obsidian says so', async (path) => {
    const host = await scene.start({ files });
    const { metadataCache, vault } = host.app;
    vi.spyOn(metadataCache, 'getFirstLinkpathDest').mockImplementation((linkpath) =>
      linkpath === 'cat.png' ? vault.getFileByPath(path) : null,
    );
    const view = await host.open('Note.md');
    host.run('upload-note');
    await reported();
    expect(await shownIn(view.getViewData())).toEqual(new Uint8Array(files[path as 'a/cat.png']));
  });

  it('that Obsidian does not know is looked for all the same', async () => {
    const host = await scene.start({ files });
    vi.spyOn(host.app.metadataCache, 'getFirstLinkpathDest').mockReturnValue(null);
    const view = await host.open('Note.md');
    host.run('upload-note');
    await reported();
    expect(view.getViewData()).toContain('](http');
  });
});

describe('a local copy', () => {
  const noteOf = (host: Host) => host.open('Trip/Day.md');
  const note = (text = '') => ({ 'Trip/Day.md': `---\nimbed: dual\n---\n${text}` });

  it.each([
    ['/', {}, 'boat.png'],
    ['Files', {}, 'Files/boat.png'],
    ['./pics', {}, 'Trip/pics/boat.png'],
    ['Files', { storage: { folder: './own' } }, 'Trip/own/boat.png'],
  ])(
    'goes where attachments go (%s), unless the settings say %j',
    async (attachmentFolder, settings, path) => {
      const host = await scene.start({ files: note(), attachmentFolder, settings });
      paste(await noteOf(host), { files: [pictureFile('copy', 'boat.png')] });
      await until(() => expect(host.app.vault.getFileByPath(path)).not.toBeNull());
    },
  );

  it('is one, however often the same picture comes, and stands beside another of its name', async () => {
    const host = await scene.start({ files: { ...note(), 'boat.png': 'x' }, attachmentFolder: '/' });
    const view = await noteOf(host);
    for (const text of ['same', 'same', 'another']) {
      view.editor.setCursor({ line: 9, ch: 0 });
      paste(view, { files: [pictureFile(text, 'boat.png')] });
      await until(() => expect(view.getViewData()).not.toContain('uploading:'));
    }
    const copies = host.app.vault.getFiles().filter(({ extension }) => extension === 'png');
    expect(copies.map(({ path }) => path).toSorted()).toEqual(['boat 1.png', 'boat 2.png', 'boat.png']);
  });
});

describe('what a note says of itself', () => {
  const wishes = {
    'Local.md': '---\nimbed: local\n---\n',
    'Off.md': '---\nimbed: off\n---\n![[cat.png]]\n',
    'Work.md': '---\nimbed-profile: work\n---\n![[cat.png]]\n',
  };
  const profiles = () => {
    const place = { bucket: 'my-notes', region: 'us-east-1', endpoint: scene.server.endpoint };
    return {
      default: { provider: 'custom', ...place },
      work: { provider: 'custom', ...place, keyTemplate: 'work/{hash}.{ext}' },
    };
  };
  const data = () => {
    const names = { accessKeyId: 'key-id', secretAccessKey: 'key-secret' };
    return { settings: { version: 1, profiles: profiles() }, secrets: { default: names, work: names } };
  };

  it('holds for pastes, jobs and single images', async () => {
    const host = await scene.start({ files: { ...files, ...wishes }, data: data() });
    const local = await host.open('Local.md');
    const before = scene.server.requests.length;
    paste(local, { files: [pictureFile('local', 'boat.png')] });
    await until(() => expect(local.getViewData()).toContain('![[boat.png]]'));
    const off = await host.open('Off.md');
    off.editor.setCursor({ line: 3, ch: 4 });
    for (const command of ['upload-note', 'upload-this', 'rehost-note']) host.run(command);
    await until(() => expect(noticeTexts().length).toBe(3));
    expect(off.getViewData()).toBe(wishes['Off.md']);
    expect(scene.server.requests.length).toBe(before);
    const work = await host.open('Work.md');
    work.editor.setCursor({ line: 3, ch: 4 });
    host.run('upload-this');
    await until(() => expect(work.getViewData()).toMatch(/\/my-notes\/work\/[0-9a-f]+\.png\)/));
  });
});
