import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languageIds, linkFormatOf } from './languages.ts';

const link = { alt: 'At the sea', target: 'https://i.example/a.png' };

describe('links', () => {
  it.each([
    ['markdown', '![At the sea](https://i.example/a.png)'],
    ['mdx', '![At the sea](https://i.example/a.png)'],
    ['quarto', '![At the sea](https://i.example/a.png)'],
    ['html', '<img src="https://i.example/a.png" alt="At the sea">'],
    ['latex', '\\includegraphics{https://i.example/a.png}'],
    ['asciidoc', 'image::https://i.example/a.png[At the sea]'],
    ['restructuredtext', '.. image:: https://i.example/a.png\n   :alt: At the sea'],
    ['typst', '#image("https://i.example/a.png", alt: "At the sea")'],
    ['something-else', '![At the sea](https://i.example/a.png)'],
  ])('of %s are written its way', (language, text) => {
    expect(linkFormatOf(language)(link)).toBe(text);
  });

  it.each([
    ['latex', { alt: '', target: 'a%20{b.png' }, '\\includegraphics{a\\%20\\%7bb.png}'],
    ['asciidoc', { alt: 'x]\ny', target: 'a b.png' }, 'image::a%20b.png[x\\] y]'],
    ['restructuredtext', { alt: 'x\n\ny', target: 'a.png' }, '.. image:: a.png\n   :alt: x y'],
    ['typst', { alt: 'a "b" \\', target: 'a.png' }, '#image("a.png", alt: "a \\"b\\" \\\\")'],
  ])('of %s cannot be ended by what they hold', (language, odd, text) => {
    expect(linkFormatOf(language)(odd)).toBe(text);
  });

  it('can be had in every language that the setting offers, and each of them starts the extension', () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    const setting = manifest.contributes.configuration.properties['imbed.languages'];
    expect(setting.items.enum).toEqual(languageIds);
    expect(setting.default).toEqual(languageIds);
    expect(manifest.activationEvents).toEqual(languageIds.map((id) => `onLanguage:${id}`));
  });
});
