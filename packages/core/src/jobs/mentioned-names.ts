import { findImages } from '../markdown/find-images.ts';
import { targetKind } from '../markdown/target.ts';
import { percentDecode } from '../percent-encoding.ts';
import type { TextRange } from '../text-edit.ts';
import { foldedName } from '../workspace/folded-name.ts';

/** Names of files, looked for in texts all at once. */
interface NameSearch {
  /** Those of the names that `text` holds, outside of web addresses and of the images that are shown from there. */
  mentionedIn(text: string): ReadonlySet<string>;
}

/** Whether {@link createNameSearch} finds such a name at all. */
export function isSearchable(name: string): boolean {
  return /\.[a-z\d]+$/.test(foldedName(name));
}

/** @param names as {@link foldedName} gives them */
export function createNameSearch(names: ReadonlySet<string>): NameSearch {
  const lengths = new Set([...names].map((name) => name.length));
  return {
    mentionedIn(text) {
      const found = new Set<string>();
      const plain = foldedName(percentDecode(withoutWeb(text)).replaceAll('&amp;', '&'));
      // Wherever an extension ends, one of the names may.
      for (const { 0: extension, index } of plain.matchAll(/\.[a-z\d]+/g)) {
        const end = index + extension.length;
        for (const length of lengths) {
          const name = plain.slice(Math.max(0, end - length), end);
          if (names.has(name)) found.add(name);
        }
      }
      return found;
    },
  };
}

/** Addresses hold names of files, and so does the text of an image: that tells nothing of a file beside the note. */
function withoutWeb(text: string): string {
  const remote = findImages(text).filter(({ target }) => targetKind(target) === 'remote');
  const ranges = remote.flatMap(({ range, targetRange, srcset, uses = [] }) =>
    // Beside an address in the store there may still be files of other sizes.
    srcset === undefined ? [range, ...uses] : [targetRange],
  );
  return blank(text, ranges).replaceAll(/\bhttps?:\/\/[^\s<>"')\]]*/gi, ' ');
}

/** Where two ranges overlap, the first is enough. */
function blank(text: string, ranges: readonly TextRange[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    if (start < done) continue;
    parts.push(text.slice(done, start));
    done = end;
  }
  parts.push(text.slice(done));
  return parts.join(' ');
}
