import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageTokenHeader } from './page-api.ts';
import { isSameText } from './tokens.ts';

/** The page as it was built. */
export interface BuiltPage {
  /** The document, in HTML, with `token` in it. */
  document(token: string): string;
  readonly files: readonly BuiltFile[];
  /** Of the document. */
  readonly securityPolicy: string;
}

export interface BuiltFile {
  /** Below the origin; changes with the content. */
  readonly path: string;
  readonly type: string;
  /** The content, compressed by gzip, in base64. */
  readonly gzip: string;
}

/** The page, and what tells its requests from those of others. */
export interface PageApp {
  /** What is at `GET /…`; exactly these addresses and no file of the disk. */
  fileAt(route: string): { send(response: ServerResponse): void } | undefined;
  /** Whether a request brings the token of the page that this process hands out. */
  isFromPage(request: IncomingMessage): boolean;
}

const tokenHeader: PageTokenHeader = 'x-imbed-page';

export function createPageApp({ document, files, securityPolicy }: BuiltPage): PageApp {
  const token = randomBytes(24).toString('base64url');
  const assets = new Map(files.map((file) => [`GET ${file.path}`, { send: senderOf(file) }]));
  const html = document(token);
  const first = {
    send(response: ServerResponse) {
      response.setHeader('content-security-policy', securityPolicy);
      response.setHeader('cross-origin-opener-policy', 'same-origin');
      response.setHeader('x-frame-options', 'DENY');
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(html);
    },
  };
  return {
    fileAt: (route) => (route === 'GET /' || route === 'HEAD /' ? first : assets.get(route)),
    isFromPage({ headers }) {
      const given = headers[tokenHeader];
      return typeof given === 'string' && isSameText(given, token);
    },
  };
}

function senderOf({ type, gzip }: BuiltFile) {
  const bytes = Buffer.from(gzip, 'base64');
  return (response: ServerResponse) => {
    response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' });
    response.end(bytes);
  };
}
