import { applyEdits, createWebRandom } from '@imbed/core';
import { describe, expect, it } from 'vitest';
import { linkFormatOf } from '../languages.ts';
import { createPlaceholder, foundPlaceholder, placeholderEdits } from './placeholder.ts';

const random = createWebRandom();
const placeholder = createPlaceholder('Uploading a.png…', linkFormatOf('markdown'), random);

function replaced(text: string, link = '![a](x.png)', target = 'x.png') {
  return applyEdits(text, placeholderEdits(text, placeholder, link, target));
}

describe('a placeholder', () => {
  it('is an image link, so that it is neither styled nor wrapped as something else', () => {
    expect(placeholder.text).toBe(`![Uploading a.png…](${placeholder.token})`);
  });

  it('is another one each time', () => {
    expect(createPlaceholder('a', linkFormatOf('markdown'), random).token).not.toBe(placeholder.token);
  });

  it('is found wherever it is, and as often as it is', () => {
    const { text } = placeholder;
    expect(replaced(`x ${text}${text}\n> ${text}`)).toBe('x ![a](x.png)![a](x.png)\n> ![a](x.png)');
    expect(replaced('nothing')).toBe('nothing');
  });

  it('into which somebody wrote keeps what they wrote', () => {
    expect(replaced(placeholder.text.replace('Uploading a.png…', 'The sea'))).toBe('![The sea](x.png)');
    expect(replaced(placeholder.token)).toBe('x.png');
  });

  it('can be taken away', () => {
    expect(replaced(`a ${placeholder.text} b`, '', '')).toBe('a  b');
  });

  it.each(['html', 'latex', 'asciidoc', 'restructuredtext', 'typst'])('is whole in %s, too', (language) => {
    const other = createPlaceholder('Uploading a.png…', linkFormatOf(language), random);
    const edits = placeholderEdits(`a ${other.text} b`, other, 'LINK', 'x');
    expect(applyEdits(`a ${other.text} b`, edits)).toBe('a LINK b');
  });

  it.each([
    ['Windows line endings', '\r\n', ''],
    ['an indent', '\n', '    '],
    ['a tab before it', '\n', '\t'],
  ])('of two lines is whole with %s, and its link stands as it stood', (_, ending, indent) => {
    const format = linkFormatOf('restructuredtext');
    const other = createPlaceholder('Uploading a.png…', format, random);
    const text = `x\n${indent}${other.text.replace('\n', `${ending}${indent}`)}\ny`;
    const edits = placeholderEdits(text, other, format({ alt: 'a', target: 'x.png' }), 'x.png');
    expect(applyEdits(text, edits)).toBe(`x\n${indent}.. image:: x.png\n${indent}   :alt: a\ny`);
  });

  it.each(['markdown', 'html', 'latex', 'asciidoc', 'restructuredtext', 'typst'])(
    'of another computer is found whole among others (%s)',
    (language) => {
      const format = linkFormatOf(language);
      const image = format({ alt: 'b [1]', target: 'b.png' });
      const other = createPlaceholder('Uploading a [2].png…', format, random);
      const around = (text: string) => `${image}\n${text}\n${image}`.replaceAll('\n', '\r\n');
      const text = around(other.text);
      const found = foundPlaceholder(other.token, text, format);
      expect(applyEdits(text, placeholderEdits(text, found, '', ''))).toBe(around(''));
    },
  );
});
