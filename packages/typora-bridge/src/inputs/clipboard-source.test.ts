import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clipboardTools, createClipboardSource } from './clipboard-source.ts';

const picture = Buffer.from('89504e470d0a1a0a', 'hex');
const x11 = { platform: 'linux', env: { DISPLAY: ':0' }, wslDistro: undefined } as const;
const wayland = {
  platform: 'linux',
  env: { WAYLAND_DISPLAY: 'w', DISPLAY: ':0' },
  wslDistro: undefined,
} as const;
const mac = { platform: 'darwin', env: {}, wslDistro: undefined } as const;
const windows = { platform: 'win32', env: {}, wslDistro: undefined } as const;

const root = mkdtempSync(join(tmpdir(), 'imbed clip 剪贴板-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folder = '';
let folders = 0;
beforeEach(() => {
  folder = mkdtempSync(join(root, `${folders++}-`));
  vi.stubEnv('PATH', folder);
});
afterEach(() => vi.unstubAllEnvs());

/** A stand-in for a clipboard program; `body` runs in sh. */
function install(name: string, body: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(folder, name), 0o755);
}

const printsPicture = `printf '\\211PNG\\r\\n\\032\\n'`;

describe('which program is asked', () => {
  it.each([
    [x11, ['xclip']],
    [wayland, ['wl-paste', 'xclip']],
    [{ ...x11, env: {} }, []],
    [mac, ['pngpaste', 'osascript']],
    [windows, ['powershell.exe']],
    [{ ...x11, wslDistro: 'Ubuntu' }, ['powershell.exe']],
  ])('%j: %j', (context, commands) => {
    expect(clipboardTools(context).map(({ command }) => command)).toEqual(commands);
  });
});

describe('reading', () => {
  it.each([
    [x11, 'xclip', printsPicture],
    [wayland, 'wl-paste', printsPicture],
    [mac, 'pngpaste', printsPicture],
    [mac, 'osascript', `echo '«data PNGf${picture.toString('hex').toUpperCase()}»'`],
    [windows, 'powershell.exe', `echo ${picture.toString('base64')}`],
  ])('%j gets the bytes through %s', async (context, tool, body) => {
    install(tool, body);
    expect(Buffer.from(await createClipboardSource(context).read())).toEqual(picture);
  });

  it('a program that is not installed gives way to the next', async () => {
    install('xclip', printsPicture);
    expect(Buffer.from(await createClipboardSource(wayland).read())).toEqual(picture);
  });

  it.each([
    [x11, 'xclip', 'echo "Error: target image/png not available" >&2; exit 1'],
    [wayland, 'wl-paste', 'echo "No suitable type of content copied" >&2; exit 1'],
    [mac, 'osascript', 'exit 1'],
    [windows, 'powershell.exe', 'true'],
    [x11, 'xclip', 'echo only text'],
  ])('%j without a picture is empty', async (context, tool, body) => {
    install(tool, body);
    await expect(createClipboardSource(context).read()).rejects.toMatchObject({
      code: 'source/clipboard-empty',
    });
  });

  it.each([
    [x11, 'xclip'],
    [{ ...wayland, env: { WAYLAND_DISPLAY: 'w' } }, 'wl-clipboard'],
    [windows, 'Windows PowerShell'],
  ])('%j without a program names what to install: %s', async (context, detail) => {
    await expect(createClipboardSource(context).read()).rejects.toMatchObject({
      code: 'source/clipboard-unavailable',
      facts: { detail },
    });
  });

  it('a display that cannot be reached is not an empty clipboard', async () => {
    install('xclip', `echo "Error: Can't open display: :0" >&2; exit 1`);
    await expect(createClipboardSource(x11).read()).rejects.toMatchObject({
      code: 'source/clipboard-unavailable',
    });
  });

  it('without a graphical session that is what is missing', async () => {
    await expect(createClipboardSource({ ...x11, env: {} }).read()).rejects.toMatchObject({
      code: 'source/clipboard-unavailable',
      facts: { detail: expect.stringContaining('DISPLAY') as string },
    });
  });

  it('aborting is cancelling', async () => {
    install('xclip', 'exec /bin/sleep 60');
    const controller = new AbortController();
    const reading = createClipboardSource(x11).read(controller.signal);
    controller.abort();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });
});
