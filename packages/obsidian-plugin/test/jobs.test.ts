import { uniquePicture } from '@imbed/core/testing';
import { describe, expect, it } from 'vitest';
import type { Host } from './host/host.ts';
import { type FuzzySuggestModal, Menu, noticeTexts, openModals, shownNotices } from './host/ui.ts';
import { createScene, until } from './scene.ts';

const scene = createScene();
const remote = /!\[[^\]]*\]\(http:\/\/127\.0\.0\.1[^)]+\)/;

const vaultFiles = {
  'Trip/Sea.md': '# Sea\n\n![[beach.png|300]] and ![a boat](boat.png)\n',
  'Trip/beach.png': uniquePicture('beach.png', 'beach'),
  'Trip/boat.png': uniquePicture('boat.png', 'boat'),
  'Home.md': '![[beach.png]]\n\n`![[boat.png]]`\n',
  'Note.md': '',
  'Other.md': '',
};

async function openSea(init: Parameters<typeof scene.start>[0] = {}) {
  const host = await scene.start({ files: vaultFiles, ...init });
  return { host, view: await host.open('Trip/Sea.md') };
}

/** The report that ends a job. */
const reported = () =>
  until(() => {
    expect(noticeTexts().length).toBe(1);
    expect(noticeTexts()[0]).toMatch(/^Images: /);
  });

const agreed = async () => {
  await until(() => expect(openModals.length).toBe(1));
  openModals[0]?.press('Go on');
};

const menuOf = (host: Host, event: string, ...data: unknown[]) => {
  const menu = new Menu();
  host.app.workspace.trigger(event, menu, ...data);
  return menu.items;
};

describe('"upload all images"', () => {
  it('of the open note points it at the store, in the editor, and one undo takes it back', async () => {
    const { host, view } = await openSea();
    const before = view.getViewData();
    view.editor.setCursor({ line: 0, ch: 5 });
    view.editor.replaceSelection(' typed');
    host.run('upload-note');
    await reported();
    expect(view.getViewData()).toMatch(
      /^# Sea typed\n\n!\[300\]\(http[^)]+\) and !\[a boat\]\(http[^)]+\)\n$/,
    );
    expect(noticeTexts()).toEqual(['Images: 2. Notes changed: 1.']);
    expect(host.read('Home.md')).toBe(vaultFiles['Home.md']);
    view.editor.undo();
    expect(view.getViewData()).toBe(before.replace('# Sea', '# Sea typed'));
  });

  it('of the vault asks first, says how much, and leaves everything as it is after a no', async () => {
    const { host } = await openSea();
    host.run('upload-vault');
    await until(() => expect(openModals.length).toBe(1));
    expect(openModals[0]?.titleEl.textContent).toBe('3 images in 2 notes will change');
    expect(openModals[0]?.lines()).toEqual([
      'Trip/beach.pngupload',
      'Trip/beach.pngupload',
      'Trip/boat.pngupload',
    ]);
    openModals[0]?.press('Cancel');
    expect(host.read('Home.md')).toBe(vaultFiles['Home.md']);
    host.run('upload-vault');
    await until(() => expect(openModals.length).toBe(1));
    openModals[0]?.press('Go on');
    await reported();
    expect(host.read('Home.md')).toMatch(/^!\[\]\(http[^)]+\)\n\n`!\[\[boat\.png\]\]`\n$/);
    expect(host.read('Trip/Sea.md')).toMatch(remote);
  });

  it('finds images that the front matter names, with escapes of YAML as well', async () => {
    const properties = '---\ncover: "Trip/\\u0062each.png"\nimage: Trip/boat.png\n---\n';
    const { host } = await openSea({ files: { ...vaultFiles, 'Home.md': properties } });
    await host.open('Home.md');
    host.run('upload-note');
    await reported();
    expect(noticeTexts()).toEqual(['Images: 2. Notes changed: 1.']);
  });

  it('of a folder changes no note elsewhere', async () => {
    const { host } = await openSea();
    host.run('upload-folder');
    await until(() => expect(openModals.length).toBe(1));
    openModals[0]?.press('Go on');
    await reported();
    expect([host.read('Trip/Sea.md'), host.read('Home.md')]).toEqual([
      expect.stringMatching(remote),
      vaultFiles['Home.md'],
    ]);
  });

  it('lists what could not be done, with the reason', async () => {
    const files = { ...vaultFiles, 'Trip/Sea.md': '![gone](nowhere.png)\n' };
    const { host } = await openSea({ files });
    host.run('upload-note');
    await reported();
    expect(openModals[0]?.lines()).toEqual([expect.stringMatching(/^Trip\/Sea\.md:1\nnowhere\.png\n/)]);
  });

  it('can be stopped', async () => {
    const release = scene.hold();
    const { host, view } = await openSea();
    const before = view.getViewData();
    host.run('upload-note');
    await until(() => expect(noticeTexts()).toEqual([expect.stringMatching(/1 notes/)]));
    shownNotices[0]?.messageEl.querySelector('button')?.click();
    release();
    await reported();
    expect(noticeTexts()[0]).toContain('Stopped before the end.');
    expect(view.getViewData()).toBe(before);
  });

  it('says that the plugin is not set up, and does nothing', async () => {
    const { host } = await openSea({ data: null });
    host.run('upload-note');
    await until(() => expect(noticeTexts()).toEqual([expect.stringContaining('not set up yet')]));
  });
});

describe('the menus', () => {
  it('offer it for the note, the folder and the notes that are chosen', async () => {
    const { host, view } = await openSea();
    const { vault } = host.app;
    const titles = (...args: Parameters<typeof menuOf>) => menuOf(...args).map(({ title }) => title);
    const sea = vault.getFileByPath('Trip/Sea.md');
    const folder = vault.getFolderByPath('Trip');
    const beach = vault.getFileByPath('Trip/beach.png');
    const rest = ['Re-host images of other sites', 'Download all images'];
    expect(titles(host, 'editor-menu', view.editor, view)).toEqual(['Upload all images in this note']);
    expect(titles(host, 'file-menu', sea)).toEqual(['Upload all images in this note', ...rest]);
    expect(titles(host, 'file-menu', folder)).toEqual(['Upload all images in this folder', ...rest]);
    expect(titles(host, 'files-menu', [sea, beach])).toEqual(['Upload all images in these notes', ...rest]);
    expect(titles(host, 'file-menu', beach)).toEqual(['Upload image and copy its link']);
    expect(titles(host, 'files-menu', [beach])).toEqual([]);
  });

  it('do what they say', async () => {
    const { host } = await openSea();
    menuOf(host, 'file-menu', host.app.vault.getFileByPath('Home.md'))[0]?.click();
    await agreed();
    await reported();
    expect(host.read('Home.md')).toMatch(remote);
    expect(host.read('Trip/Sea.md')).toBe(vaultFiles['Trip/Sea.md']);
  });
});

describe('after an upload', () => {
  async function uploaded() {
    const opened = await openSea();
    opened.host.run('upload-note');
    await reported();
    shownNotices.length = 0;
    return opened;
  }

  it('"undo" puts the note back', async () => {
    const { host, view } = await uploaded();
    host.run('undo-job');
    await agreed();
    await reported();
    expect(view.getViewData()).toBe(vaultFiles['Trip/Sea.md']);
  });

  it('the note can be pointed at its local copies, and at the store again', async () => {
    const { host, view } = await uploaded();
    const there = view.getViewData();
    host.run('flip-to-local');
    await reported();
    expect(view.getViewData()).not.toMatch(remote);
    shownNotices.length = 0;
    host.run('flip-to-remote');
    await reported();
    expect(view.getViewData()).toBe(there);
  });

  it('checking links finds an object that is gone', async () => {
    const { host, view } = await uploaded();
    const key = /\/my-notes\/([^)]+)\)/.exec(view.getViewData())?.[1] ?? '';
    scene.server.intercept(({ path }) =>
      path.endsWith(key) ? { kind: 'refuse', code: 'NoSuchKey', status: 404 } : undefined,
    );
    host.run('check-note');
    await reported();
    expect(openModals[0]?.lines().join('\n')).toContain('Trip/Sea.md:3');
  });
});

it('what is pending is uploaded later, and the notes point at the store then', async () => {
  scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
  const { host, view } = await openSea();
  host.run('upload-image');
  (openModals[0] as FuzzySuggestModal<unknown>).choose('Trip/beach.png');
  await until(() => expect(view.getViewData()).toContain('![[beach.png]]'));
  await view.save();
  shownNotices.length = 0;
  scene.server.intercept(undefined);
  host.run('sync-pending');
  await reported();
  expect(view.getViewData()).toMatch(remote);
});

it('a note that is to be left alone is said to be so, instead of counting nothing', async () => {
  const files = { ...vaultFiles, 'Home.md': '---\nimbed: off\n---\n![[beach.png]]\n' };
  const { host } = await openSea({ files });
  await host.open('Home.md');
  host.run('upload-note');
  await until(() => expect(noticeTexts()).toEqual([expect.stringMatching(/left alone: 1\. .*imbed: off/)]));
  shownNotices.length = 0;
  host.run('upload-vault');
  await agreed();
  await until(() =>
    expect(noticeTexts()).toEqual([expect.stringMatching(/^Images: 2\. Notes changed: 1\. .*left alone: 1/)]),
  );
});

it('what to do is said in commands of Obsidian, not in those of the command line', async () => {
  scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
  const { host, view } = await openSea();
  host.run('upload-note');
  await until(() => expect(openModals.length).toBe(1));
  await view.save();
  openModals[0]?.close();
  host.run('check-note');
  await until(() => expect(openModals.length).toBe(1));
  const lines = openModals[0]?.lines().join() ?? '';
  expect(lines).toContain('Give the command “Upload images that are pending”');
  expect(lines).not.toContain('imbed sync');
});

describe('"test connection"', () => {
  it('shows each check of the doctor', async () => {
    const { host } = await openSea();
    host.run('test-connection');
    await until(() => expect(openModals[0]?.titleEl.textContent).not.toBe('Testing…'));
    expect(openModals[0]?.lines().filter((line) => line.startsWith('✗'))).toEqual([]);
    expect(openModals[0]?.titleEl.textContent).toBe('Everything works.');
  });

  it('says what is wrong, and where to mend it', async () => {
    const secrets = { 'key-id': 'WRITERKEY', 'key-secret': 'wrong' };
    const { host } = await openSea({ secrets });
    host.run('test-connection');
    await until(() => expect(openModals[0]?.titleEl.textContent).toBe('Not everything works yet.'));
    expect(openModals[0]?.lines().some((line) => line.startsWith('✗'))).toBe(true);
  });

  it('links to a page of the store about it', async () => {
    const { host } = await openSea({ profile: { provider: 'minio', bucket: 'nowhere' } });
    host.run('test-connection');
    await until(() => expect(openModals[0]?.titleEl.textContent).toBe('Not everything works yet.'));
    const link = openModals[0]?.contentEl.querySelector('li a');
    expect(link?.getAttribute('href')).toMatch(/^https:\/\//);
  });
});

it('switching the profile sends the next images elsewhere, and is offered where there are two', async () => {
  const alone = await openSea();
  expect(alone.host.available()).not.toContain('Switch profile');
  const data = {
    settings: {
      profiles: { one: { provider: 'custom', bucket: 'a' }, two: { provider: 'custom', bucket: 'b' } },
    },
  };
  const { host } = await openSea({ data });
  host.run('switch-profile');
  (openModals[0] as FuzzySuggestModal<unknown>).choose('two');
  await until(() =>
    expect(JSON.parse(host.read('.obsidian/plugins/imbed/data.json'))).toMatchObject({
      settings: { defaultProfile: 'two' },
    }),
  );
});
