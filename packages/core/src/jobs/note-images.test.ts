import { expect, it } from 'vitest';
import { jobUnderTest, pathOf } from '../testing/job-under-test.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { imagesOfNote } from './note-images.ts';

function imagesOf(
  text: string,
  files: Readonly<Record<string, string | Uint8Array>> = {},
  only?: Parameters<typeof imagesOfNote>[2],
) {
  const { host, stores } = jobUnderTest({ ...files, 'n/a.md': text }, { keyTemplate: 'img/{name}.{ext}' });
  const images = imagesOfNote(host, { path: pathOf('n/a.md'), text }, only);
  return images.then((found) => ({ calls: stores.main.calls, found }));
}

it('says of each image where it is, in the order of the text, and asks no store', async () => {
  const text = [
    '![](https://main.test/img/cat.png?v=1) ![](https://example.com/dog.png)',
    '![[cat.png|300]] ![](nowhere.png) ![again](https://example.com/dog.png) ![](https://main.test/img/cat.png?v=1)',
  ].join('\n');
  const { found, calls } = await imagesOf(text, { 'pics/cat.png': pngOf('cat') });
  expect(found.map(({ reference: { target }, ...rest }) => ({ target, ...rest }))).toEqual([
    {
      target: 'https://main.test/img/cat.png?v=1',
      ...{ kind: 'stored', url: 'https://main.test/img/cat.png', key: 'img/cat.png' },
    },
    { target: 'https://example.com/dog.png', kind: 'foreign', url: 'https://example.com/dog.png' },
    { target: 'cat.png', kind: 'file', name: 'cat.png', path: 'pics/cat.png', size: 11 },
    { target: 'nowhere.png', kind: 'missing' },
  ]);
  expect(calls).toEqual([]);
});

it('leaves out what is no image elsewhere: text of the note, films, pages of the front matter', async () => {
  const text =
    '---\ncover: https://example.com/page\n---\n![](data:image/png;base64,AA==) ![[film.mp4]] ![]()';
  expect((await imagesOf(text, { 'n/film.mp4': 'x' })).found).toEqual([]);
});

it('looks at those alone that are asked for', async () => {
  const { found } = await imagesOf('![](a.png) ![](b.png)', {}, ({ target }) => target === 'b.png');
  expect(found.map(({ reference }) => reference.target)).toEqual(['b.png']);
});
