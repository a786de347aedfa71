import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { imageFixtures, readImageFixture } from '../testing/image-fixtures.ts';
import { imageExtensions, isSniffable, sniffImage } from './sniff.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('type by content', () => {
  test.each(imageFixtures)('$file is $contentType', ({ file, extension, contentType }) => {
    expect(sniffImage(readImageFixture(file))).toEqual({ extension, contentType });
  });

  test('a view into a larger buffer is judged by its own bytes', () => {
    const png = readImageFixture('gradient.png');
    const buffer = new Uint8Array(png.length + 7);
    buffer.set(png, 7);
    expect(sniffImage(buffer.subarray(7))?.extension).toBe('png');
    const bmp = readImageFixture('gradient.bmp');
    buffer.set(bmp.subarray(0, 40), 3);
    expect(sniffImage(buffer.subarray(3))?.extension).toBe('bmp');
  });

  test.each([
    ['avif sequence', '\0\0\0\x18ftypavis\0\0\0\0msf1avis', 'avif'],
    ['avif behind a generic major brand', '\0\0\0\x18ftypmif1\0\0\0\0mif1avif', 'avif'],
    ['heic behind a generic major brand', '\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'heic'],
    ['10-bit heic', '\0\0\0\x14ftypheix\0\0\0\0mif1', 'heic'],
    ['heif of an unnamed codec', '\0\0\0\x14ftypmif1\0\0\0\0miaf', 'heif'],
    ['BigTIFF', 'II+\0\x08\0\0\0', 'tiff'],
    ['old GIF', 'GIF87a\x01\0\x01\0', 'gif'],
  ])('%s', (_, text, extension) => {
    expect(sniffImage(latin1(text))?.extension).toBe(extension);
  });

  test.each([
    ['nothing', ''],
    ['plain text', 'hello'],
    ['text that starts like a bitmap', 'BMW 2002 tii, 1973, verkaufe wegen Platzmangels'],
    ['a sound in the container of WebP', 'RIFF\x24\0\0\0WAVEfmt '],
    ['a video in the container of HEIC', '\0\0\0\x18ftypisom\0\0\0\0isommp42'],
    ['half a PNG signature', '\x89PNG'],
    ['a PDF', '%PDF-1.7'],
  ])('%s is no image', (_, text) => {
    expect(sniffImage(latin1(text))).toBeUndefined();
  });

  test('files are offered by every extension that a type it knows is written with', () => {
    const fixtures = imageFixtures.map(({ file }) => file.slice(file.lastIndexOf('.') + 1));
    expect(imageExtensions()).toEqual(expect.arrayContaining([...new Set(fixtures)]));
    expect(imageExtensions()).toEqual(expect.arrayContaining(['jpg', 'jpeg', 'tif', 'tiff', 'heif', 'svg']));
    expect(new Set(imageExtensions()).size).toBe(imageExtensions().length);
  });

  test('only the types it tells apart are sniffable', () => {
    expect(isSniffable('image/png')).toBe(true);
    expect(isSniffable('image/vnd.microsoft.icon')).toBe(false);
  });
});

describe('SVG by its root element', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';

  test.each([
    ['self-closing', '<svg/>'],
    ['white space first', `\r\n\t ${svg}`],
    ['byte order mark', `\ufeff${svg}`],
    ['declaration and comment', `<?xml version="1.0"?><!-- a > b -- "quoted' -->${svg}`],
    ['stylesheet', `<?xml-stylesheet href="a.css"?>${svg}`],
    ['document type with public id', `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">${svg}`],
    ['lower-case document type', `<!doctype svg>${svg}`],
    ['subset with brackets in quotes', `<!DOCTYPE svg [<!ENTITY a "]>"><!-- don't --><?x ]> ?>]>${svg}`],
    ['prefix', '<s:svg xmlns:s="http://www.w3.org/2000/svg"></s:svg>'],
    ['a page inside a foreignObject', '<svg><foreignObject><html><body/></html></foreignObject></svg>'],
  ])('%s', (_, text) => {
    expect(sniffImage(bytesOf(text))).toEqual({ extension: 'svg', contentType: 'image/svg+xml' });
  });

  test.each([
    ['a page with one inside', `<!DOCTYPE html><html><body>${svg}</body></html>`],
    ['one in a comment only', `<!-- ${svg} -->`],
    ['one in a comment of a page', `<!-- ${svg} --><html></html>`],
    ['one in an entity only', `<!DOCTYPE x [<!ENTITY a "${svg}">]><x/>`],
    ['text in front', `see ${svg}`],
    ['a longer name', '<svgfoo/>'],
    ['capitals, which XML tells apart', '<SVG></SVG>'],
    ['an endless comment', '<!-- <svg>'],
    ['an endless document type', '<!DOCTYPE svg [ <svg>'],
    ['an endless declaration', '<?xml <svg>'],
    ['another XML format', '<?xml version="1.0"?><rss/>'],
  ])('%s is no SVG', (_, text) => {
    expect(sniffImage(bytesOf(text))).toBeUndefined();
  });

  test.each(['utf-16le', 'utf-16be'])('%s with its byte order mark', (encoding) => {
    const units = Uint16Array.from(`\ufeff${svg}`, (character) => character.charCodeAt(0));
    const bytes = new Uint8Array(units.length * 2);
    const view = new DataView(bytes.buffer);
    units.forEach((unit, index) => {
      view.setUint16(index * 2, unit, encoding === 'utf-16le');
    });
    expect(sniffImage(bytes)?.extension).toBe('svg');
  });

  test('any prologue of comments and spaces leaves the root what it is', () => {
    const comment = fc.string().map((text) => `<!--${text.replaceAll('--', '')}x-->`);
    const prologue = fc.array(fc.oneof(comment, fc.constantFrom(' ', '\n', '<?a b?>')), { maxLength: 9 });
    fc.assert(
      fc.property(prologue, fc.constantFrom('svg', 'html', 'a'), (parts, root) => {
        const found = sniffImage(bytesOf(`${parts.join('')}<${root}>`))?.extension;
        expect(found).toBe(root === 'svg' ? 'svg' : undefined);
      }),
    );
  });
});
