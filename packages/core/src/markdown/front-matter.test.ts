import fc from 'fast-check';
import { parse as parseToml, stringify as stringifyToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml, stringify as stringifyYaml } from 'yaml';
import { applyEdits } from '../text-edit.ts';
import { findImages } from './find-images.ts';
import { splitFrontMatter } from './front-matter.ts';
import { namesImage } from './front-matter-keys.ts';
import { retarget } from './retarget.ts';

describe('splitFrontMatter', () => {
  it.each([
    ['---\na: b\n---\ntext', 'yaml', 'a: b\n', '\ntext'],
    ['\ufeff---\r\na: b\r\n---\r\ntext', 'yaml', 'a: b\r\n', '\r\ntext'],
    ['--- \na: b\n...\ntext', 'yaml', 'a: b\n', '\ntext'],
    ['---\n---\n', 'yaml', '', '\n'],
    ['---\n# comment\n\n"a b": c\n---', 'yaml', '# comment\n\n"a b": c\n', ''],
    ['+++\na = 1\n+++\n', 'toml', 'a = 1\n', '\n'],
  ])('%j begins with front matter', (text, format, content, rest) => {
    const found = splitFrontMatter(text);
    expect(found).toMatchObject({ format });
    expect(found && text.slice(found.content.start, found.content.end)).toBe(content);
    expect(found && text.slice(found.end)).toBe(rest);
  });

  it.each([
    '',
    '---',
    '---\na: b\n',
    '----\na: b\n----\n',
    ' ---\na: b\n---\n',
    '\n---\na: b\n---\n',
    '---\n\nText between two rules.\n\n---\n',
    '---\n# A heading\n---\n',
  ])('%j does not', (text) => {
    expect(splitFrontMatter(text)).toBeUndefined();
  });
});

describe('namesImage', () => {
  it.each([
    [['cover']],
    [['featuredImage']],
    [['top_img']],
    [['banner-path']],
    [['header', 'overlay_image']],
    [['cover', 'src']],
    [['resources', 'src']],
    [['params', 'logo']],
  ])('%j does', (keys) => {
    expect(namesImage(keys)).toBe(true);
  });

  it.each([
    [[]],
    [['title']],
    [['src']],
    [['cover', 'alt']],
    [['image_caption']],
    [['imagine']],
    [['cover', 'x']],
  ])('%j does not', (keys) => {
    expect(namesImage(keys)).toBe(false);
  });
});

describe('the images of front matter', () => {
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
    expect(findImages(text).map(({ target }) => target)).toEqual(expected);
  });

  it('longer than any note has is not read', () => {
    const text = `---\n${'image: a.png\n'.repeat(6000)}---\n![b](c.png)`;
    expect(findImages(text)).toMatchObject([{ target: 'c.png' }]);
  });
});

const name = fc
  .array(fc.constantFrom(...' "\'#:,[]{}&*!|>%@`?-~=\\图é$', 'a', 'b', '/', '.'), { maxLength: 10 })
  .map((chars) => `${chars.join('').trim()}x.png`);
const data = fc.record({
  title: name,
  cover: name,
  images: fc.array(name, { maxLength: 3 }),
  header: fc.record({ image: name, alt: name }),
});

/** In the order in which they are written. */
function imagesOf({
  cover,
  images,
  header,
}: {
  cover: string;
  images: readonly string[];
  header: { image: string };
}) {
  return [cover, ...images, header.image];
}

describe.each<readonly [string, string, (value: object) => string, (text: string) => unknown]>([
  ['YAML', '---', (value) => stringifyYaml(value), (text) => parseYaml(text)],
  ['TOML', '+++', (value) => stringifyToml(value), (text) => parseToml(text)],
])('front matter in %s', (_format, fence, stringify, parse) => {
  const write = (value: object) => `${fence}\n${stringify(value).trim()}\n${fence}\n`;
  const read = (text: string): unknown => parse(text.slice(4, text.lastIndexOf(fence)));

  it('has the images that a library has written into it', () => {
    fc.assert(
      fc.property(data, (value) => {
        // A wiki link names another file, and an escape another character.
        fc.pre(imagesOf(value).every((target) => !/%[\da-f]{2}|^!?\[\[/i.test(target)));
        expect(findImages(write(value)).map(({ target }) => target)).toEqual(imagesOf(value));
      }),
    );
  });

  it('is read by a library as it was, but for the images, once they are retargeted', () => {
    fc.assert(
      fc.property(data, name, (value, to) => {
        fc.pre(!/[%#?<>|`:]/.test(to));
        const text = write(value);
        const references = findImages(text);
        const edited = applyEdits(
          text,
          retarget(text, references, () => to),
        );
        const { title, header } = value;
        const known = new Set(references.map(({ target }) => target));
        const changed = (one: string) => (known.has(one) ? to : one);
        expect(read(edited)).toMatchObject({
          title,
          header: { alt: header.alt, image: changed(header.image) },
        });
      }),
    );
  });
});
