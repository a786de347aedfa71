const SIZE = /^[0-9a-f]{1,6}$/i;

/**
 * The body that is cut into these chunks (RFC 9112, 7.1), and where they end. Extensions and trailers, which stores do not
 * send, are left to others.
 *
 * @param text in Latin-1, from the first chunk on
 * @returns `more` while the last chunk is not there, `other` for what is none of it
 */
export function parseChunks(
  text: string,
): { readonly body: string; readonly end: number } | 'more' | 'other' {
  let body = '';
  for (let at = 0; ; ) {
    const start = text.indexOf('\r\n', at) + 2;
    if (start < 2) return 'more';
    const size = text.slice(at, start - 2);
    if (!SIZE.test(size)) return 'other';
    const stop = start + Number.parseInt(size, 16);
    at = stop + 2;
    if (text.length < at) return 'more';
    if (text.slice(stop, at) !== '\r\n') return 'other';
    if (stop === start) return { body, end: at };
    body += text.slice(start, stop);
  }
}
