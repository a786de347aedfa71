/** Status and headers of an answer. */
export interface AnswerHead {
  readonly status: number;
  /** Lower-case names; a header that came several times is joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of the body; `undefined` for one in chunks. */
  readonly bytes: number | undefined;
  /** The connection can take another request after the body. */
  readonly stays: boolean;
}

/** Longest head that is looked at, as Node has it (https://nodejs.org/api/cli.html#--max-http-header-sizesize). */
export const MAX_HEAD_BYTES = 16 * 1024;

/** Room for any object, and exact as a number. */
const LENGTH = /^\d{1,15}$/;

/** Names are tokens; values hold nothing that could end a line (RFC 9110, 5.5 and 5.6.2). */
const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/;

/**
 * Reads the plainest kinds of answer alone: HTTP/1.1 with one `Content-Length`, and refusals in chunks, as Amazon S3
 * sends all of them. Whatever else HTTP allows (objects in chunks, no length, old versions, continued lines), or does
 * not allow, is left to Node's parser.
 *
 * @param text status line and headers, in Latin-1, without the empty line behind
 * @returns `undefined` for an answer of any other kind
 */
export function parseAnswerHead(text: string): AnswerHead | undefined {
  const [first = '', ...lines] = text.split('\r\n');
  const status = Number(/^HTTP\/1\.1 ([2-5]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/.exec(first)?.[1]);
  // A proxy's own answer, and those that have no body whatever length they tell.
  if (Number.isNaN(status) || [204, 304, 407].includes(status)) return undefined;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, written = '', value = ''] = HEADER.exec(line) ?? [];
    const name = written.toLowerCase();
    const before = headers.get(name);
    if (name === '' || (before !== undefined && onlyOnce.has(name))) return undefined;
    headers.set(name, before === undefined ? value.trimEnd() : `${before}, ${value.trimEnd()}`);
  }
  const length = headers.get('content-length');
  const encoding = headers.get('transfer-encoding');
  const isKnown =
    encoding === undefined
      ? LENGTH.test(length ?? '')
      : status >= 300 && encoding.toLowerCase() === 'chunked' && length === undefined;
  if (!isKnown || headers.has('upgrade')) return undefined;
  const stays = !/\bclose\b/i.test(headers.get('connection') ?? '');
  const bytes = length === undefined ? undefined : Number(length);
  return { status, headers: Object.fromEntries(headers), bytes, stays };
}

const onlyOnce: ReadonlySet<string> = new Set(['content-length', 'etag']);
