/**
 * JSON of a {@link Built}, filled in when the command is built (`build-page.mjs`), so that the page is part of the bundle
 * and of the standalone executable; it is not there where the sources run.
 */
declare const IMBED_PAGE: string;

interface Built {
  /** With `{{token}}` in it. */
  readonly document: string;
  readonly files: readonly BuiltFile[];
}

interface BuiltFile {
  /** Below the origin, e.g. `/script-3F2A.js`; the name changes with the content, so that it may be kept for ever. */
  readonly path: string;
  /** Its `content-type`. */
  readonly type: string;
  /** The content, compressed by gzip, in base64. */
  readonly gzip: string;
}

/**
 * The `content-security-policy` under which the page works. Pictures come from the buckets' own addresses, whichever
 * they are, and from files that are on their way up (`blob:`); everything else from the server.
 */
const securityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: https: http:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const built: Built = JSON.parse(IMBED_PAGE);

/** The page as the server hands it out: an HTML document for a token, and all that the document asks for. */
export const builtPage = {
  /** @param token of this process; letters, digits, `-` and `_` */
  document: (token: string): string => built.document.replace('{{token}}', token),
  files: built.files,
  securityPolicy,
};
