import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageLink } from './image-link.ts';

describe('imageLink', () => {
  it.each([
    [
      'cat',
      'https://img.example.com/img/2026/11/ab.png',
      '![cat](https://img.example.com/img/2026/11/ab.png)',
    ],
    ['', 'https://img.example.com/a.png', '![](https://img.example.com/a.png)'],
    ['a [b] c', 'https://h/a', '![a \\[b\\] c](https://h/a)'],
    ['two\nlines', 'https://h/a', '![two lines](https://h/a)'],
    ['a_b*c', 'https://h/a', '![a\\_b\\*c](https://h/a)'],
    ['图', 'https://h/a(1).png', '![图](<https://h/a(1).png>)'],
    ['x', 'https://h/a b.png', '![x](<https://h/a b.png>)'],
    ['x', 'https://h/a.png?x-oss-process=style/web', '![x](https://h/a.png?x-oss-process=style/web)'],
  ])('%j and %j make %s', (alt, url, link) => {
    expect(imageLink(alt, url)).toBe(link);
  });

  it('the link is one line that ends with its destination, whatever the texts hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.webUrl(), (alt, url) => {
        const link = imageLink(alt, url);
        expect(link).not.toMatch(/[\r\n]/);
        expect(link).toMatch(/^!\[(?:[^\\[\]]|\\.)*\]\((?:<.*>|[^\s()<>]*)\)$/su);
      }),
    );
  });
});
