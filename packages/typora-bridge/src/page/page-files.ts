/**
 * The page as the server hands it out. Filled in when the command is built (`build-page.mjs`), so that it is part of
 * the bundle and of the standalone executable; there is nothing of it where the sources run.
 */
declare const IMBED_PAGE: {
  readonly document: string;
  readonly files: readonly PageFile[];
};

export interface PageFile {
  /** Below the origin, e.g. `/script-3F2A.js`; the name changes with the content, so that it may be kept for ever. */
  readonly path: string;
  /** Its `content-type`. */
  readonly type: string;
  /** The content, compressed by gzip, in base64. */
  readonly gzip: string;
}

/** Everything that the document asks for. */
export const pageFiles: readonly PageFile[] = IMBED_PAGE.files;

/** The document, in HTML. @param token of this process, of letters and digits, `-` and `_` */
export function pageDocument(token: string): string {
  return IMBED_PAGE.document.replace('{{token}}', token);
}

/**
 * The `content-security-policy` under which the page works. Pictures come from the buckets' own addresses, whichever
 * they are, and from files that are on their way up (`blob:`); everything else from the server.
 */
export const pageSecurityPolicy: string = [
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
