import { describe, expect, it } from 'vitest';
import { wordsIn } from '../text/words.ts';
import { explained, refusalIn, Trouble } from './trouble.ts';

const words = wordsIn('en');
const refused = { code: 'store/access-denied', message: 'No access.', advice: 'Allow it.' };

describe('explained', () => {
  it("the server's own words are kept as they are", () => {
    expect(explained(refusalIn({ error: refused }, 403), words)).toEqual(refused);
  });

  it.each([undefined, null, 'no', {}, { error: null }, { error: { code: 'x' } }])(
    'an answer of %j is one that the page does not understand, with its status',
    (body) => {
      expect(explained(refusalIn(body, 418), words)).toMatchObject({
        code: 'page/odd',
        message: expect.stringContaining('418'),
      });
    },
  );

  it.each(['gone', 'interrupted', 'unreadable'] as const)(
    '%s has words and advice in each language',
    (kind) => {
      for (const locale of ['en', 'zh-cn'] as const) {
        const { message, advice } = explained(new Trouble(kind), wordsIn(locale));
        expect([message, advice]).not.toContain('');
      }
    },
  );

  it('a mistake of the page itself is not passed off as trouble', () => {
    expect(() => explained(new TypeError('a bug'), words)).toThrow('a bug');
  });
});
