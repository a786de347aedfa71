import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type S3Server, type S3ServerOptions, startS3Server } from '@imbed/core/testing';
import { expect, onTestFinished } from 'vitest';

export const accessKeyId = 'AKIDEXAMPLE0123456789';
export const secretAccessKey = 'do-not-show/this+SECRET=0123456789';
export const bucket = 'my-notes';

/** A store in this process with one bucket that everybody may read; gone when the test is over. */
export async function startStore(options: Partial<S3ServerOptions> = {}): Promise<S3Server> {
  const server = await startS3Server({
    users: [{ accessKeyId, secretAccessKey, name: 'writer' }],
    buckets: [{ name: bucket, owner: 'writer', acl: 'public-read' }],
    ...options,
  });
  let open = true;
  const close = async () => {
    if (open) await server.close();
    open = false;
  };
  onTestFinished(close);
  return { ...server, close };
}

/** A folder of the test's own, with a space and Chinese letters in its name because users have them. */
export function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'imbed 测试-'));
  // A program that was just killed may still be in a system call that makes a file.
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}

const pngBytes = readFileSync(
  fileURLToPath(new URL('../../core/fixtures/images/gradient.png', import.meta.url)),
);
let pictures = 0;

/** A PNG unlike every other: what follows the image's end is nobody's business, but counts for its hash. */
export function uniquePng(bytes = 0): Buffer {
  return Buffer.concat([
    pngBytes,
    Buffer.from(`picture ${pictures++} of ${process.pid}`),
    Buffer.alloc(bytes, 7),
  ]);
}

export function writePicture(path: string, bytes: Buffer = uniquePng()): Buffer {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return bytes;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Where one test runs: a home, a configuration that leads to `store`, and pictures. */
export interface Bench {
  readonly folder: string;
  readonly config: string;
  readonly state: string;
  readonly env: Readonly<Record<string, string>>;
}

/** @param more further profiles, by name, each with what it has other than the first */
export function createBench(
  endpoint: string,
  profile: Readonly<Record<string, unknown>> = {},
  more: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): Bench {
  const folder = createFolder();
  const config = join(folder, 'config.json');
  const state = join(folder, 'state');
  const blog = { provider: 'custom', endpoint, bucket, region: 'us-east-1', addressing: 'path', ...profile };
  const others = Object.entries(more).map(([name, own]) => [name, { ...blog, ...own }]);
  const profiles = { blog, ...Object.fromEntries(others) };
  const settings = { version: 1, defaultProfile: 'blog', profiles };
  writeFileSync(config, JSON.stringify(settings, undefined, 2), { mode: 0o600 });
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    LANG: 'C',
    IMBED_CONFIG: config,
    IMBED_STATE_DIR: state,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
  return { folder, config, state, env };
}

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: Uint8Array;
  readonly cwd?: string;
  /** Where the program lies, if not where it was built. */
  readonly program?: string;
}

const bundle = fileURLToPath(new URL('../dist/imbed.cjs', import.meta.url));
/** Set for the standalone executable; the bundle runs on the Node that runs the tests. */
export const binary = process.env['IMBED_BIN'] ?? bundle;

export function start(
  bench: Bench,
  args: readonly string[],
  { env, cwd, program = binary }: RunOptions = {},
): ChildProcess {
  const [command, before] = /\.c?js$/.test(program) ? [process.execPath, [program]] : [program, []];
  return spawn(command, [...before, ...args], { env: { ...bench.env, ...env }, cwd: cwd ?? bench.folder });
}

/** Runs the built command to its end. Whatever it is about, the secret key is in none of its output. */
export async function imbed(bench: Bench, args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const child = start(bench, args, options);
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.stdin ?? '');
  return finished(child);
}

export async function finished(child: ChildProcess): Promise<Run> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const run = { code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
  expect(`${run.stdout}${run.stderr}`).not.toContain(secretAccessKey);
  return run;
}

export function lines(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** What anybody who follows the link gets. */
export async function fetched(
  url: string,
): Promise<{ readonly bytes: Buffer; readonly contentType: string | null }> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return {
    bytes: Buffer.from(await response.arrayBuffer()),
    contentType: response.headers.get('content-type'),
  };
}

/** A failure of any command but `upload`: standard output is for results. */
export function expectRefusal(run: Run, code: string): void {
  expect([run.code, run.stdout]).toEqual([1, '']);
  expect(run.stderr).toContain(`[${code}]`);
}

/** What every failure of `upload` owes Typora: a reason on both streams, and nothing that looks like a link. */
export function expectFailure(run: Run, code: string): void {
  expect(run.code).toBe(1);
  expect(run.stdout).toContain(`[${code}]`);
  expect(run.stderr).toContain(`[${code}]`);
  expect(run.stdout).not.toMatch(/^\s*(https?|file):/im);
}
