import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, posix, win32 } from 'node:path';
import type { Node } from 'jsonc-parser';
import { ImbedError } from '../errors.ts';
import { configIssue } from '../parse-result.ts';
import { makeFolder } from './make-folder.ts';

/** The machine as the command line sees it; a parameter, so that every platform is tested on every platform. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder, absolute. Asked only when no variable answers. */
  home(): string;
}

/**
 * Where the configuration is expected when nobody says otherwise: `%APPDATA%` on Windows, Application Support
 * on macOS, `XDG_CONFIG_HOME` elsewhere (https://specifications.freedesktop.org/basedir-spec/latest/).
 */
export function defaultConfigPath(surroundings: Surroundings): string {
  return joinFor(surroundings)(userConfigFolder(surroundings), 'imbed', 'config.json');
}

/** The folder in which programs of this platform keep a folder of their own for what a person sets. */
export function userConfigFolder(surroundings: Surroundings): string {
  const { platform, env } = surroundings;
  if (platform === 'win32') return folder(surroundings, env['APPDATA'], 'AppData', 'Roaming');
  if (platform === 'darwin') return posix.join(surroundings.home(), 'Library', 'Application Support');
  return folder(surroundings, env['XDG_CONFIG_HOME'], '.config');
}

/** Joins paths as the platform does, which need not be the one that this runs on. */
export function joinFor({ platform }: Surroundings): (...parts: readonly string[]) => string {
  return platform === 'win32' ? win32.join : posix.join;
}

/** Where the ledger lives; `IMBED_STATE_DIR` wins on every platform. */
export function stateFolder(surroundings: Surroundings): string {
  const { platform, env } = surroundings;
  const chosen = env['IMBED_STATE_DIR'];
  if (chosen !== undefined && chosen !== '') return chosen;
  if (platform === 'win32')
    return win32.join(folder(surroundings, env['LOCALAPPDATA'], 'AppData', 'Local'), 'imbed', 'state');
  if (platform === 'darwin') return posix.join(userConfigFolder(surroundings), 'imbed', 'state');
  return posix.join(folder(surroundings, env['XDG_STATE_HOME'], '.local', 'state'), 'imbed');
}

/** A relative path in one of these variables is invalid and ignored, as the XDG specification demands. */
function folder(surroundings: Surroundings, value: string | undefined, ...otherwise: string[]): string {
  const { isAbsolute, join } = surroundings.platform === 'win32' ? win32 : posix;
  return value !== undefined && isAbsolute(value) ? value : join(surroundings.home(), ...otherwise);
}

export interface ConfigFile {
  readonly text: string;
  /** Parsed, not yet checked. */
  readonly value: unknown;
  /** Other accounts of this machine may read it. Always false on Windows, where mode bits say nothing. */
  readonly readableByOthers: boolean;
}

/**
 * Reads a configuration: JSON, with comments and trailing commas allowed.
 * Rejects with `config/not-found`, `config/unreadable` or, for a slip in the syntax, `config/invalid`.
 */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  const { text, mode } = readText(path);
  const readableByOthers = process.platform !== 'win32' && (mode & 0o077) !== 0;
  return { text, value: await parseText(text), readableByOthers };
}

function readText(path: string): { readonly text: string; readonly mode: number } {
  try {
    const text = readFileSync(path, 'utf8');
    // Windows editors put a byte order mark in front.
    return { text: text.startsWith('\uFEFF') ? text.slice(1) : text, mode: statSync(path).mode };
  } catch (cause) {
    const serviceCode = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    if (serviceCode === 'ENOENT') throw new ImbedError('config/not-found', { name: path }, { cause });
    throw new ImbedError('config/unreadable', { name: path, serviceCode }, { cause });
  }
}

/** Plain JSON, which it nearly always is, spares loading the tolerant parser. */
async function parseText(text: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return parseTolerantly(text);
  }
}

async function parseTolerantly(text: string): Promise<unknown> {
  const { parse, printParseErrorCode } = await import('jsonc-parser');
  const errors: import('jsonc-parser').ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first === undefined) return value;
  const facts = { error: printParseErrorCode(first.error), ...position(text, first.offset) };
  throw new ImbedError('config/invalid', { issues: [configIssue('file', 'not-json', facts)] });
}

/**
 * Writes a configuration where there is none, readable to its owner alone, and whole from the moment it is there.
 * Throws `local/write-failed`, `whereThere`, or `local/exists` for a link that leads nowhere.
 *
 * @param whereThere the error for a file that is there
 */
export function writeNewConfigFile(
  path: string,
  text: string,
  whereThere: 'config/exists' | 'local/exists' = 'config/exists',
): void {
  try {
    makeFolder(dirname(path));
    putInPlace(path, text);
  } catch (cause) {
    const serviceCode = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    const otherwise = serviceCode === 'EEXIST' ? 'local/exists' : 'local/write-failed';
    const code = existsSync(path) ? whereThere : otherwise;
    throw new ImbedError(code, { name: path, serviceCode }, { cause });
  }
}

/** A second name for the draft and no renaming, which would replace a file that somebody wrote in this moment. */
function putInPlace(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    linkSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

function position(text: string, offset: number) {
  const before = text.slice(0, offset);
  return { line: lineAt(text, offset), column: offset - before.lastIndexOf('\n') };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/**
 * The line (from 1) that holds `field`, a dotted path as in `ConfigIssue`, or its nearest ancestor that is
 * written down; `undefined` when not even the first step is.
 */
export async function lineOfField(text: string, field: string): Promise<number | undefined> {
  const { parseTree, findNodeAtLocation } = await import('jsonc-parser');
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root === undefined) return undefined;
  let node: Node | undefined = root;
  let found: Node | undefined;
  for (const name of field.split('.')) {
    node = node && findNodeAtLocation(node, [node.type === 'array' ? Number(name) : name]);
    found = node ?? found;
  }
  if (found === undefined) return undefined;
  return lineAt(text, (found.parent?.type === 'property' ? found.parent : found).offset);
}
