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

describe('real notes', () => {
  const names = readdirSync(notes).filter((name) => name.endsWith('.md'));

  it.each(names)('%s has the references that are listed beside it', (name) => {
    const text = readFileSync(join(notes, name), 'utf8');
    const expected: unknown = JSON.parse(readFileSync(join(notes, name.replace(/md$/, 'json')), 'utf8'));
    expect(described(text)).toEqual(expected);
  });
});

describe('any text', () => {
  const pieces = [
    ...['![', '[', ']', '(', ')', '<', '>', '"', "'", '`', '``', '$', '$$', '%%', '|', '\\', '=', ',', '#'],
    ...['\n', '\r\n', '\r', '\t', '    ', '> ', '- ', '1. ', '# ', '```\n', '---\n', '+++\n', '|---|\n'],
    ...['![[', ']]', '[[', 'a.png', '<img src=', '<!--', '-->', '<div>', '[a]: b', 'cover: ', ': ', '&#x41;'],
    ...['\u0000', '\ufeff', '\ud800', '图'],
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
