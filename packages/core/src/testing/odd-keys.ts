import { MAX_KEY_BYTES, type ObjectKey, parseObjectKey } from '../naming/object-key.ts';
import { told } from './told-issues.ts';

/** Names that have broken a signature, a link or a listing somewhere; the suite prefixes each with a folder. */
export const oddNames = {
  'plain folders': 'img/2026/11/0123456789abcdef.png',
  'Chinese and Japanese': '截图/データ.png',
  'composed accents (NFC)': 'caf\u00e9.png',
  'decomposed accents (NFD)': 'cafe\u0301.png',
  'an emoji': 'party-🎉👩‍👩‍👧.png',
  spaces: 'Screen Shot  at noon .png',
  'a plus sign': 'c++ notes+1.png',
  'a percent sign': '100%.png',
  'what looks percent-encoded': 'a%20b%2Fc.png',
  'query marks': 'a?b=c&d=e.png',
  'a hash': 'issue#1.png',
  quotes: `it's "quoted" \`so\`.png`,
  'parentheses and brackets': 'copy (1) [2] {3}.png',
  'marks that only RFC 3986 encodes': "!'()*.png",
  'a tilde': '~backup~.png',
  'XML marks': 'a<b>&amp;c.png',
  'dots at the front': '..hidden/...png',
  'a colon, a comma, an at sign': 'a:b,c;d@e$f|g^h.png',
  'an equals sign at the end': 'base64==',
} as const;

/** A key that is known to be good. */
export function objectKey(text: string): ObjectKey {
  const parsed = parseObjectKey(text);
  if (parsed.ok) return parsed.value;
  throw new Error(`not an object key: ${told(parsed.issues)[0]?.problem}`);
}

/** As long as a key can be, beginning with `prefix`. */
export function longestKey(prefix: string): ObjectKey {
  const bytes = new TextEncoder().encode(prefix).byteLength;
  return objectKey(prefix + 'k'.repeat(MAX_KEY_BYTES - bytes));
}
