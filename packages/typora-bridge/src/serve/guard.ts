import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { ImbedError } from '@imbed/core';
import { bringsToken } from './tokens.ts';

/** Who may ask the server for something. */
export interface GuardSettings {
  /** Without it everybody on this machine may; the server listens to nobody else then. */
  readonly token?: string;
  /** Pages and extensions that may upload, as they send it: `chrome-extension://…`. */
  readonly allowedOrigins: readonly string[];
  /** What `--host` says, which may be a name of this machine. */
  readonly host: string;
  /** Of the server itself, as a proxy or a tunnel shows it to browsers: `https://img.example.com`. */
  readonly publicOrigins: readonly string[];
}

/** Obsidian's own windows; no page of the web can have this origin. */
const OBSIDIAN = 'app://obsidian.md';

export interface Guard {
  /**
   * For everything: a page whose name leads to this machine by its own DNS still calls it by that name.
   * Throws `serve/refused`.
   */
  checkHost(request: IncomingMessage): void;
  /** For whatever does something. Throws `serve/refused` unless no page sent it, or one that may. */
  checkSender(request: IncomingMessage, isOnlyOwn?: boolean): void;
  /** Throws `serve/unauthorized`. */
  checkToken(request: IncomingMessage, query: URLSearchParams): void;
  /** The origin of a request from somewhere else that may send it; `undefined` for all others. */
  allowedOrigin(request: IncomingMessage): string | undefined;
}

export function createGuard({ token, allowedOrigins, host, publicOrigins }: GuardSettings): Guard {
  const allowed = new Set([OBSIDIAN, ...allowedOrigins]);
  const publicHosts = publicOrigins.flatMap(hostsIn);

  function checkSender(request: IncomingMessage, isOnlyOwn = false): void {
    const { origin, referer, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
    // Editors that are browsers inside, such as Obsidian, say `none` of what no page asked for.
    const isProgram = site === 'none' && mode !== 'navigate' && !isOnlyOwn;
    const isOwn = (one: string) => one === ownOrigin(request) || publicOrigins.includes(one);
    const isAllowed = (one: string) => isOwn(one) || (!isOnlyOwn && allowed.has(one));
    if (countOf(request, 'origin') > 1) throw refused('two origins');
    if (origin !== undefined) {
      if (!isAllowed(origin)) throw refused(`from ${origin}`);
    } else if (referer !== undefined && !isAllowed(originOf(referer))) throw refused('from another page');
    else if (site !== undefined && site !== 'same-origin' && !isProgram) throw refused('from another page');
  }

  return {
    checkHost(request) {
      const name = request.headers.host?.toLowerCase();
      const isKnown = name !== undefined && [...publicHosts, ...hostsOf(request, host)].includes(name);
      if (countOf(request, 'host') !== 1 || !isKnown) throw refused('the Host header names another machine');
    },
    checkSender,
    checkToken(request, query) {
      if (token !== undefined && !bringsToken(request, query, token))
        throw new ImbedError('serve/unauthorized');
    },
    allowedOrigin({ headers: { origin } }) {
      return origin !== undefined && allowed.has(origin) ? origin : undefined;
    },
  };
}

function refused(detail: string): ImbedError {
  return new ImbedError('serve/refused', { detail });
}

/** The address that the connection came in by, which DNS has no part in. */
function hostsOf({ socket }: IncomingMessage, host: string): readonly string[] {
  const { localAddress = '', localPort } = socket;
  const plain = localAddress.replace(/^::ffff:(?=\d+\.)/i, '');
  const names = ['localhost', isIPv6(plain) ? `[${plain}]` : plain];
  if (host !== '0.0.0.0' && host !== '::') names.push(host.toLowerCase());
  return names.flatMap((name) => [`${name}:${localPort}`, ...(localPort === 80 ? [name] : [])]);
}

/** Some proxies name the port that everybody takes for granted. */
function hostsIn(origin: string): readonly string[] {
  const { protocol, host, port } = new URL(origin);
  return port === '' ? [host, `${host}:${protocol === 'https:' ? 443 : 80}`] : [host];
}

function ownOrigin({ headers }: IncomingMessage): string {
  return `http://${headers.host?.toLowerCase()}`;
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : 'null';
}

/** Node keeps the first of several without a word. */
function countOf({ rawHeaders }: IncomingMessage, name: string): number {
  return rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length;
}
