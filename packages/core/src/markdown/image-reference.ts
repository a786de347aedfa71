import type { TextRange } from '../text-edit.ts';

/**
 * How a reference is written:
 * `inline` `![alt](target "title")`, `definition` `[label]: target "title"` that an image uses, `wiki`
 * `![[target|300]]`, `html` `<img src="target">`, `front-matter` a value of the note's YAML or TOML.
 */
export type ReferenceSyntax = 'inline' | 'definition' | 'wiki' | 'html' | 'front-matter';

/** One place in a note that says where an image is. */
export interface ImageReference {
  readonly syntax: ReferenceSyntax;
  /** All of it: from `!` to `)`, the definition, the tag, or the value with its quotes. */
  readonly range: TextRange;
  /** The target as it is written, with the `<…>` or the quotes around it; empty in `![]()`. */
  readonly targetRange: TextRange;
  /**
   * Where the image is. Escapes and entities are undone; `%20` too, unless the target is a URL or wiki link,
   * so that `<a b.png>` and `a%20b.png` both read `a b.png`.
   */
  readonly target: string;
  /** Plain text; of a definition, that of the first image that uses it. Empty where there is none. */
  readonly alt: string;
  readonly title?: string;
  /** `300` or `300x200`, in CSS pixels: Obsidian's suffix of the alt text, or `width` and `height` of a tag. */
  readonly size?: string;
  /** Of an `html` reference: names more files, and stays as it is when `src` is retargeted. */
  readonly srcset?: string;
  /** Of an `inline` or `wiki` reference: it stands in a cell of a table, where a bar needs a backslash. */
  readonly inTable?: true;
  /** Of a `definition`: the images that use it, in the order of the text. */
  readonly uses?: readonly TextRange[];
}
