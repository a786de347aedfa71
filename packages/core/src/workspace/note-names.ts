/**
 * Names of Markdown notes, as Typora and GitHub know them (https://support.typora.io,
 * https://github.com/github-linguist/linguist/blob/main/lib/linguist/languages.yml), with the dialects that are still
 * Markdown outside of their code: MDX, R Markdown and Quarto. Plain `.txt` is too often something else.
 */
const noteName = /.\.(?:md|markdown|mdown|mdwn|mkd|mkdn|mkdown|mdtxt|mdtext|mdx|rmd|qmd)$/i;

/** By its ending, in capitals or not; `name` may be a whole path. */
export function isNoteName(name: string): boolean {
  return noteName.test(name);
}
