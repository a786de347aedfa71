import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { paste } from './host/clipboard.ts';
import { type FuzzySuggestModal, noticeTexts, openModals, shownNotices } from './host/ui.ts';
import { draftsOf, linked, openNote, pills, press, textOf, token } from './pasting.ts';
import { createScene, pictureFile, until } from './scene.ts';

const scene = createScene();

describe('an upload that fails', () => {
  const refuse = (code: string, status: number) =>
    scene.server.intercept(() => ({ kind: 'refuse', code, status }));

  it.each([false, true])(
    'leaves a copy in the vault, a link to it and a pending entry (Markdown links: %s)',
    async (useMarkdownLinks) => {
      refuse('AccessDenied', 403);
      const { host, view } = await openNote(scene, { useMarkdownLinks });
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

  it('because it is larger than the profile allows does the same', async () => {
    const { host, view } = await openNote(scene, { profile: { maxBytes: 1000 } });
    const large = new File([await pictureFile('large').arrayBuffer(), new Uint8Array(2000)], 'large.png');
    paste(view, { files: [large] });
    await until(() => expect(textOf(view)).toContain('![[large.png]]'));
    expect(readFileSync(join(host.vaultPath, 'assets/large.png')).byteLength).toBe(large.size);
    expect(textOf(view)).not.toMatch(token);
    expect(noticeTexts()).toEqual([expect.stringMatching(/^large\.png was kept in the vault/)]);
    await until(() => expect(draftsOf(host)).toEqual([]));
  });

  it('to a mirror alone, because that is not set up, puts the link into the note all the same', async () => {
    const place = { bucket: 'my-notes', region: 'us-east-1', endpoint: scene.server.endpoint };
    const profiles = {
      default: { provider: 'custom', ...place, mirrors: ['spare'] },
      spare: { provider: 'custom', bucket: '' },
    };
    const { host, view } = await openNote(scene, { settings: { defaultProfile: 'default', profiles } });
    paste(view, { files: [pictureFile('mirrored')] });
    await linked(view);
    await until(() =>
      expect(host.read('.imbed/ledger.jsonl')).toMatch(
        /"profile":"spare","role":"mirror".*"config\/invalid"/,
      ),
    );
  });

  it('and that is undone is not uploaded later: no note shows it', async () => {
    refuse('AccessDenied', 403);
    const { host, view } = await openNote(scene);
    paste(view, { files: [pictureFile('regretted', 'cat.png')] });
    await until(() => expect(textOf(view)).toContain('![[cat.png]]'));
    view.editor.undo();
    scene.server.intercept(undefined);
    const start = scene.server.requests.length;
    host.run('sync-pending');
    await until(() =>
      expect(noticeTexts()).toContainEqual(expect.stringContaining('No note shows the image')),
    );
    expect(scene.server.requests.length).toBe(start);
    expect(existsSync(join(host.vaultPath, 'assets/cat.png'))).toBe(true);
    view.editor.redo();
    host.run('sync-pending');
    await linked(view);
    await until(() => expect(noticeTexts()).toContainEqual(expect.stringContaining('Notes changed: 1.')));
  });

  it('offers to test the profile that it went to', async () => {
    refuse('AccessDenied', 403);
    const { view } = await openNote(scene);
    paste(view, { files: [pictureFile('tested', 'cat.png')] });
    await until(() => expect(shownNotices.length).toBe(1));
    shownNotices[0]?.messageEl.querySelector('button')?.click();
    await until(() => expect(openModals[0]?.titleEl.textContent).toBe('Not everything works yet.'));
    expect(openModals[0]?.lines().join()).toContain('✗');
  });

  it('for want of keys on this device does the same', async () => {
    const { host, view } = await openNote(scene, { secrets: {} });
    paste(view, { files: [pictureFile('no keys', 'dog.png')] });
    await until(() => expect(textOf(view)).toContain('![[dog.png]]'));
    expect(existsSync(join(host.vaultPath, 'assets/dog.png'))).toBe(true);
    host.run('test-connection');
    await until(() =>
      expect(openModals[0]?.lines().join()).toContain('Enter the keys of the profile in the settings'),
    );
  });

  it('with no place for the copy either keeps its pill, and can be tried again', async () => {
    refuse('AccessDenied', 403);
    const { host, view } = await openNote(scene, { files: { assets: 'a file in the way' } });
    paste(view, { files: [pictureFile('again')] });
    await until(() => expect(pills(view)[0]?.textContent).toBe('image was not uploaded'));
    expect(draftsOf(host).length).toBe(1);
    scene.server.intercept(undefined);
    press(view, 'Try again');
    await linked(view);
    await until(() => expect(draftsOf(host)).toEqual([]));
  });

  it('of something that is no image keeps its pill, to be removed', async () => {
    const { host, view } = await openNote(scene);
    const before = textOf(view);
    paste(view, { files: [new File(['nothing of the kind'], 'a.png', { type: 'image/png' })] });
    await until(() => expect(pills(view)[0]?.textContent).toBe('a.png was not uploaded'));
    press(view, 'Remove');
    await until(() => expect(openModals[0]?.titleEl.textContent).toMatch(/^Remove a\.png\?.*no other copy/));
    openModals[0]?.press('Cancel');
    expect(pills(view)[0]?.textContent).toBe('a.png was not uploaded');
    press(view, 'Remove');
    await until(() => expect(openModals.length).toBe(1));
    openModals[0]?.press('Remove');
    await until(() => expect(textOf(view)).toBe(before));
    await until(() => expect(draftsOf(host)).toEqual([]));
  });

  it('of a file of the vault asks nothing when its pill is removed: the file stays', async () => {
    const { host, view } = await openNote(scene, { files: { 'empty.png': '' } });
    const before = textOf(view);
    host.run('upload-image');
    (openModals.at(-1) as FuzzySuggestModal<unknown>).choose('empty.png');
    await until(() => expect(pills(view)[0]?.textContent).toBe('empty.png was not uploaded'));
    press(view, 'Remove');
    await until(() => expect(textOf(view)).toBe(before));
    expect([openModals.length, host.read('empty.png')]).toEqual([0, '']);
  });
});

describe('an app that was closed in the middle', () => {
  it('finds the placeholder and the bytes again', async () => {
    const release = scene.hold();
    const first = await openNote(scene);
    paste(first.view, { files: [pictureFile('killed')] });
    await until(() => expect(draftsOf(first.host).length).toBe(1));
    const [id = ''] = draftsOf(first.host);
    const bytes = readFileSync(join(first.host.vaultPath, '.imbed/uploading', id));
    const text = textOf(first.view);
    first.host.plugin.unload();
    expect(textOf(first.view)).toBe(text);
    release();
    const files = { 'Note.md': text, [`.imbed/uploading/${id}`]: new Uint8Array(bytes) };
    const { host, view } = await openNote(scene, { files });
    expect(pills(view)[0]?.textContent).toBe('image: the upload was interrupted');
    press(view, 'Try again');
    await linked(view);
    await until(() => expect(draftsOf(host)).toEqual([]));
    expect([textOf(first.view), draftsOf(first.host)]).toEqual([text, [id]]);
  });

  it('has the bytes of all of them, however many wait for a slow store', async () => {
    scene.hold();
    const { host, view } = await openNote(scene);
    for (let number = 1; number <= 6; number++) paste(view, { files: [pictureFile(`killed ${number}`)] });
    await until(() => expect(draftsOf(host)).toHaveLength(6));
  });

  it('says of a placeholder without bytes where they may be, and nothing of files', async () => {
    const files = { 'Note.md': '![Uploading a.png…](uploading:elsewhereelsewhere)' };
    const { view } = await openNote(scene, { files });
    press(view, 'Try again');
    await until(() =>
      expect(noticeTexts()).toEqual([expect.stringMatching(/^a\.png is not on this device\./)]),
    );
  });

  it('says why it is not tried again in a note whose images are left alone', async () => {
    const text = '---\nimbed: off\n---\n![Uploading a.png…](uploading:leftaloneleftalone)';
    const { view } = await openNote(scene, { files: { 'Note.md': text } });
    press(view, 'Try again');
    expect(noticeTexts()).toEqual(['The settings say to leave images of this note alone.']);
  });
});

it('bytes that no text waits for, after a month in which sync could have brought it, are gone at the next start', async () => {
  const ids = ['waitedfornote', 'waitedforbin', 'waitedfortext', 'takenbacktaken'];
  const [inNote = '', inBin = '', inText = ''] = ids.map((id) => `![Uploading a.png…](uploading:${id})`);
  const files = {
    ...{ 'Note.md': inNote, '.trash/Trips/Gone.md': inBin, 'doc.txt': inText },
    ...Object.fromEntries(ids.map((id) => [`.imbed/uploading/${id}`, id])),
  };
  const inDays = (days: number) =>
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * 24 * 3_600_000 });
  try {
    inDays(30);
    expect(draftsOf(await scene.start({ files }))).toHaveLength(4);
    inDays(2);
    const host = await scene.start({ files });
    await until(() => expect(draftsOf(host)).toHaveLength(3));
    expect(draftsOf(host)).not.toContain('takenbacktaken');
  } finally {
    vi.useRealTimers();
  }
});

it('"try failed uploads again" does for the whole note what each pill offers', async () => {
  scene.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
  const { host, view } = await openNote(scene, { files: { assets: 'a file in the way' } });
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
