import { describe, expect, it } from 'vitest';
import { historyQuery, isFiltered, noFilter } from './history-query.ts';

describe('historyQuery', () => {
  it('asks for what is wished for, and nothing else', () => {
    expect(historyQuery(noFilter)).toEqual({});
    expect(historyQuery({ ...noFilter, text: '  cat ', profile: 'blog' }, 'c1')).toEqual({
      text: 'cat',
      profile: 'blog',
      before: 'c1',
    });
  });

  it("a day is the reader's day, from its first to its last moment", () => {
    const { from = '', to = '' } = historyQuery({ ...noFilter, from: '2026-03-29', to: '2026-03-29' });
    expect(new Date(from)).toEqual(new Date(2026, 2, 29, 0, 0, 0, 0));
    expect(new Date(to)).toEqual(new Date(2026, 2, 29, 23, 59, 59, 999));
  });

  it('a day that is none yet asks for nothing', () => {
    expect(historyQuery({ ...noFilter, from: '2026-', to: '2026-13-45' })).toEqual({});
  });
});

describe('isFiltered', () => {
  it('blanks are no filter', () => {
    expect([noFilter, { ...noFilter, text: ' ' }, { ...noFilter, to: '2026-01-01' }].map(isFiltered)).toEqual(
      [false, false, true],
    );
  });
});
