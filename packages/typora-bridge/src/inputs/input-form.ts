import { posix, win32 } from 'node:path';

/** What the meaning of an argument depends on; a parameter, so that every platform is tested on every platform. */
export interface PathContext {
  readonly platform: NodeJS.Platform;
  /** The user's home folder. */
  home(): string;
  /** `WSL_DISTRO_NAME`; `undefined` outside the Windows Subsystem for Linux. */
  readonly wslDistro: string | undefined;
}

export type InputForm =
  | { readonly kind: 'stdin' }
  | { readonly kind: 'url'; readonly url: string }
  /** Paths that the argument may mean, the likeliest first; the first one that exists is meant. */
  | { readonly kind: 'file'; readonly paths: Iterable<string> };

/**
 * What one INPUT argument names. An argument that exists just as it stands always means that file; only then
 * the repairs are tried that Typora, shells and browsers make necessary.
 */
export function parseInput(argument: string, context: PathContext): InputForm {
  if (argument === '-') return { kind: 'stdin' };
  const text = withoutQuotes(argument);
  if (/^https?:\/\//i.test(text)) return { kind: 'url', url: text };
  return { kind: 'file', paths: meanings(argument, text, context) };
}

/** Made one by one as they are asked for: nearly always the first one is it. */
function* meanings(argument: string, text: string, context: PathContext): Generator<string> {
  const isUrl = /^file:\/\//i.test(text);
  if (!isUrl) yield argument;
  const spoken = isUrl ? pathsOfFileUrl(text, context.platform) : [argument, text];
  const paths = spoken.flatMap((path) => [path, ...repairs(path, context)]);
  const all = new Set([...paths, ...paths.flatMap(percentDecoded)]);
  if (!isUrl) all.delete(argument);
  yield* all;
}

function withoutQuotes(text: string): string {
  return /^(["']).+\1$/s.test(text) ? text.slice(1, -1) : text;
}

function repairs(path: string, context: PathContext): readonly string[] {
  const { platform } = context;
  if (/^~(?=$|[\\/])/.test(path)) {
    const { join } = platform === 'win32' ? win32 : posix;
    return [join(context.home(), path.slice(1).replaceAll('\\\\', '\\'))];
  }
  return platform === 'win32' ? windowsPaths(path) : windowsPathsUnderWsl(path, context.wslDistro);
}

/** `\\wsl$\` or `\\wsl.localhost\`, however many slashes got lost or doubled on the way. */
const wslShare = /^[\\/]*(wsl\$|wsl\.localhost)[\\/]+([^\\/]+)(.*)$/is;

function windowsPaths(path: string): readonly string[] {
  const share = wslShare.exec(path);
  if (share) return [`\\\\${share[1]}\\${share[2]}${singleBackslashes(share[3] ?? '')}`];
  if (/^[\\/][a-z]:/i.test(path)) return [singleBackslashes(path.slice(1))];
  // Four backslashes in front are a doubled UNC prefix; the prefix itself must stay two.
  const unc = /^[\\/]{2,}(?=[^\\/])/.test(path);
  return [unc ? `\\${singleBackslashes(path)}` : singleBackslashes(path)];
}

function singleBackslashes(path: string): string {
  return path.replace(/[\\/]+/g, '\\');
}

/** Inside WSL a Windows program (Typora) hands over Windows paths: they mean files of this system or of a drive. */
function windowsPathsUnderWsl(path: string, distro: string | undefined): readonly string[] {
  if (distro === undefined) return [];
  const share = wslShare.exec(path);
  if (share?.[2]?.toLowerCase() === distro.toLowerCase()) return [singleSlashes(share[3] ?? '') || '/'];
  const drive = /^\/?([a-z]):([\\/].*)$/is.exec(path);
  return drive ? [`/mnt/${drive[1]?.toLowerCase()}${singleSlashes(drive[2] ?? '')}`] : [];
}

function singleSlashes(path: string): string {
  return path.replace(/[\\/]+/g, '/');
}

/**
 * What a file:// address may mean, the likeliest first. Written by hand rather than with `fileURLToPath`, because people and editors leave `#`, `?`, `%` and spaces
 * of file names unescaped; the form that was escaped as it should be comes first.
 */
export function pathsOfFileUrl(url: string, platform: NodeJS.Platform): readonly string[] {
  const [, host = '', rest = ''] = /^file:\/\/([^\\/]*)(.*)$/is.exec(url) ?? [];
  if (/^[a-z]:$/i.test(host)) return [`${host}${rest}`, ...percentDecoded(`${host}${rest}`)];
  const prefix = host === '' || host.toLowerCase() === 'localhost' ? '' : `//${host}`;
  const drive = platform === 'win32' && prefix === '' && /^[\\/]+[a-z]:/i.test(rest);
  const path = drive ? rest.replace(/^[\\/]+/, '') : `${prefix}${rest}`;
  const withoutFragment = path.replace(/[?#].*$/s, '');
  return [...percentDecoded(path), path, ...percentDecoded(withoutFragment), withoutFragment];
}

/** Empty when nothing is escaped or the escapes are not UTF-8. */
function percentDecoded(path: string): readonly string[] {
  if (!/%[0-9a-f]{2}/i.test(path)) return [];
  try {
    return [decodeURIComponent(path)];
  } catch {
    return [];
  }
}
