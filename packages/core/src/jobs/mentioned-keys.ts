import { unescapeMarkdown } from '../markdown/unescape.ts';
import { percentDecode } from '../percent-encoding.ts';
import { foldedName } from '../workspace/folded-name.ts';

/** Keys of objects, looked for in texts all at once. */
interface KeySearch {
  /** Those of the keys that `text` holds anywhere, in whatever way they are escaped there. */
  mentionedIn(text: string): ReadonlySet<string>;
}

/** Whether {@link createKeySearch} finds such a key at all. */
export function isKeySearchable(key: string): boolean {
  return /\.[^/]+$/.test(key);
}

/** Characters at the end of a key by which most others are ruled out at once. */
const TAIL = 12;

/** Upper and lower case, and how accents are composed, make no difference: a doubt counts as found. */
export function createKeySearch(keys: Iterable<string>): KeySearch {
  const byFolded = new Map<string, string[]>();
  /** Lengths of the keys that end so. */
  const byTail = new Map<string, Set<number>>();
  /** How keys end, from the last dot on, with the lengths of the tails that end so. */
  const byEnding = new Map<string, Set<number>>();
  for (const key of keys) {
    const folded = foldedName(key);
    const tail = folded.slice(-TAIL);
    byFolded.set(folded, [...(byFolded.get(folded) ?? []), key]);
    add(byTail, tail, folded.length);
    add(byEnding, folded.slice(folded.lastIndexOf('.')), tail.length);
  }

  function* foundIn(text: string): Generator<string> {
    for (let dot = text.indexOf('.'); dot !== -1; dot = text.indexOf('.', dot + 1))
      for (const [ending, tails] of byEnding)
        if (text.startsWith(ending, dot)) yield* foundAt(text, dot + ending.length, tails);
  }

  function* foundAt(text: string, end: number, tails: Iterable<number>): Generator<string> {
    const last = (length: number) => text.slice(Math.max(0, end - length), end);
    for (const tail of tails)
      for (const length of byTail.get(last(tail)) ?? []) yield* byFolded.get(last(length)) ?? [];
  }

  return {
    mentionedIn(text) {
      const forms = new Set([text, decoded(text)].map(foldedName));
      return new Set([...forms].flatMap((form) => [...foundIn(form)]));
    },
  };
}

function add(map: Map<string, Set<number>>, text: string, length: number): void {
  map.set(text, (map.get(text) ?? new Set()).add(length));
}

/** As Markdown, HTML, JSON and addresses escape it. */
function decoded(text: string): string {
  const plain = text.replaceAll(/\\u([\da-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return percentDecode(unescapeMarkdown(plain));
}
