import { describe, expect, it } from 'vitest';
import { contentTypeOf, dispositionOf } from './file-description.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('the type of a file', () => {
  it.each([
    ['a.txt', utf8('中文'), 'text/plain; charset=utf-8'],
    ['cut.txt', utf8('中文').subarray(0, 4), 'text/plain; charset=utf-8'],
    ['gbk.txt', Uint8Array.of(0xd6, 0xd0, 0xce, 0xc4), 'text/plain'],
    ['a.zip', utf8('PK'), 'application/zip'],
    ['page.jpg', utf8('<html>'), 'application/octet-stream'],
    ['picture.txt', utf8('GIF89a....'), 'image/gif'],
    ['none', utf8('x'), 'application/octet-stream'],
  ])('%s', async (name, bytes, type) => {
    expect(await contentTypeOf(name, bytes)).toBe(type);
  });
});

describe('the disposition of a file', () => {
  it('keeps quotes and line breaks of its name inside the quotes', () => {
    expect(dispositionOf('a"b\\c\r\n.txt')).toBe('inline; filename="a\\"b\\\\c__.txt"');
  });
});
