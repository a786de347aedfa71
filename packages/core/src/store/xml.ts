/**
 * The few answers that the light wire reads are flat lists of text elements, made by machines; the SDK has the parser
 * for the others.
 */

/** Text of the first element of that name, wherever it is; `undefined` where it is missing or empty. */
export function xmlField(text: string, name: string): string | undefined {
  const found = new RegExp(`<(?:\\w+:)?${name}>([^<]*)</`).exec(text)?.[1]?.trim();
  return found === undefined || found === '' ? undefined : unescapeXml(found);
}

/** The same with the white space around it, which belongs to keys; also of an element with `CDATA`. Empty where it is missing. */
export function xmlText(text: string, name: string): string {
  const pattern = new RegExp(`<(?:\\w+:)?${name}>(?:<!\\[CDATA\\[(.*?)\\]\\]>|([^<]*))</`, 's');
  const [, literal, escaped = ''] = pattern.exec(text) ?? [];
  return literal ?? unescapeXml(escaped);
}

/** What is inside each element of that name, unread. They do not nest. */
export function xmlElements(text: string, name: string): readonly string[] {
  const pattern = new RegExp(`<(?:\\w+:)?${name}>(.*?)</(?:\\w+:)?${name}>`, 'gs');
  return Array.from(text.matchAll(pattern), ([, inside = '']) => inside);
}

/** For text between tags; quotes are left, so not for attributes. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescapeXml(text: string): string {
  const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(\w+);|&#(\d+);|&#x([0-9a-f]+);/gi, (entity, name, decimal, hex) => {
    if (name !== undefined) return characters[name] ?? entity;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
