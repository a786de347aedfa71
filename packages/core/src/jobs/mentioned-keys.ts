import { unescapeMarkdown } from '../markdown/unescape.ts';
import { percentDecode } from '../percent-encoding.ts';
import { foldName } from './mentioned-names.ts';

/** Keys of objects, looked for in texts all at once. */
export interface KeySearch {
  /** Those of the keys that `text` holds anywhere, in whatever way they are escaped there. */
  mentionedIn(text: string): ReadonlySet<string>;
}

/** Whether {@link createKeySearch} finds such a key at all. */
export function isKeySearchable(key: string): boolean {
  return /\.[^/]+$/.test(key);
}

/** Upper and lower case, and how accents are composed, make no difference: a doubt counts as found. */
export function createKeySearch(keys: Iterable<string>): KeySearch {
  const byFolded = new Map<string, string[]>();
  for (const key of keys) byFolded.set(foldName(key), [...(byFolded.get(foldName(key)) ?? []), key]);
  /** How keys end, from the last dot on, with the lengths of those that end so. */
  const lengths = new Map<string, Set<number>>();
  for (const key of byFolded.keys()) {
    const end = key.slice(key.lastIndexOf('.'));
    lengths.set(end, (lengths.get(end) ?? new Set()).add(key.length));
  }

  function* foundIn(text: string): Generator<string> {
    for (let dot = text.indexOf('.'); dot !== -1; dot = text.indexOf('.', dot + 1))
      for (const [ending, ofLength] of lengths) {
        if (!text.startsWith(ending, dot)) continue;
        const end = dot + ending.length;
        for (const length of ofLength) yield* byFolded.get(text.slice(Math.max(0, end - length), end)) ?? [];
      }
  }

  return {
    mentionedIn: (text) =>
      new Set([foldName(text), foldName(decoded(text))].flatMap((form) => [...foundIn(form)])),
  };
}

/** As Markdown, HTML, JSON and addresses escape it. */
function decoded(text: string): string {
  const plain = text.replaceAll(/\\u([\da-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return percentDecode(unescapeMarkdown(plain));
}
