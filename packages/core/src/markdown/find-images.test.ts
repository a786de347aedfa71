import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findImages } from './find-images.ts';
import type { ImageReference } from './image-reference.ts';

const notes = join(import.meta.dirname, '../../fixtures/notes');

/** Ranges as what stands in them, which is what matters and can be read. */
function described(text: string): readonly object[] {
  const slice = ({ start, end }: ImageReference['range']) => text.slice(start, end);
  return findImages(text).map(({ range, targetRange, uses, ...rest }) => ({
    ...rest,
    source: slice(range),
    written: slice(targetRange),
    ...(uses && { uses: uses.map(slice) }),
  }));
}

/** `target` or `alt = target`, and so on: the fewest words a case needs. */
function targets(text: string): readonly string[] {
  return findImages(text).map(({ target }) => target);
}

describe('real notes', () => {
  const names = readdirSync(notes).filter((name) => name.endsWith('.md'));

  it.each(names)('%s has the references that are listed beside it', (name) => {
    const text = readFileSync(join(notes, name), 'utf8');
    const expected: unknown = JSON.parse(readFileSync(join(notes, name.replace(/md$/, 'json')), 'utf8'));
    expect(described(text)).toEqual(expected);
  });
});

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

describe('definitions', () => {
  it('are found where an image uses them, full, collapsed or shortcut, and once', () => {
    const text = '![a][x] ![X][] ![x]\n\n[x]: <a b.png>  "t"\n[y]: c.png\n';
    expect(described(text)).toEqual([
      {
        syntax: 'definition',
        target: 'a b.png',
        title: 't',
        alt: 'a',
        source: '[x]: <a b.png>  "t"',
        written: '<a b.png>',
        uses: ['![a][x]', '![X][]', '![x]'],
      },
    ]);
  });

  it.each([
    ['[a][x]\n\n[x]: a.png', []],
    ['![x]\n\n[x]: a.png\n[x]: b.png', ['a.png']],
    ['![x]\n\n> [x]: a.png', ['a.png']],
    ['![x]\n\n```\n[x]: a.png\n```', []],
    ['![x]\n[x]: a.png', []],
    ['![ẞ]\n\n[SS]: a.png', ['a.png']],
    ['![x][y]\n\n[x]: a.png', []],
    ['![x][\n\n[x]: a.png', ['a.png']],
    ['![a [x] b][y]\n\n[x]: a.png\n[y]: b.png', ['b.png']],
    ['![x]\n\n[x]:\n  a.png\n  "title"', ['a.png']],
    ['![x]\n\n[x]: a.png "title" no', []],
    ['# [x]: a.png\n\n![x]', []],
    ['[x]: a.png\n![x]\n===', ['a.png']],
    ['[^1]: ![a](b.png)\n\nText.[^1]', ['b.png']],
  ])('%j refers to %j', (text, expected) => {
    expect(targets(text)).toEqual(expected);
  });
});

describe('wiki embeds', () => {
  it.each([
    ['![[a.png]]', 'a.png', '', undefined],
    ['![[a b/图.PNG|300]]', 'a b/图.PNG', '', '300'],
    ['![[a.png|alt|300x200]]', 'a.png', 'alt', '300x200'],
    ['![[a.png|alt]]', 'a.png', 'alt', undefined],
    ['![[a.png|alt|left|300]]', 'a.png', 'alt|left', '300'],
    ['![[ a.png | 300 ]]', 'a.png', '', '300'],
    ['![[a.png#right|300]]', 'a.png', '', '300'],
    ['| ![[a.png\\|alt\\|300]] |\n|---|', 'a.png', 'alt', '300'],
    ['![[a%20b.png]]', 'a%20b.png', '', undefined],
  ])('%j refers to %j with alt text %j and size %j', (text, target, alt, size) => {
    expect(findImages(text)).toMatchObject([{ syntax: 'wiki', target, alt }]);
    expect(findImages(text)[0]?.size).toBe(size);
  });

  it.each([
    '![[Note]]',
    '![[Note#Heading]]',
    '![[Note#photo.png]]',
    '![[song.mp3]]',
    '![[drawing.excalidraw]]',
    '[[a.png]]',
    '![[a\n.png]]',
    '`![[a.png]]`',
    '| a | b |\n|---|---|\n| ![[a.png|300]] | |',
  ])('%j shows no image', (text) => {
    expect(findImages(text)).toEqual([]);
  });

  it('take precedence over CommonMark’s images, whose alt text would be `[a.png]`', () => {
    expect(targets('![[a.png]](b.png) ![[a]](c.png)')).toEqual(['a.png', 'c.png']);
  });
});

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

describe('front matter', () => {
  it.each([
    ['---\ncover: a.png\n---\n', ['a.png']],
    ['\ufeff---\r\ncover: a.png\r\n---\r\n![b](c.png)', ['a.png', 'c.png']],
    ['---\ncover: https://h/x?id=1\n---', ['https://h/x?id=1']],
    ['---\ncover: ""\n---', []],
    ['---\ntitle: a.png\n---', []],
    ['---\nimage_alt: a.png\n---', []],
    ['---\ncoverage: a.png\n---', []],
    ['---\ncover: {image: a.png, alt: b.png}\n---', ['a.png']],
    ['---\nimage:\n  src: a.png\n  title: b.png\n---', ['a.png']],
    ['---\nimages:\n- a.png\n- {url: b.png}\n- text\n---', ['a.png', 'b.png']],
    ['---\nimage: |\n  a.png\n---', []],
    ['---\nimage: a\n  b.png\n---', []],
    ['---\nbanner: "![[a.png]]"\n---', ['a.png']],
    ['---\nbanner: "[[Note]]"\n---', []],
    ['---\nimage: "a\\u0020b.png"\n---', ['a b.png']],
    ['---\nimage: [a.png\n---\n![b](c.png)', ['a.png', 'c.png']],
    ['---\n![a](b.png)\n\n---\n', ['b.png']],
    ['---\ncover: a.png\n\n![b](c.png)', ['c.png']],
    ['\n---\ncover: a.png\n---\n', []],
    ['+++\n[params.images]\nx = "a.png"\nhero = "b.png"\n+++', ['b.png']],
    [
      '+++\nimage = "a\\u0062.png"\nthis is no TOML\nlogo = [["c.png"], {src = "d.png"}]\n+++',
      ['ab.png', 'c.png', 'd.png'],
    ],
    ['+++\nimage = """\na.png"""\nimages = [1, true, "b.png"]\n+++', ['b.png']],
  ])('%j refers to %j', (text, expected) => {
    expect(targets(text)).toEqual(expected);
  });

  it('longer than any note has is not read', () => {
    expect(targets(`---\n${'image: a.png\n'.repeat(6000)}---\n![b](c.png)`)).toEqual(['c.png']);
  });
});

describe('any text', () => {
  const pieces = [
    ...[
      '![',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '"',
      "'",
      '`',
      '``',
      '$',
      '$$',
      '%%',
      '|',
      '\\',
      '\n',
      '\r\n',
      '\r',
      '\t',
    ],
    ...[
      '> ',
      '- ',
      '1. ',
      '```\n',
      '---\n',
      '+++\n',
      '![[',
      ']]',
      '[[',
      'a.png',
      '<img src=',
      '<!--',
      '-->',
      ': ',
    ],
    ...[
      '[a]: b',
      'cover: ',
      '# ',
      '    ',
      '<div>',
      '&#x41;',
      '\u0000',
      '\ufeff',
      '\ud800',
      '图',
      '|---|---|\n',
      '=',
      ',',
    ],
  ];
  const anyText = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => `---\n${parts.join('')}\n---\n`),
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => `+++\n${parts.join('')}\n+++\n`),
  );

  it('has references in order, whose ranges hold their targets and do not overlap', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const { range, targetRange } of findImages(text)) {
          expect(range.start).toBeGreaterThanOrEqual(end);
          expect(targetRange.start).toBeGreaterThanOrEqual(range.start);
          expect(targetRange.end).toBeGreaterThanOrEqual(targetRange.start);
          expect(targetRange.end).toBeLessThanOrEqual(range.end);
          expect(range.end).toBeLessThanOrEqual(text.length);
          end = range.end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('has the same references wherever it stands: what is found in a range is found there alone', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { syntax, range, target } of findImages(text)) {
          if (syntax !== 'inline' && syntax !== 'wiki') continue;
          const alone = text.slice(range.start, range.end);
          // Cut out of its container, a link over several lines may begin a block.
          if (!/[\r\n]/.test(alone)) expect(findImages(alone)).toMatchObject([{ syntax, target }]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    '![',
    '[',
    '![a](',
    '![a](<',
    '![a](b "',
    '![[',
    '`a``',
    '$a',
    '<img src="',
    "<a b='",
    '<!--',
    '<?',
    '<!A',
    '*a **b ',
    '> ',
    '- ',
    '1. ',
    '[a]: b\n',
    '![a][',
    '![a]',
    '$$\n',
    '%%a\n',
    '| ',
    '\\',
    '&',
    '<div>\n',
    '***a ',
    '(',
    ']',
  ])('%j, twenty thousand times, is read without a word', (piece) => {
    expect(() => findImages(`${piece.repeat(20_000)}![x](y.png)`)).not.toThrow();
  });
});
