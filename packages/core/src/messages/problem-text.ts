import { problemWords } from '../problem-words.ts';
import type { Mistake, ToldMistake } from '../problems.ts';
import type { MessageLocale } from './locale.ts';
import { problemsZhCn } from './problems-zh-cn.ts';

/** What is wrong with a setting, to be read behind its name. */
export function problemText(mistake: Mistake | ToldMistake, locale: MessageLocale): string {
  const { code, facts } = mistake;
  // Words of a host's own.
  if (code === undefined) return 'problem' in mistake ? mistake.problem : '';
  const words = (locale === 'zh-CN' ? problemsZhCn : problemWords)[code] as (
    facts: Mistake['facts'],
  ) => string;
  return words(facts);
}
