import { describe, expect, it } from 'vitest';
import { findImages } from './find-images.ts';

function targets(text: string): readonly string[] {
  return findImages(text).map(({ target }) => target);
}

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
