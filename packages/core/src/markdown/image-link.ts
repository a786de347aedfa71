/**
 * An inline image in CommonMark (https://spec.commonmark.org/0.31.2/#images). What the texts hold can end
 * neither the link nor the line.
 * @param alt plain text; line breaks become spaces
 * @param url as it is to be followed
 */
export function imageLink(alt: string, url: string): string {
  const text = alt.replaceAll(/\s+/g, ' ').trim();
  return `![${text.replaceAll(/[\\[\]`*_<>!&]/g, '\\$&')}](${destination(url)})`;
}

/** A bare destination may hold no space, no control character and no unpaired parenthesis; `<…>` takes those. */
function destination(url: string): string {
  const oneLine = url.replaceAll(/[\r\n]/g, encodeURIComponent);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (!/[\u0000-\u0020\u007f()<>\\]/.test(oneLine)) return oneLine;
  return `<${oneLine.replaceAll(/[<>\\]/g, '\\$&')}>`;
}
