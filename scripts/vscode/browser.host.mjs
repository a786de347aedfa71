import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startS3Server } from '../../packages/core/src/testing/s3-server/server.ts';
import { root } from '../lib/run.mjs';
import { openEditor } from './editor.mjs';
import { installVsCode } from './install.mjs';
import { startVsCode } from './server.mjs';

const shots = process.env.IMBED_SCREENSHOTS;
const user = { name: 'writer', accessKeyId: 'WRITERKEY', secretAccessKey: 'writer-secret' };
const bucket = 'my-notes';
const anyOrigin = { allowedOrigins: ['*'], allowedMethods: ['GET', 'HEAD', 'PUT'], allowedHeaders: ['*'] };

const cors = [{ ...anyOrigin, exposeHeaders: ['ETag'] }];

const picture = readFileSync(join(root, 'packages/core/fixtures/images/gradient.png')).toString('base64');
/** Of one pixel: a picture that was stored before would not be sent again. */
const another =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let folder;
let store;
let server;
let editor;

/** The extension runs where it does on vscode.dev: in a worker of the browser, which has no Node. */
beforeAll(async () => {
  const installed = await installVsCode();
  folder = mkdtempSync(join(tmpdir(), 'imbed-vscode-'));
  store = await startS3Server({
    users: [user],
    buckets: [{ name: bucket, owner: user.name, acl: 'public-read', cors }],
  });
  mkdirSync(join(folder, 'notes'));
  for (const name of ['paste.md', 'refused.md']) writeFileSync(join(folder, 'notes', name), '');
  const profile = { provider: 'custom', bucket, region: 'us-east-1', endpoint: store.endpoint };
  server = await startVsCode(installed.codeServer, folder, {
    settings: { 'remote.extensionKind': { 'imbed.imbed': ['web'] } },
    machineSettings: { 'imbed.profiles': { blog: profile } },
  });
  editor = await openEditor(installed, server.url, join(folder, 'browser'));
});

afterEach(async (context) => {
  if (shots !== undefined) await editor.screenshot(join(shots, `${context.task.name.slice(0, 60)}.png`));
});

afterAll(async () => {
  await editor?.close();
  await server?.stop();
  await store?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('in a browser, keys are asked for and kept, and a pasted picture gets a link that anyone can follow', async () => {
  await editor.open('paste.md');
  await editor.command('Imbed: Set credentials');
  await editor.answer('Access key id', user.accessKeyId);
  await editor.answer('Access key secret', user.secretAccessKey);
  await editor.answer('Session token', '');
  await editor.copy({ 'image/png': picture });
  await editor.open('paste.md');
  await editor.paste();
  const link = /!\[image\]\((http:\/\/[^)]+)\)/;
  const [, url = ''] = link.exec(await editor.untilText((text) => link.test(text))) ?? [];
  const answer = await fetch(url);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
});

it('says which origin to let in when the bucket lets the editor in no more', async () => {
  await store.storage.saveBucket({ ...store.storage.findBucket(bucket), cors: [] });
  await editor.open('refused.md');
  await editor.copy({ 'image/png': another });
  await editor.paste();
  const { origin } = new URL(server.url);
  await editor.untilNotified(new RegExp(`no CORS rule for ${origin},.*Add a CORS rule.* origin ${origin},`));
});
