import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startS3Server } from '../../packages/core/src/testing/s3-server/server.ts';
import { root } from '../lib/run.mjs';
import { openEditor } from './editor.mjs';
import { installVsCode } from './install.mjs';
import { startVsCode } from './server.mjs';

const user = { name: 'writer', accessKeyId: 'WRITERKEY', secretAccessKey: 'writer-secret' };
const bucket = 'my-notes';
const pictures = join(root, 'packages/core/fixtures/images');
const shots = process.env.IMBED_SCREENSHOTS;
const link = /!\[image\]\((http:\/\/[^)]+)\)/;
const placeholder = /!\[Uploading image\.png…\]\(imbed-upload:[0-9a-z]{12}\)/;

let folder;
let store;
let server;
let editor;

beforeAll(async () => {
  const installed = await installVsCode();
  folder = mkdtempSync(join(tmpdir(), 'imbed-vscode-'));
  store = await startS3Server({
    users: [user],
    buckets: [{ name: bucket, owner: user.name, acl: 'public-read' }],
  });
  const config = join(folder, 'config.json');
  const profile = { provider: 'custom', bucket, region: 'us-east-1', endpoint: store.endpoint };
  writeFileSync(config, JSON.stringify({ version: 1, profiles: { blog: profile } }), { mode: 0o600 });
  const env = {
    ...{ IMBED_CONFIG: config, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' },
    AWS_ACCESS_KEY_ID: user.accessKeyId,
    AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
  };
  mkdirSync(join(folder, 'notes/.imbed'), { recursive: true });
  for (const [name, text] of Object.entries(notes)) writeFileSync(join(folder, 'notes', name), text);
  server = await startVsCode(installed.codeServer, folder, {
    env,
    settings: { 'editor.wordWrap': 'off', '[markdown]': { 'editor.wordWrap': 'off' } },
  });
  editor = await openEditor(installed, server.url, join(folder, 'browser'));
  // Whoever pastes before the extension runs gets what VS Code makes of it: its first answer is waited for.
  await editor.open('paste.md');
  await editor.command('Imbed: Show log');
  await editor.page.locator('.panel .output-view, .panel .output').first().waitFor({ timeout: 60_000 });
  await editor.press('Control+J');
});

afterEach(async (context) => {
  store.intercept(undefined);
  if (shots !== undefined) await editor.screenshot(join(shots, `${context.task.name.slice(0, 60)}.png`));
});

afterAll(async () => {
  await editor?.close();
  await server?.stop();
  await store?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A note of its own for each test. */
const notes = {
  'paste.md': '# Note\n\n',
  'typing.md': '',
  'undo.md': 'text ',
  'cursors.md': 'a\nb',
  'sheet.md': '',
  'page.rst': '',
  'refused.md': '',
  'drop.md': '\n\n\n',
};

const png = (name) => readFileSync(join(pictures, name)).toString('base64');

async function copyPicture() {
  await editor.copy({ 'image/png': png('gradient.png') });
}

/** Everything that goes to the store waits until it is let go. */
function holdUploads() {
  let release = () => {};
  const until = new Promise((resolve) => {
    release = () => resolve(undefined);
  });
  store.intercept(() => ({ kind: 'stall', until }));
  return release;
}

async function bytesAt(url) {
  const answer = await fetch(url);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
  return Buffer.from(await answer.arrayBuffer());
}

describe('pasting a picture', () => {
  it('puts a link into the note that anyone can follow', async () => {
    await editor.open('paste.md');
    await copyPicture();
    await editor.press('Control+V');
    const [, url = ''] = link.exec(await editor.untilText((text) => link.test(text))) ?? [];
    expect((await bytesAt(url)).subarray(1, 4).toString()).toBe('PNG');
  });

  it('shows a placeholder at once, which the link replaces while somebody types on', async () => {
    const release = holdUploads();
    await editor.open('typing.md');
    await copyPicture();
    await editor.press('Control+V');
    await editor.untilText((text) => placeholder.test(text));
    await editor.type(' behind');
    await editor.press('Control+Home');
    await editor.type('before ');
    release();
    const text = await editor.untilText((seen) => link.test(seen));
    expect(text.replace(link, 'LINK')).toBe('before LINK behind');
    await editor.type('and on ');
    expect((await editor.text()).replace(link, 'LINK')).toBe('before and on LINK behind');
  });

  it('is one step of the history: the placeholder never comes back', async () => {
    await editor.open('undo.md');
    await copyPicture();
    await editor.press('Control+V');
    const linked = await editor.untilText((text) => link.test(text));
    await editor.press('Control+Z');
    await editor.untilText((text) => text === 'text ');
    await editor.press('Control+Shift+Z');
    expect(await editor.untilText((text) => link.test(text))).toBe(linked);
    await editor.press('Control+Z');
    await editor.untilText((text) => text === 'text ');
  });

  it('links at every cursor', async () => {
    await editor.open('cursors.md');
    await editor.command('Add Cursor Above');
    await copyPicture();
    await editor.press('Control+V');
    const text = await editor.untilText((seen) => seen.split('\n').every((line) => link.test(line)));
    expect(text.replaceAll(new RegExp(link, 'g'), 'LINK')).toBe('aLINK\nbLINK');
  });

  it('leaves cells of a spreadsheet to be text', async () => {
    await editor.open('sheet.md');
    const html = '<table><tr><td>1</td><td>2</td></tr></table>';
    await editor.copy({ 'text/plain': '1\t2', 'text/html': html, 'image/png': png('gradient.png') });
    await editor.press('Control+V');
    const text = await editor.untilText((seen) => seen !== '');
    expect([link.test(text), placeholder.test(text)]).toEqual([false, false]);
  });

  it('in a language of its own links that language’s way', async () => {
    await editor.open('page.rst');
    await copyPicture();
    await editor.press('Control+V');
    await editor.untilText((text) => /^\.\. image:: http:\S+\n {3}:alt: image$/.test(text));
  });

  it('keeps the picture beside the note when the store refuses it, and says why', async () => {
    store.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    await editor.open('refused.md');
    await copyPicture();
    await editor.press('Control+V');
    const text = await editor.untilText((seen) => /!\[image\]\(assets\/[^)]+\.png\)/.test(seen));
    const [, path = ''] = /\((.*)\)/.exec(text) ?? [];
    expect(readFileSync(join(server.notes, path)).subarray(1, 4).toString()).toBe('PNG');
    await editor.untilToast(/kept beside the note/);
    const ledger = readFileSync(join(server.notes, '.imbed/ledger.jsonl'), 'utf8');
    expect(ledger).toContain('"type":"pending"');
  });
});

describe('dropping pictures', () => {
  it('links them in their order, whichever is there first', async () => {
    await editor.open('drop.md');
    const names = ['gradient.png', 'gradient.gif', 'gradient.jpg'];
    await editor.drop(names.map((name) => join(pictures, name)));
    const linked = /!\[gradient\]\(http:[^)]+\.(\w+)\)/g;
    const text = await editor.untilText((seen) => (seen.match(linked) ?? []).length === 3);
    expect([...text.matchAll(linked)].map(([, extension]) => extension)).toEqual(['png', 'gif', 'jpg']);
  });
});
