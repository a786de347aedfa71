import { expect, it } from 'vitest';
import { textComesFirst } from './text-first.ts';

const sheet = '<html><body><table><tr><td>1</td><td>2</td></tr></table></body></html>';

it.each([
  ['cells of a spreadsheet', { plain: '1\t2\r\n', html: sheet }],
  ['a table without plain text', { plain: '', html: sheet }],
  ['a paragraph of a word processor', { plain: 'Words', html: '<p>Words</p>' }],
  ['an address that somebody wrote', { plain: 'https://example.com', html: '<p>https://example.com</p>' }],
  ['two lines, of which one is a file name', { plain: 'see\n/tmp/image.png', html: '' }],
])('%s is meant as text', (_, text) => {
  expect(textComesFirst(text, ['image.png'])).toBe(true);
});

it.each([
  ['a screenshot', { plain: '', html: '' }],
  ['a picture of a page', { plain: '', html: '<meta charset="utf-8"><img src="https://a.example/x.png">' }],
  [
    'a picture with its address',
    { plain: 'https://a.example/x.png', html: '<img src="https://a.example/x.png">' },
  ],
  ['a file with its name', { plain: 'image.png', html: '' }],
  ['files with their paths', { plain: '/tmp/image.png\n/tmp/b.jpg\n', html: '' }],
])('%s is meant as picture', (_, text) => {
  expect(textComesFirst(text, ['image.png', 'b.jpg'])).toBe(false);
});
