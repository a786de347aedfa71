import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findImages } from './find-images.ts';
import { formatImageLink, type ImageLink, type LinkStyle } from './link-format.ts';

describe('formatImageLink', () => {
  it.each<readonly [ImageLink, LinkStyle, string]>([
    [{ alt: 'cat', target: 'https://h/a.png' }, 'markdown', '![cat](https://h/a.png)'],
    [{ alt: '', target: 'https://h/a.png' }, 'markdown', '![](https://h/a.png)'],
    [{ alt: 'a [b] c', target: 'a' }, 'markdown', '![a \\[b\\] c](a)'],
    [{ alt: ' two\r\nlines ', target: 'a' }, 'markdown', '![two lines](a)'],
    [{ alt: 'a_b*c', target: 'a' }, 'markdown', '![a\\_b\\*c](a)'],
    [{ alt: 'a', target: 'a(1).png' }, 'markdown', '![a](a(1).png)'],
    [{ alt: 'a', target: 'a(1.png' }, 'markdown', '![a](<a(1.png>)'],
    [{ alt: 'a', target: '图 1.png' }, 'markdown', '![a](<图 1.png>)'],
    [{ alt: 'a', target: 'a%20b#c?d.png' }, 'markdown', '![a](a%2520b%23c%3Fd.png)'],
    [{ alt: 'a', target: 'https://h/a%20b.png?x=1#c' }, 'markdown', '![a](https://h/a%20b.png?x=1#c)'],
    [{ alt: 'a', target: 'b', title: 'say "x"' }, 'markdown', '![a](b "say \\"x\\"")'],
    [{ alt: 'a', target: 'b', size: '300' }, 'markdown', '![a|300](b)'],
    [{ alt: '', target: 'b', size: '300x200' }, 'markdown', '![300x200](b)'],
    [{ alt: 'cat', target: 'a b.png' }, 'wiki', '![[a b.png|cat]]'],
    [{ alt: '', target: 'a.png', size: '300' }, 'wiki', '![[a.png|300]]'],
    [{ alt: 'a|[b]', target: 'a.png', size: '300' }, 'wiki', '![[a.png|a b|300]]'],
    [{ alt: 'a', target: 'https://h/a.png' }, 'wiki', '![a](https://h/a.png)'],
    [{ alt: 'a', target: 'a#b.png' }, 'wiki', '![a](a%23b.png)'],
    [{ alt: 'a', target: 'a.png', title: 't' }, 'wiki', '![a](a.png "t")'],
    [{ alt: 'a', target: 'Note' }, 'wiki', '![a](Note)'],
    [{ alt: 'a "b" & c', target: 'a"b.png' }, 'html', '<img src="a&quot;b.png" alt="a &#34;b&#34; &amp; c">'],
    [
      { alt: '', target: 'a.png', title: '<t>', size: '300x200' },
      'html',
      '<img src="a.png" alt="" title="&lt;t&gt;" width="300" height="200">',
    ],
  ])('%j as %s is %s', (image, style, link) => {
    expect(formatImageLink(image, style)).toBe(link);
  });

  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom(...'![]()<>"\'`$%|\\&;#*_ \n\u3000图a.'), { maxLength: 20 })
      .map((chars) => chars.join('')),
  );
  const target = fc.oneof(
    text.map((name) => `${name.trim()}.png`),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
  );

  it.each<LinkStyle>(['markdown', 'wiki', 'html'])(
    'as %s is one line, and found whole with its target',
    (style) => {
      fc.assert(
        fc.property(text, text, target, (alt, title, to) => {
          const link = formatImageLink({ alt, title, target: to }, style);
          expect(link).not.toMatch(/[\r\n]/);
          const found = findImages(link);
          expect(found).toMatchObject([{ range: { start: 0, end: link.length } }]);
          // What no URL may hold is encoded, and a URL is not decoded.
          if (!/^(?:https?:)?\/\/|^[a-z][a-z\d+.-]+:/i.test(to)) expect(found[0]?.target).toBe(to);
        }),
        { numRuns: 500 },
      );
    },
  );

  it('keeps words that have no meaning of their own', () => {
    fc.assert(
      fc.property(text, (words) => {
        const alt = words.replaceAll(/[\s|]+/g, ' ').trim();
        fc.pre(!/^\d+(?:x\d+)?$/.test(alt));
        const found = findImages(formatImageLink({ alt, target: 'a.png' }, 'markdown'));
        // A long alt text full of markup is not decoded.
        expect(found[0]?.alt.replaceAll(/\s+/g, ' ')).toBe(alt);
      }),
    );
  });
});
