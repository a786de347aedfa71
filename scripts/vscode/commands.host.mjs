import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openScene, pictureBytes, profileAt, startForeignSite, startStore, user } from './scene.mjs';

const shots = process.env.IMBED_SCREENSHOTS;
const link = /!\[\w*\]\((http:[^)]+)\)/;

let store;
let scene;
let editor;

/** A note of its own for each test. */
const files = {
  'img/a.png': pictureBytes('gradient.png'),
  'img/b.jpg': pictureBytes('gradient.jpg'),
  'all.md': '![a](img/a.png) and ![b](img/b.jpg)\n',
  'cursor.md': '![a](img/a.png)',
  'clipboard.md': '',
  'chosen.md': '',
  'flip.md': '![a](img/a.png)',
  'delete.md': '---\ncover: img/b.jpg\n---\n\n![b][sea]\n\n[sea]: img/b.jpg',
  'check.md': 'text\n\n![gone](img/gone.png)\n',
  'wrong.md': '',
  'closed.md': '',
  'foreign.md': '',
  'mode.md': '',
  'picgo.json': JSON.stringify({
    picBed: {
      ...{ current: 'aliyun', uploader: 'aliyun' },
      aliyun: {
        ...{ accessKeyId: 'THEIRKEY', accessKeySecret: 'their-secret' },
        ...{ bucket: 'photos', area: 'oss-cn-beijing' },
      },
    },
  }),
};

beforeAll(async () => {
  store = await startStore();
  scene = await openScene({ files, profile: profileAt(store.endpoint) });
  editor = scene.editor;
  // Whoever pastes before the extension runs gets what VS Code makes of it: its first answer is waited for.
  await editor.open('clipboard.md');
  await editor.untilReady();
});

afterEach(async (context) => {
  store.intercept(undefined);
  scene.setProfile(profileAt(store.endpoint));
  if (shots !== undefined) await editor.screenshot(join(shots, `${context.task.name.slice(0, 60)}.png`));
  await editor.clearNotifications();
});

afterAll(async () => {
  await scene?.close();
  await store?.close();
});

async function statusOf(url) {
  return (await fetch(url)).status;
}

async function copyPicture() {
  await editor.copy({ 'image/png': pictureBytes('gradient.png').toString('base64') });
}

describe('uploading', () => {
  it('all local images of a note shows what would be, asks, does it, and takes it back', async () => {
    await editor.open('all.md');
    await editor.command('Imbed: Upload all local images in this note');
    const preview = editor.page.locator('.monaco-diff-editor', { hasText: 'address-after-upload' });
    await editor.untilSeen('what would be', preview);
    if (shots !== undefined) await editor.screenshot(join(shots, 'preview.png'));
    await editor.agree(/Images: 2, notes: 1/);
    await editor.untilNotified(/Images done: 2\. Notes changed: 1\./);
    const urls = [...scene.read('all.md').matchAll(new RegExp(link, 'g'))].map(([, url]) => url);
    expect(await Promise.all(urls.map(statusOf))).toEqual([200, 200]);
    await editor.choose(/Images done: 2/, 'Undo');
    await editor.untilNotified(/Undo last job: Notes changed: 1\./);
    expect(scene.read('all.md')).toBe(files['all.md']);
  });

  it('all local images of the workspace does the same, and the palette takes it back', async () => {
    const changed = ['all.md', 'cursor.md', 'flip.md', 'delete.md'];
    await editor.command('Imbed: Upload all local images in this workspace');
    await editor.agree(/Upload all local images\? Images: 2, notes: 4\./);
    await editor.untilNotified(/Notes changed: 4\. Problems: 1\. check\.md:3/);
    for (const name of changed) expect(scene.read(name)).toContain(store.endpoint);
    await editor.command('Imbed: Undo last job');
    await editor.untilNotified(/Undo last job: Notes changed: 4\./);
    for (const name of changed) expect(scene.read(name)).toBe(files[name]);
  });

  it('the image under the cursor links that one, from the menu of the editor', async () => {
    await editor.open('cursor.md');
    const line = editor.page.locator('.editor-group-container.active .view-line').first();
    const openMenu = () => line.click({ button: 'right', position: { x: 30, y: 8 }, timeout: 5000 });
    await editor.chooseFromMenu(openMenu, 'Upload image to OSS');
    await editor.untilText((text) => link.test(text));
  });

  it('from the clipboard leads to the keys by which a browser gives it', async () => {
    await editor.open('clipboard.md');
    await editor.command('Imbed: Upload image to OSS');
    await editor.pick('From the clipboard');
    await editor.untilNotified(/Ctrl\+V/);
  });

  it('a chosen file links at the cursor', async () => {
    await editor.open('chosen.md');
    await editor.command('Imbed: Upload image to OSS');
    await editor.pick('From files…');
    await editor.chooseFile(scene.path('img/a.png'));
    await editor.untilText((text) => link.test(text));
  });

  it('files of the explorer puts their links into the clipboard', async () => {
    await editor.menuOf('img', 'a.png', 'Upload image to OSS and copy link');
    await editor.untilNotified(/The link is in the clipboard/);
    expect(await editor.clipboard()).toMatch(link);
  });
});

describe('links', () => {
  it('are flipped to the bucket and back to the copy', async () => {
    await editor.open('flip.md');
    await editor.command('Imbed: Flip note to remote links');
    await editor.agree(/Flip note to remote links\?/);
    await editor.untilText((text) => link.test(text));
    await editor.untilNotified(/Flip note to remote links: .*Notes changed: 1\./);
    await editor.command('Imbed: Flip note to local links');
    await editor.agree(/Flip note to local links\?/);
    await editor.untilText((text) => text === '![a](img/a.png)');
  });

  it('to other sites are brought into the bucket, and beside the note', async () => {
    const site = await startForeignSite();
    scene.setProfile({ ...profileAt(store.endpoint), proxy: site.proxy });
    await editor.open('foreign.md');
    await editor.type(`![x](${site.url})`);
    await editor.untilText((text) => text === `![x](${site.url})`);
    await editor.command('Imbed: Re-host foreign images');
    await editor.agree(/Re-host foreign images\?/);
    await editor.untilText((text) => link.test(text) && !text.includes(site.url));
    await editor.untilNotified(/Re-host foreign images: .*Notes changed: 1\./);
    await editor.command('Imbed: Download remote images');
    await editor.agree(/Download remote images\?/);
    await editor.untilText((text) => /^!\[x\]\((?!http)[^)]+\.png\)$/.test(text));
    await site.close();
  });

  it('that lead nowhere are listed under Problems', async () => {
    await editor.open('check.md');
    const action = editor.page.locator('.editor-group-container.active .editor-actions [aria-label="Imbed"]');
    await editor.chooseFromMenu(() => action.click({ timeout: 5000 }), 'Check image links');
    await editor.untilNotified(/Problems: 1\. check\.md:3 · img\/gone\.png/);
    await editor.command('Problems: Focus on Problems View');
    const problems = editor.page.locator('.markers-panel', { hasText: 'img/gone.png' });
    await editor.untilSeen('the problem', problems);
    if (shots !== undefined) await editor.screenshot(join(shots, 'problems.png'));
    await editor.press('Control+J');
  });
});

describe('what is set up', () => {
  it('is changed from the status bar, for the next image', async () => {
    const status = editor.page.locator('[id="imbed.imbed.imbed.status"]');
    await editor.open('mode.md');
    await editor.click('the status', status);
    await editor.pick('dual');
    await copyPicture();
    // The focus went back to the status bar.
    await editor.open('mode.md');
    await editor.paste();
    await editor.untilText((text) => link.test(text));
    expect(readdirSync(scene.path('assets'))).toEqual([expect.stringMatching(/\.png$/)]);
    await editor.click('the status', status);
    await editor.pick('remote');
  });

  it('can be read in the configuration, and what goes on in the log', async () => {
    await editor.command('Imbed: Open settings');
    await editor.untilSeen(
      'the configuration',
      editor.page.locator('.tab.active', { hasText: 'config.json' }),
    );
    await editor.command('Imbed: Show log');
    await editor.untilSeen('the log', editor.page.locator('.panel .output-view'));
    await editor.press('Control+J');
  });
});

describe('an image of the bucket', () => {
  it('is deleted with its copies in mirrors, after a question, and gone from front matter and definitions', async () => {
    const spare = { ...profileAt(store.endpoint), keyTemplate: 'spare/{hash}.{ext}' };
    scene.setProfile({ ...profileAt(store.endpoint), mirrors: ['spare'] }, { spare });
    await editor.open('delete.md');
    await editor.command('Imbed: Upload all local images in this note');
    await editor.agree(/Upload all local images\?/);
    const text = await editor.untilText((seen) => /\[sea\]: http/.test(seen));
    await editor.untilNotified(/Notes changed: 1\./);
    const [, url = ''] = /\[sea\]: (http\S+)/.exec(text) ?? [];
    const mirror = store.requests.findLast(({ path }) => path.includes('/spare/'))?.path ?? '';
    expect(await Promise.all([url, store.endpoint + mirror].map(statusOf))).toEqual([200, 200]);
    await editor.press('Control+End');
    await editor.press('ArrowLeft');
    await editor.command('Imbed: Delete remote image');
    await editor.confirm(/No other file of this workspace shows it.*mirrors, too: spare/, 'Delete');
    await editor.untilText((seen) => seen.trimEnd() === '---\ncover: ""\n---');
    await editor.untilNotified(/Deleted/);
    expect(await Promise.all([url, store.endpoint + mirror].map(statusOf))).toEqual([404, 404]);
  });
});

describe('trouble', () => {
  it('with the keys is named by the test of the connection, which passes with the right ones', async () => {
    await editor.command('Imbed: Test connection');
    await editor.untilNotified(/The connection works/);
    const credentials = { source: 'inline', accessKeyId: user.accessKeyId, secretAccessKey: 'wrong' };
    scene.setProfile({ ...profileAt(store.endpoint), credentials });
    await editor.command('Imbed: Test connection');
    await editor.untilNotified(/secret/i);
    await editor.untilSeen('the report', editor.page.locator('.tab.active', { hasText: 'Test connection' }));
    if (shots !== undefined) await editor.screenshot(join(shots, 'doctor.png'));
    await editor.command('View: Close Editor');
  });

  it('with the server keeps the image beside the note; synced when it is up again, it is linked', async () => {
    const port = Number(new URL(store.endpoint).port);
    await store.close();
    await copyPicture();
    await editor.open('wrong.md');
    await editor.paste();
    await editor.untilText((text) => /!\[image\]\(assets\/[^)]+\.png\)/.test(text));
    await editor.untilNotified(/kept beside the note/);
    if (shots !== undefined) await editor.screenshot(join(shots, 'kept.png'));
    store = await startStore({ port });
    await editor.press('Control+S');
    await editor.until(
      'the note to be saved',
      () => scene.read('wrong.md'),
      (text) => text.includes('assets/'),
    );
    await editor.choose(/kept beside the note/, 'Retry');
    const text = await editor.untilText((seen) => link.test(seen));
    expect(await statusOf(link.exec(text)?.[1] ?? '')).toBe(200);
  });

  it('of a window that is closed on the way: the next one goes on', async () => {
    store.intercept(() => ({ kind: 'stall', until: new Promise(() => undefined) }));
    const before = store.requests.length;
    await copyPicture();
    await editor.open('closed.md');
    await editor.paste();
    await editor.untilText((text) => text.includes('imbed-upload:'));
    await editor.press('Control+S');
    await editor.until(
      'the image to be put by and on its way, and its place in the note saved',
      () => [scene.read('closed.md'), scene.onTheWay(), store.requests.length],
      ([text, images, asked]) =>
        images.some((token) => text.includes(`imbed-upload:${token}`)) && asked > before,
    );
    store.intercept(undefined);
    await editor.reopen();
    await editor.open('closed.md');
    await editor.untilText((text) => link.test(text));
  });
});

// The last: with a bucket in the editor's own settings, those of the command line are used no more.
it('what another program has is imported with its keys, and they can be forgotten', async () => {
  await editor.command('Imbed: Import profiles from other programs');
  await editor.pick('PicGo…');
  await editor.chooseFile(scene.path('picgo.json'));
  await editor.pick('aliyun');
  await editor.untilNotified(/Profiles added: aliyun/);
  await editor.command('Imbed: Forget credentials');
  await editor.pick('aliyun');
  await editor.untilNotified(/Credentials forgotten: aliyun/);
  await editor.command('Imbed: Forget credentials');
  await editor.untilNotified(/No credentials are kept here/);
});
