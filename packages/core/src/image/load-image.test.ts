import { describe, expect, test, vi } from 'vitest';
import { ImbedError } from '../errors.ts';
import { readImageFixture } from '../testing/image-fixtures.ts';
import type { ImageSource } from './image-source.ts';
import { type LoadOptions, loadImage as load } from './load-image.ts';

function sourceOf(bytes: Uint8Array | string, name?: string, size?: number): ImageSource {
  const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  return {
    name,
    origin: 'cli',
    ...(size === undefined ? {} : { size }),
    read: () => Promise.resolve(content),
  };
}

const png = readImageFixture('gradient.png');
const LIMIT = 1024;
const loadImage = (source: ImageSource, options: Partial<LoadOptions> = {}, signal?: AbortSignal) =>
  load(source, { maxBytes: LIMIT, ...options }, signal);

describe('what is loaded', () => {
  test('an image is typed by its bytes, whatever its name says', async () => {
    const image = await loadImage(sourceOf(png, 'holiday.JPG'));
    expect(image).toEqual({ stem: 'holiday', extension: 'png', contentType: 'image/png', bytes: png });
  });

  test.each([
    ['Screenshot 2026.08.22', 'Screenshot 2026.08.22'],
    ['photo.final.png', 'photo.final'],
    ['archive.7z', 'archive'],
    ['.png', '.png'],
    ['照片.jpeg', '照片'],
    ['C:\\Users\\me\\cat.png', 'cat'],
    ['/tmp/cat.png', 'cat'],
    ['no-extension', 'no-extension'],
    ['trailing.', 'trailing.'],
    ['folder/', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('the stem of %j is %j', async (name, stem) => {
    expect((await loadImage(sourceOf(png, name))).stem).toBe(stem);
  });
});

describe('what is refused', () => {
  test('an empty file', async () => {
    await expect(loadImage(sourceOf('', 'a.png'))).rejects.toMatchObject({
      code: 'source/empty',
      facts: { name: 'a.png' },
    });
  });

  test('a file that is no image, although its name says so', async () => {
    await expect(loadImage(sourceOf('<html></html>', 'cat.png'))).rejects.toMatchObject({
      code: 'source/not-an-image',
      facts: { name: 'cat.png' },
    });
  });

  test('a file over the limit, with both numbers', async () => {
    await expect(loadImage(sourceOf(png), { maxBytes: png.length - 1 })).rejects.toMatchObject({
      code: 'source/too-large',
      facts: { bytes: png.length, limitBytes: png.length - 1 },
    });
  });

  test('a file over the limit is never read where its size is known', async () => {
    const read = vi.fn(() => Promise.resolve(png));
    const source: ImageSource = { name: 'a.png', origin: 'cli', size: LIMIT + 1, read };
    await expect(loadImage(source)).rejects.toMatchObject({ code: 'source/too-large' });
    expect(read).not.toHaveBeenCalled();
  });

  test('a file of exactly the limit is taken', async () => {
    const image = await loadImage(sourceOf(png, 'a.png', png.length), { maxBytes: png.length });
    expect(image.bytes).toBe(png);
  });
});

describe('what a source may do', () => {
  const failing = (error: unknown): ImageSource => ({
    name: 'a.png',
    origin: 'cli',
    read: () => Promise.reject(error),
  });

  test('its own error passes', async () => {
    const error = new ImbedError('source/not-found', { name: 'a.png' });
    await expect(loadImage(failing(error))).rejects.toBe(error);
  });

  test('a foreign error is source/unreadable and kept as the cause', async () => {
    const cause = new Error('EIO');
    await expect(loadImage(failing(cause))).rejects.toMatchObject({ code: 'source/unreadable', cause });
  });

  test('an abort before reading reads nothing', async () => {
    const read = vi.fn(() => Promise.resolve(png));
    const source: ImageSource = { name: undefined, origin: 'cli', read };
    await expect(loadImage(source, {}, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(read).not.toHaveBeenCalled();
  });

  test.each(['resolves', 'rejects'])(
    'an abort while reading is cancelled, also when the read %s',
    async (end) => {
      const controller = new AbortController();
      const source: ImageSource = {
        name: undefined,
        origin: 'cli',
        read: async () => {
          controller.abort();
          if (end === 'rejects') throw new DOMException('aborted', 'AbortError');
          return png;
        },
      };
      await expect(loadImage(source, {}, controller.signal)).rejects.toMatchObject({
        code: 'cancelled',
        facts: { outcome: 'not-sent' },
      });
    },
  );
});

describe('a source that waits for ever', () => {
  const endless: ImageSource = { name: undefined, origin: 'cli', read: () => new Promise(() => {}) };

  test('is left behind at an abort, though it does not heed the signal', async () => {
    const controller = new AbortController();
    const loading = loadImage(endless, {}, controller.signal);
    controller.abort();
    await expect(loading).rejects.toMatchObject({ code: 'cancelled', facts: { outcome: 'not-sent' } });
  });

  test('nothing listens to the signal any more once an image is loaded', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    await loadImage(sourceOf(png), {}, signal);
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
      added.mock.calls.map(([, listener]) => listener),
    );
  });
});

describe('any file', () => {
  test.each([
    ['notes.md', 'md', 'text/markdown'],
    ['Report.PDF', 'pdf', 'application/pdf'],
    ['clip.mp4', 'mp4', 'video/mp4'],
    ['favicon.ico', 'ico', 'image/vnd.microsoft.icon'],
    ['data.unheardof', 'bin', 'application/octet-stream'],
    ['cat.png', 'bin', 'application/octet-stream'],
    ['Makefile', 'bin', 'application/octet-stream'],
    [undefined, 'bin', 'application/octet-stream'],
  ])('%j becomes .%s, %s', async (name, extension, contentType) => {
    const image = await loadImage(sourceOf('no image', name), { anyFile: true });
    expect(image).toMatchObject({ extension, contentType });
  });

  test('an image is still typed by its bytes', async () => {
    const image = await loadImage(sourceOf(png, 'page.html'), { anyFile: true });
    expect(image).toMatchObject({ extension: 'png', contentType: 'image/png' });
  });
});
