/**
 * Character references such as `&amp;`, as the page itself reads them: the bundle has this in place of the tables of
 * `entities`, which say the same.
 */

/** One reference, whole and alone; what is none stays. */
export function decodeHTMLStrict(reference: string): string {
  // White space at the start of a document would be dropped.
  const said = parsed(`.${reference}`).textContent?.slice(1) ?? '';
  // `&notit;` is no reference, although HTML reads `&not` in it.
  return said.endsWith(';') && said !== ';' ? reference : said;
}

/** What stands between the quotes of an attribute. */
export function decodeHTMLAttribute(text: string): string {
  return parsed(`<i title="${text.replaceAll('"', '&quot;')}">`).querySelector('i')?.title ?? text;
}

function parsed(html: string): HTMLElement {
  return new DOMParser().parseFromString(html, 'text/html').body;
}
