import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uniquePicture } from '@imbed/core/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { codeMirrors } from './bundle.ts';
import type { Driver } from './main.ts';
import { type Session, sessions } from './session.ts';

declare const driver: Driver;

const link = /!\[[^\]]*\]\(http:\/\/127\.0\.0\.1[^)]+\)/;
const folder = mkdtempSync(join(tmpdir(), 'imbed-drop-'));
afterAll(() => rmSync(folder, { recursive: true }));

function picture(name: string, bytes = 0): string {
  const path = join(folder, name);
  const whole = uniquePicture(name, name);
  writeFileSync(path, bytes === 0 ? whole : Buffer.concat([whole, Buffer.alloc(bytes - whole.length)]));
  return path;
}

const pills = ({ page }: Session) => page.locator('.imbed-pill');

for (const set of codeMirrors) {
  describe(`on the CodeMirror of Obsidian ${set}`, () => {
    const start = sessions(set);

    it('a picture that is pasted with Ctrl+V stands as a pill while its writer goes on, then as a link', async () => {
      const session = await start();
      const release = session.hold();
      await session.open('Note.md');
      await session.pastePicture('steelblue');
      await session.untilText(/uploading:/);
      await session.page.keyboard.type(' typed while it uploads');
      expect(await pills(session).count()).toBe(1);
      await session.screenshot(`pill-${set}`);
      release();
      const text = await session.untilText(link);
      expect(text).toMatch(/picture\.\n\n!\[[^\]]*\]\(http[^)]+\) typed while it uploads$/);
      await session.screenshot(`link-${set}`);
      const url = /\((http[^)]+)\)/.exec(text)?.[1] ?? '';
      expect((await fetch(url)).headers.get('content-type')).toBe('image/png');
    });

    it('undo takes the link, redo brings it, and nothing brings the placeholder back', async () => {
      const session = await start();
      await session.open('Note.md');
      const before = await session.text();
      await session.pastePicture('tomato');
      await session.untilText(link);
      await session.page.keyboard.press('Control+Z');
      expect(await session.text()).toBe(before);
      await session.page.keyboard.press('Control+Shift+Z');
      await session.untilText(link);
      for (let step = 0; step < 5; step++) {
        await session.page.keyboard.press('Control+Z');
        expect(await session.text()).not.toContain('uploading:');
      }
    });

    it('undo during the upload cancels it: the picture never gets to the store', async () => {
      const session = await start();
      const release = session.hold();
      const seen = session.server.requests.length;
      const puts = () => session.server.requests.slice(seen).filter(({ method }) => method === 'PUT').length;
      await session.open('Note.md');
      const before = await session.text();
      await session.pastePicture('gold');
      await expect.poll(() => session.server.requests.length).toBeGreaterThan(seen);
      await session.page.keyboard.press('Control+Z');
      expect(await session.text()).toBe(before);
      release();
      await session.pastePicture(set === '1.13.1' ? 'silver' : 'plum');
      await session.untilText(link);
      expect([puts(), await session.notices()]).toEqual([1, []]);
    });

    it('files that are dropped come to where they fall, byte for byte', async () => {
      const session = await start();
      await session.open('Note.md');
      await session.dropFiles([picture('one.png'), picture('two.png')], 'Before the picture.');
      const text = await session.untilText(/(?:\(http[^)]+\)[^(]*){2}/);
      expect(text).toMatch(/\n!\[one\]\(http[^)]+\)\n!\[two\]\(http[^)]+\)Before the picture\./);
      const [url = ''] = /(?<=!\[one\]\()http[^)]+/.exec(text) ?? [];
      const stored = Buffer.from(await (await fetch(url)).arrayBuffer());
      expect(stored.equals(uniquePicture('one.png', 'one.png'))).toBe(true);
    });

    it('a note that is switched, closed and opened again gets its link, and no other', async () => {
      const session = await start();
      const release = session.hold();
      await session.open('Note.md');
      await session.pastePicture('teal');
      await session.untilText(/uploading:/);
      await session.open('Other.md');
      await session.open('Note.md');
      expect(await pills(session).count()).toBe(1);
      await session.open('Other.md');
      release();
      await expect.poll(() => session.read('Note.md')).toMatch(link);
      expect(session.read('Note.md')).not.toContain('uploading:');
      expect([await session.text(), session.read('Other.md')]).toEqual([
        'Another note.\n',
        'Another note.\n',
      ]);
    });
  });
}

describe('in a browser', () => {
  const start = sessions('1.13.1');

  it('what the plugin sends could not be sent from the page: the store allows no origin', async () => {
    const session = await start();
    const url = `${session.server.endpoint}/my-notes/x.png`;
    const answer = await session.page.evaluate(
      (to) => fetch(to, { method: 'PUT', body: 'x' }).then(() => 'went through', String),
      url,
    );
    expect(answer).toContain('Failed to fetch');
  });

  it('a store that is down costs no picture: it is kept in the vault and linked there', async () => {
    const session = await start({ profile: { timeoutSeconds: 2 } });
    session.server.intercept(() => ({ kind: 'respond', status: 503 }));
    await session.open('Note.md');
    await session.pastePicture('crimson');
    await session.untilText(/!\[\[[^\]]+\.png\]\]/);
    expect((await session.notices())[0]).toContain('was kept in the vault');
  });

  it('without a network the same happens', async () => {
    const session = await start({ profile: { endpoint: 'http://127.0.0.1:9', timeoutSeconds: 2 } });
    await session.open('Note.md');
    await session.pastePicture('olive');
    await session.untilText(/!\[\[[^\]]+\.png\]\]/);
  });

  it.each(['ios', 'android'] as const)(
    'on %s nothing but what Obsidian hands out is asked for',
    async (platform) => {
      const session = await start({ platform, viewport: { width: 390, height: 844 } });
      await session.open('Note.md');
      await session.pastePicture('indigo');
      await session.untilText(link);
      await session.screenshot(`note-${platform}`);
    },
  );

  it('an image of 20 MiB goes in parts, with progress, without the AWS SDK', async () => {
    const session = await start();
    await session.open('Note.md');
    await session.dropFiles([picture('large.png', 20 * 1024 * 1024)], 'Before the picture.');
    const text = await session.untilText(/!\[large\]\(http/);
    const [url = ''] = /(?<=!\[large\]\()http[^)]+/.exec(text) ?? [];
    expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(20 * 1024 * 1024);
  });

  it('the button of a pill cancels its upload with a real click, and the next paste goes into the note', async () => {
    const session = await start();
    const release = session.hold();
    await session.open('Note.md');
    const before = await session.text();
    await session.pastePicture('navy');
    await session.untilText(/uploading:/);
    await session.page.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => session.text()).toBe(before);
    release();
    await session.pastePicture('navy');
    await session.untilText(link);
  });

  it('in a window of its own a note takes pastes, shows its pill, and cancels by its button', async () => {
    const session = await start();
    await session.open('Other.md');
    const popup = session.page.waitForEvent('popup');
    await session.copyPicture('orchid');
    await session.page.evaluate(() => driver.popOut('Note.md'));
    const other = await popup;
    const release = session.hold();
    await other.bringToFront();
    await other.keyboard.press('Control+V');
    await session.untilText(/uploading:/);
    await other.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => session.text()).not.toContain('uploading:');
    release();
    await other.keyboard.press('Control+V');
    await session.untilText(link);
    expect(await other.locator('.cm-content').textContent()).toContain('http://127.0.0.1');
  });

  it('two panes of one note show its pill, and get the link once', async () => {
    const session = await start();
    const release = session.hold();
    await session.open('Note.md');
    await session.open('Note.md', true);
    await session.pastePicture('khaki');
    await session.untilText(/uploading:/);
    await session.page.evaluate(() => driver.save());
    await expect.poll(() => pills(session).count()).toBe(2);
    release();
    await session.untilText(link);
    await expect.poll(() => pills(session).count()).toBe(0);
    await session.page.evaluate(() => driver.save());
    expect(session.read('Note.md').match(/\(http/g)).toHaveLength(1);
  });

  it.each([
    ['light', 'en', 900],
    ['dark', 'zh', 390],
  ] as const)('the pane and the status bar can be seen in %s (%s, %i px)', async (theme, language, width) => {
    const platform = width < 600 ? 'android' : 'desktop';
    const note = '![a](https://example.com/dog.png)\n![[gone.png]]\n';
    const viewport = { width, height: 700 };
    const session = await start({ language, viewport, platform, files: { 'Note.md': note } });
    const { page } = session;
    if (theme === 'dark') await page.evaluate(() => document.body.classList.add('theme-dark'));
    await session.open('Note.md');
    await session.pastePicture('salmon');
    await session.untilText(link);
    session.server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    await session.pastePicture('sienna');
    await session.untilText(/!\[\[[^\]]+\.png\]\]$/);
    await page.evaluate(() => driver.run('open-images'));
    await expect.poll(() => page.locator('.imbed-row').count()).toBe(4);
    await session.screenshot(`pane-${theme}`);
    const [, waiting] = await page.getByRole('tab').all();
    await waiting?.click();
    await expect.poll(() => page.locator('.imbed-row').count()).toBe(1);
    await session.screenshot(`waiting-${theme}`);
    expect(await page.locator('.imbed-status').count()).toBe(platform === 'desktop' ? 1 : 0);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
  });

  it('a plugin that is switched off leaves nothing behind, and pastes go to Obsidian again', async () => {
    const session = await start();
    await session.open('Note.md');
    const [before = 0] = await session.page.evaluate(() => driver.unload().slice(1, 4));
    expect(before).toBe(0);
    await session.pastePicture('pink');
    await expect.poll(() => session.page.evaluate(() => driver.leftAlone())).toBe(1);
    expect(await session.text()).not.toContain('uploading:');
  });

  it.each([
    ['light', 'en', 900],
    ['dark', 'zh', 390],
  ] as const)('settings can be seen and used in %s (%s, %i px)', async (theme, language, width) => {
    const session = await start({ language, viewport: { width, height: 1000 } });
    const { page } = session;
    if (theme === 'dark') await page.evaluate(() => document.body.classList.add('theme-dark'));
    await page.evaluate(() => driver.showSettings());
    await session.screenshot(`settings-${theme}`);
    await page.locator('.mod-page', { hasText: 'default' }).click();
    await page.locator('.imbed-preview', { hasText: 'http://127.0.0.1' }).waitFor();
    await session.screenshot(`profile-${theme}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
    await page.getByRole('button', { name: language === 'zh' ? '测试连接' : 'Test connection' }).click();
    await page.locator('.modal-title', { hasText: /Everything works|一切正常/ }).waitFor();
    await session.screenshot(`test-${theme}`);
  });
});
