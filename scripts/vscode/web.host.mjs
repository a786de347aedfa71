import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { bucket, onePixel, openBrowserAlone, pictureBytes, startStore, user } from './scene.mjs';

const shots = process.env.IMBED_SCREENSHOTS;
const gradient = pictureBytes('gradient.png').toString('base64');
const link = /!\[image\]\((http:\/\/[^)]+)\)/;
const allowedMethods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];
const cors = [{ allowedOrigins: ['*'], allowedMethods, allowedHeaders: ['*'], exposeHeaders: ['ETag'] }];

let store;
let scene;
let editor;

/** As on vscode.dev: nothing but a browser, and notes that are on no disk. */
beforeAll(async () => {
  store = await startStore({ buckets: [{ name: bucket, owner: user.name, acl: 'public-read', cors }] });
  scene = await openBrowserAlone();
  editor = scene.editor;
  await editor.open('paste.md');
  await editor.untilReady();
});

afterEach(async (context) => {
  store.intercept(undefined);
  if (shots !== undefined) await editor.screenshot(join(shots, `${context.task.name.slice(0, 60)}.png`));
});

afterAll(async () => {
  await scene?.close();
  await store?.close();
});

async function paste(picture) {
  await editor.copy({ 'image/png': picture });
  await editor.paste();
}

it('with nothing set up, a command says what to do', async () => {
  await editor.command('Imbed: Upload image to OSS');
  await editor.untilNotified(/No bucket is set up yet/);
});

it('a bucket is added, its keys are asked for, and a pasted picture gets a link that anyone can follow', async () => {
  await editor.choose(/No bucket is set up yet/, 'Add a bucket');
  await editor.pick('Other S3-compatible');
  await editor.answer('Address of the store', store.endpoint);
  await editor.answer('Name of the bucket', bucket);
  await editor.pick('Everybody who has the link');
  await editor.answer('Address in front of your links', '');
  await editor.answer('Access key id', user.accessKeyId);
  await editor.answer('Access key secret', user.secretAccessKey);
  await editor.answer('Session token', '');
  await editor.command('Imbed: Test connection');
  await editor.untilNotified(/The connection works/);
  await editor.open('paste.md');
  await paste(gradient);
  const [, url = ''] = link.exec(await editor.untilText((text) => link.test(text))) ?? [];
  const answer = await fetch(url);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
  await editor.press('Control+Z');
  await editor.untilText((text) => text === '');
});

it('what the store refuses is kept beside the note', async () => {
  store.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
  await paste(onePixel);
  await editor.untilText((text) => /^!\[image\]\(assets\/[^)]+\)$/.test(text));
  await editor.untilNotified(/kept beside the note/);
});
