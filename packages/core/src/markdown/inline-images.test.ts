import { describe, expect, it } from 'vitest';
import { findImages } from './find-images.ts';

function targets(text: string): readonly string[] {
  return findImages(text).map(({ target }) => target);
}

describe('inline images', () => {
  it.each([
    ['![a](b.png)', ['b.png']],
    ['![a](a%20b.png)', ['a b.png']],
    ['![a](<a b.png>)', ['a b.png']],
    ['![a](100%.png)', ['100%.png']],
    ['![a](%FF.png)', ['%FF.png']],
    ['![a](https://h/a%20b.png)', ['https://h/a%20b.png']],
    ['![a](a(b)c.png)', ['a(b)c.png']],
    ['![a](a(b.png)', []],
    ['![a](a b.png)', []],
    ['![](<>)', ['']],
    ['![]()', ['']],
    ['[![a](b.png)](c.png)', ['b.png']],
    ['[a ![b](c.png) ![d](e.png)](f)', ['c.png', 'e.png']],
    ['![a ![b](c.png)](d.png)', ['d.png']],
    ['[![a][b]](c)\n\n[b]: d.png', ['d.png']],
    ['\\![a](b.png)', []],
    ['!\\[a](b.png)', []],
    ['![a](b.png "t', []],
    ['![a](b&auml;.png)', ['bä.png']],
    ['![a](b\\_c.png)', ['b_c.png']],
  ])('%j refers to %j', (text, expected) => {
    expect(targets(text)).toEqual(expected);
  });

  it.each([
    ['![a|300](b)', 'a', '300'],
    ['![300](b)', '', '300'],
    ['![a|300x200](b)', 'a', '300x200'],
    ['![a|b|300](b)', 'a|b', '300'],
    ['![a|b](b)', 'a|b', undefined],
    ['![a 300](b)', 'a 300', undefined],
    ['![*a* `b` [c](d) <i>e</i> &amp; \\*](b)', 'a b c e & *', undefined],
    ['![a [b] c](d)', 'a [b] c', undefined],
    ['![a [b] c](d)\n\n[b]: x', 'a b c', undefined],
    ['![a\n   b](c)', 'a\nb', undefined],
    ['![`` ` ``](c)', '`', undefined],
    ['![<http://a>](c)', 'http://a', undefined],
  ])('%j has alt text %j and size %j', (text, alt, size) => {
    expect(findImages(text)[0]).toMatchObject({ alt, ...(size !== undefined && { size }) });
    expect(findImages(text)[0]?.size).toBe(size);
  });

  it('gives a long alt text full of markup as it is written', () => {
    const alt = '*a* '.repeat(1000).trim();
    expect(findImages(`![${alt}](b)`)[0]?.alt).toBe(alt);
  });
});

describe('what holds no images', () => {
  it.each([
    ['`![a](b.png)`', []],
    ['`` ` ![a](b.png) ``', []],
    ['`![a](b.png)', ['b.png']],
    ['```\n![a](b.png)\n```', []],
    ['```\n![a](b.png)', []],
    ['    ![a](b.png)', []],
    ['a\n    ![b](c.png)', ['c.png']],
    ['- a\n\n      ![a](b.png)', []],
    ['$![a](b.png)$', []],
    ['$$![a](b.png)$$', []],
    ['a $x$ ![a](b.png) $y$', ['b.png']],
    ['$5 ![a](b.png) $6', ['b.png']],
    ['5$ ![a](b.png) 6$', ['b.png']],
    ['\\$a ![a](b.png) b$', ['b.png']],
    ['$a ![a](b.png) b\\$', ['b.png']],
    ['$$\n\n![a](b.png)\n\n$$\n\n![c](d.png)', ['d.png']],
    ['$$\n\n![a](b.png)', ['b.png']],
    ['a\n$$\n![a](b.png)\n$$ ![c](d.png)', ['d.png']],
    ['%%![a](b.png)%% ![c](d.png)', ['d.png']],
    ['%%\n\n![a](b.png)\n\n%% ![c](d.png)', ['d.png']],
    ['100%% ![a](b.png)', ['b.png']],
    ['%%\n\n![a](b.png)', ['b.png']],
    ['```\n%%\n```\n\n![a](b.png)\n\n```\n%%\n```', ['b.png']],
  ])('%j refers to %j', (text, expected) => {
    expect(targets(text)).toEqual(expected);
  });
});
