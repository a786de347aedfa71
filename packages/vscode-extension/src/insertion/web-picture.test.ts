import { expect, it } from 'vitest';
import { type Download, webPictures } from './web-picture.ts';

/** Downloads that are over when a test says so, or when they are stopped. */
function site() {
  const waiting: ((bytes: Uint8Array) => void)[] = [];
  const download: Download = (_url, signal) =>
    new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('stopped')));
      waiting.push(resolve);
    });
  const [picture] = webPictures('<img src="https://a.example/x.png">', 'drop', download);
  if (picture === undefined) throw new Error('no picture');
  return { waiting, picture };
}

const bytes = new Uint8Array([1]);

it('a picture whose upload is taken back is downloaded for whoever else reads it', async () => {
  const { waiting, picture } = site();
  const upload = new AbortController();
  const stopped = picture.read(upload.signal).catch(String);
  const kept = picture.read();
  upload.abort();
  expect(await stopped).toBe('Error: stopped');
  expect(waiting.length).toBe(2);
  waiting[1]?.(bytes);
  expect([await kept, await picture.read()]).toEqual([bytes, bytes]);
});

it('a picture that two read is downloaded once', async () => {
  const { waiting, picture } = site();
  const all = [picture.read(), picture.read(new AbortController().signal)];
  waiting[0]?.(bytes);
  expect([await Promise.all(all), waiting.length]).toEqual([[bytes, bytes], 1]);
});
