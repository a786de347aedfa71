const sizePattern = /^\d+(?:x\d+)?$/;

/** `300` or `300x200`. */
export function isImageSize(text: string): boolean {
  return sizePattern.test(text);
}

/** Obsidian's way to size an image on the web: `![alt|300](…)` or `![300](…)` (https://help.obsidian.md/embeds). */
export function splitSize(text: string): { readonly alt: string; readonly size?: string } {
  const bar = text.lastIndexOf('|');
  const size = text.slice(bar + 1).trim();
  return isImageSize(size) ? { alt: text.slice(0, Math.max(bar, 0)), size } : { alt: text };
}
