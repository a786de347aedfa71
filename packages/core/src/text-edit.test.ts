import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, invertEdits } from './text-edit.ts';

describe('applyEdits', () => {
  it.each([
    ['replaces', [{ start: 1, end: 3, newText: 'X' }], 'aXd'],
    ['inserts where the range is empty', [{ start: 4, end: 4, newText: '!' }], 'abcd!'],
    ['deletes where the text is empty', [{ start: 0, end: 1, newText: '' }], 'bcd'],
    ['leaves the text alone without edits', [], 'abcd'],
    [
      'counts offsets in the text as it was, in whatever order the edits come',
      [
        { start: 3, end: 4, newText: 'second' },
        { start: 0, end: 1, newText: 'first' },
      ],
      'firstbcsecond',
    ],
    [
      'takes edits that touch',
      [
        { start: 0, end: 2, newText: 'X' },
        { start: 2, end: 4, newText: 'Y' },
      ],
      'XY',
    ],
  ])('%s', (_rule, edits, after) => {
    expect(applyEdits('abcd', edits)).toBe(after);
  });

  it.each([
    [
      'that overlap',
      [
        { start: 0, end: 2, newText: '' },
        { start: 1, end: 3, newText: '' },
      ],
    ],
    ['that end behind the text', [{ start: 3, end: 5, newText: '' }]],
    ['that begin before the text', [{ start: -1, end: 1, newText: '' }]],
    ['that end before they begin', [{ start: 2, end: 1, newText: '' }]],
  ])('refuses edits %s', (_rule, edits) => {
    expect(() => applyEdits('abcd', edits)).toThrow(expect.objectContaining({ code: 'internal' }));
  });

  it('changes nothing outside the ranges', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string(), fc.string())), (pieces) => {
        let at = 0;
        const edits = pieces.map(([kept, old, newText]) => {
          const start = at + kept.length;
          at = start + old.length;
          return { start, end: at, newText };
        });
        const before = pieces.map(([kept, old]) => kept + old).join('');
        const after = pieces.map(([kept, , newText]) => kept + newText).join('');
        expect(applyEdits(before, edits)).toBe(after);
      }),
    );
  });
});

describe('invertEdits', () => {
  it('takes back what edits did, in whatever order they came', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string(), fc.string(), fc.string())),
        fc.boolean(),
        (pieces, backwards) => {
          let at = 0;
          const edits = pieces.map(([kept, old, newText]) => {
            const start = at + kept.length;
            at = start + old.length;
            return { start, end: at, newText };
          });
          const before = pieces.map(([kept, old]) => kept + old).join('');
          const given = backwards ? edits.toReversed() : edits;
          expect(applyEdits(applyEdits(before, given), invertEdits(before, given))).toBe(before);
        },
      ),
    );
  });
});
