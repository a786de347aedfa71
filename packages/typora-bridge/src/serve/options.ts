import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces, tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { ImbedError } from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import type { Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
import { serveWords } from './words.ts';

/** Where PicGo listens, and its clients call when nobody tells them otherwise. */
const PICGO_PORT = 36677;

/** Shorter ones are guessed. */
const MIN_TOKEN_CHARACTERS = 16;

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly token?: string;
  readonly allowedOrigins: readonly string[];
  /** Under which browsers and programs reach it by a proxy or a tunnel, e.g. `https://img.example.com`. */
  readonly publicOrigins: readonly string[];
  /** Folders that files may be taken from; absolute. */
  readonly roots: readonly string[];
}

/** Throws `UsageError`, or `serve/token-needed`. */
export function parseServeOptions(args: Args, io: Io): ServeOptions {
  const host = args.value('host') ?? '127.0.0.1';
  const port = portIn(args.value('port') ?? String(PICGO_PORT));
  const token = tokenIn(args, io);
  const publicOrigins = args.values('public-url').map(publicOriginIn);
  const elsewhere = publicOrigins.find((origin) => !isLoopback(new URL(origin).hostname));
  const open = isLoopback(host) ? elsewhere : authority(host, port);
  if (token === undefined && open !== undefined) throw new ImbedError('serve/token-needed', { host: open });
  return {
    ...{ host, port, publicOrigins, allowedOrigins: args.values('allow-origin').map(originIn) },
    roots: [
      io.home(),
      tmpdir(),
      ...typoraFolders(io),
      ...args.values('root').map((root) => rootIn(root, io)),
    ],
    ...(token !== undefined && { token }),
  };
}

/** `host:port`, as addresses have it. */
export function authority(host: string, port: number): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Where a browser on this machine finds it. */
export function localUrl(host: string, port: number): string {
  const own = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${authority(own, port)}`;
}

function portIn(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new UsageError('option --port needs a number up to 65535');
}

function isLoopback(host: string): boolean {
  return ['localhost', '::1', '[::1]'].includes(host) || (isIP(host) === 4 && host.startsWith('127.'));
}

function tokenIn(args: Args, { env }: Io): string | undefined {
  const path = args.value('token-file');
  const token = path === undefined ? env['IMBED_SERVE_TOKEN'] : readToken(path);
  if (token === undefined || token === '') return undefined;
  if (token.length >= MIN_TOKEN_CHARACTERS) return token;
  throw new UsageError(`the token needs at least ${MIN_TOKEN_CHARACTERS} characters`);
}

function readToken(path: string): string {
  try {
    const token = readFileSync(path, 'utf8').trim();
    if (token !== '') return token;
  } catch (cause) {
    throw new ImbedError('source/unreadable', { name: path }, { cause });
  }
  throw new UsageError(`option --token-file: there is nothing in ${path}`);
}

/** One that is not there may be on a drive that comes later. */
function rootIn(text: string, io: Io): string {
  const path = resolve(text);
  if (!existsSync(path)) io.warn(serveWords(messageLocale(io.env)).noSuchRoot(path));
  return path;
}

function originIn(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/?#*\s]+$/i.test(text)) return text;
  throw new UsageError('option --allow-origin needs scheme and host, e.g. chrome-extension://abcdef');
}

function publicOriginIn(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin = url !== undefined && `${url.origin}/` === url.href && /^https?:$/.test(url.protocol);
  if (isOrigin) return url.origin;
  throw new UsageError('option --public-url needs scheme and host, e.g. https://img.example.com');
}

/** Where other machines find it that listens at all of its addresses. */
export function networkUrls(host: string, port: number): readonly string[] {
  if (host !== '0.0.0.0' && host !== '::') return [];
  const found = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses);
  const isOther = ({ family, internal }: NetworkInterfaceInfo) => family === 'IPv4' && !internal;
  return found.filter(isOther).map(({ address }) => `http://${authority(address, port)}`);
}

/** The two pictures of "Test Uploader" lie in the program's own folder there. */
function typoraFolders({ platform }: Io): readonly string[] {
  return platform === 'darwin' ? ['/Applications/Typora.app/Contents/Resources'] : [];
}
