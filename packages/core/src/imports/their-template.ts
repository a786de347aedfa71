import { parseKeyTemplate } from '../naming/key-template.ts';
import { habitOf } from '../naming/template-habits.ts';
import { templateVariables } from '../naming/template-variables.ts';
import { issue, ok, type ParseResult } from '../parse-result.ts';
import { type Mistake, problemOf } from '../problems.ts';

/** Whose words a template is written in: the same word does not mean the same everywhere. */
export type Dialect = 'picgo-plugin-s3' | 'piclist' | 's3-image-uploader';

interface TranslatedTemplate {
  readonly keyTemplate: string;
  /** What differs, though the template works. */
  readonly problems: readonly Mistake[];
}

/** Where a word means other things than here. */
const falseFriends: Readonly<Record<Dialect, Readonly<Record<string, string>>>> = {
  'picgo-plugin-s3': {},
  // In milliseconds: https://piclist.cn/en/configure.html.
  piclist: { timestamp: '{timestampMs}' },
  's3-image-uploader': { basename: '{note}' },
};

/** Digests that Imbed does not make, and what stands in for them: as good at telling pictures apart. */
const standIns: Readonly<Record<string, string>> = {
  sha1: '{hash:40}',
  md5b64: '{md5}',
  md5b64short: '{md5:7}',
};

/** Issues say which word has no counterpart here, or what is wrong with what came out. */
export function translateTemplate(text: string, dialect: Dialect): ParseResult<TranslatedTemplate> {
  const problems: Mistake[] = [];
  const unknown: string[] = [];
  const translated = text.replace(/\$?\{([^{}]*)\}/g, (written, inside: string) => {
    const [word = '', argument] = inside.split(':', 2);
    const piece = translateWord(word.trim(), argument, dialect);
    if (piece === undefined) unknown.push(written);
    else if (standInFor(word) !== undefined)
      problems.push(problemOf('word-replaced', { word: written, by: piece }));
    return piece ?? '';
  });
  if (unknown.length > 0) return issue('keyTemplate', 'words-unknown', { words: unknown });
  const keyTemplate = translated.replace(/\/{2,}/g, '/').replace(/^\//, '');
  const parsed = parseKeyTemplate(keyTemplate);
  return parsed.ok ? ok({ keyTemplate, problems }) : parsed;
}

function translateWord(word: string, argument: string | undefined, dialect: Dialect): string | undefined {
  const own = templateVariables.some(({ name }) => name === word) ? `{${word}}` : undefined;
  const friend = Object.hasOwn(falseFriends[dialect], word) ? falseFriends[dialect][word] : undefined;
  const piece = friend ?? standInFor(word) ?? own ?? habitOf(word);
  return argument === undefined ? piece : piece && withArgument(piece, argument, dialect);
}

function standInFor(word: string): string | undefined {
  const name = word.toLowerCase();
  return Object.hasOwn(standIns, name) ? standIns[name] : undefined;
}

/**
 * The plugin's `{md5:2}` starts at the third digit and goes on to the end, `{md5:2,4}` takes four from there:
 * https://github.com/wayjam/picgo-plugin-s3#readme.
 */
function withArgument(piece: string, argument: string, dialect: Dialect): string {
  const name = piece.replace(/^\{|[:}].*$/g, '');
  const digits = name === 'hash' ? 64 : name === 'md5' ? 32 : undefined;
  if (dialect !== 'picgo-plugin-s3' || digits === undefined || !(Number(argument) < digits))
    return `{${name}:${argument}}`;
  return Number(argument) === 0 ? `{${name}}` : `{${name}:${argument},${digits - Number(argument)}}`;
}
