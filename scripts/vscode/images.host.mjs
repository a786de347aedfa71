import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startS3Server } from '../../packages/core/src/testing/s3-server/server.ts';
import { root } from '../lib/run.mjs';
import { openEditor } from './editor.mjs';
import { installVsCode } from './install.mjs';
import { startVsCode } from './server.mjs';

const user = { name: 'writer', accessKeyId: 'WRITERKEY', secretAccessKey: 'writer-secret' };
const bucket = 'my-diary';
const shots = process.env.IMBED_SCREENSHOTS;
const picture = readFileSync(join(root, 'packages/core/fixtures/images/gradient.png'));
const link = /!\[image\]\((http:\/\/[^)]+)\)/;

let folder;
let store;
let server;
let editor;

/** A private bucket: whoever sees an image of it sees it by a signed link. */
beforeAll(async () => {
  const installed = await installVsCode();
  folder = mkdtempSync(join(tmpdir(), 'imbed-vscode-'));
  store = await startS3Server({ users: [user], buckets: [{ name: bucket, owner: user.name }] });
  const config = join(folder, 'config.json');
  const profile = {
    provider: 'custom',
    bucket,
    region: 'us-east-1',
    endpoint: store.endpoint,
    access: 'signed',
  };
  writeFileSync(config, JSON.stringify({ version: 1, profiles: { diary: profile } }), { mode: 0o600 });
  const env = {
    ...{ IMBED_CONFIG: config, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' },
    AWS_ACCESS_KEY_ID: user.accessKeyId,
    AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
  };
  mkdirSync(join(folder, 'notes/pics'), { recursive: true });
  mkdirSync(join(folder, 'notes/.imbed'));
  writeFileSync(join(folder, 'notes/pics/sea.png'), picture);
  writeFileSync(join(folder, 'notes/day.md'), '![the sea](pics/sea.png)\n\n![lost](gone.png)\n\n');
  server = await startVsCode(installed.codeServer, folder, {
    env,
    settings: {
      'editor.wordWrap': 'off',
      '[markdown]': { 'editor.wordWrap': 'off' },
      'imbed.codeLens': true,
    },
  });
  editor = await openEditor(installed, server.url, join(folder, 'browser'));
  await editor.open('day.md');
  await editor.page.locator('[id="imbed.imbed.imbed.status"]').waitFor({ timeout: 60_000 });
  await editor.untilText((text) => text.includes('the sea'));
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

it('above an image stands what can be done with it, and a click does it', async () => {
  const lens = editor.page.locator('.codelens-decoration a', { hasText: 'Upload image to OSS' });
  await lens.first().click({ timeout: 60_000 });
  await editor.untilText((text) => /!\[the sea\]\(http:[^)]+\.png\)/.test(text), 60_000);
});

it('the hover of an image says where it is, and copies its link', async () => {
  await editor.page.locator('.view-line', { hasText: 'the sea' }).getByText('the sea').first().hover();
  const hover = editor.page.locator('.monaco-hover:not(.hidden)', { hasText: 'In your bucket' });
  await hover.getByText('Copy as HTML').click();
  const copied = () => editor.page.evaluate(() => navigator.clipboard.readText());
  await editor.until(copied, (text) => /^<img src="http:[^"]+\.png" alt="the sea">$/.test(text));
});

it('the activity bar lists the images of the note, and what was uploaded', async () => {
  await editor.page.locator('.activitybar .action-label[aria-label="Images"]').click();
  const rows = () => editor.page.locator('.pane-body .monaco-list-row').allInnerTexts();
  const seen = await editor.until(rows, (texts) => texts.length === 3);
  expect(seen).toEqual([
    'the seaIn your bucket',
    'lostThe file is not there',
    expect.stringMatching(/^sea\.pngdiary · /),
  ]);
});

it('the preview shows an image of a private bucket, while the note keeps the link that stays', async () => {
  await editor.page.locator('.activitybar .action-label[aria-label^="Explorer"]').click();
  await editor.open('day.md');
  await editor.copy({ 'image/png': picture.toString('base64') });
  await editor.press('Control+V');
  const [, url = ''] = link.exec(await editor.untilText((text) => link.test(text))) ?? [];
  expect((await fetch(url)).status).toBe(403);
  await editor.command('Markdown: Open Preview to the Side');
  const sources = async () => {
    const frames = editor.page
      .frames()
      .map((frame) =>
        frame
          .evaluate(() =>
            [...document.querySelectorAll('.markdown-body img')].map(
              (image) => image.getAttribute('src') ?? '',
            ),
          )
          .catch(() => []),
      );
    return (await Promise.all(frames)).flat();
  };
  const seen = await editor.until(
    sources,
    (all) => all.some((source) => source.startsWith(`${url}?X-Amz-`)),
    60_000,
  );
  const signed = seen.find((source) => source.startsWith(url));
  expect((await fetch(signed)).headers.get('content-type')).toBe('image/png');
  expect(readFileSync(join(folder, 'notes/day.md'), 'utf8')).not.toContain('X-Amz');
});
