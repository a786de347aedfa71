import { describe, expect, it } from 'vitest';
import { findImages } from './find-images.ts';

function targets(text: string): readonly string[] {
  return findImages(text).map(({ target }) => target);
}

describe('HTML', () => {
  it.each([
    ['<img src="a b.png">', ['a b.png']],
    ["a <IMG SRC='a.png' /> b", ['a.png']],
    ['a <img src=a.png>', ['a.png']],
    ['<img src="a&amp;b&quot;.png">', ['a&b".png']],
    ['<img alt="x">', []],
    ['a <img src="a.png"', []],
    ['<imgx src="a.png">', []],
    ['<div>\n<img @click="x" src="a.png">\n</div>', ['a.png']],
    ['<!-- a --> <img src="a.png">', ['a.png']],
    ['<!-- <img src="a.png"> -->', []],
    ['a <!-- <img src="a.png"> --> b', []],
    ['<!-- never closed\n\n<img src="a.png">', []],
    ['<script>\n"<img src=a.png>"\n</script>', []],
    ['a <!-- ![b](c.png) --> ![d](e.png)', ['e.png']],
    ['a <?php ![b](c.png) ?> ![d](e.png)', ['e.png']],
    ['a <![CDATA[ ![b](c.png) ]]> ![d](e.png)', ['e.png']],
    ['<a href="![b](c.png)">x</a>', []],
    ['![a <img src="b.png">](c.png)', ['c.png']],
  ])('%j refers to %j', (text, expected) => {
    expect(targets(text)).toEqual(expected);
  });

  it('reports what else a tag says', () => {
    expect(
      findImages('<img srcset="b.png 2x" src="a.png" alt="x &lt; y" title=t width=30 height="20">'),
    ).toMatchObject([
      { syntax: 'html', target: 'a.png', alt: 'x < y', title: 't', size: '30x20', srcset: 'b.png 2x' },
    ]);
  });
});
