import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { bucket, createBench, startStore } from '../../test/support.ts';
import type { Io } from '../io.ts';
import { run } from '../run.ts';

/** A terminal that keeps what is written to it. */
export function recordingTerminal(shown: string[]): WriteStream {
  return Object.create(WriteStream.prototype, {
    isTTY: { value: true },
    columns: { value: 200 },
    write: { value: (text: string) => shown.push(text) > 0 },
    on: { value: () => undefined },
    removeListener: { value: () => undefined },
  });
}

export interface CommandOptions {
  /** What somebody types at a terminal; without it there is nobody to ask. */
  readonly typed?: string;
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal;
  /** Beside the environment of the bench. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  /** With all that a terminal shows. */
  readonly stderr: string;
}

export interface BucketUnderTest {
  readonly server: Awaited<ReturnType<typeof startStore>>;
  readonly folder: string;
  /** Writes a file of the test's folder, and answers with its path. */
  write(name: string, content: string | Uint8Array): string;
  /** Runs a command in this process. */
  imbed(args: readonly string[], options?: CommandOptions): Promise<CommandRun>;
  /** All that the bucket has; keys and, where they are text, bytes. */
  objects(): Promise<Readonly<Record<string, string>>>;
  /** How many requests of a method there were. */
  requests(method: string): number;
}

/** A private bucket and a profile that leads to it, for commands that need no process of their own. */
export async function bucketUnderTest(
  profile: Readonly<Record<string, unknown>> = {},
  options: Parameters<typeof startStore>[0] = {},
): Promise<BucketUnderTest> {
  const server = await startStore({ buckets: [{ name: bucket, owner: 'writer' }], ...options });
  const { folder, env } = createBench(server.endpoint, profile);
  return {
    server,
    folder,
    write(name, content) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
    imbed: (args, options) => runInside({ ...env, ...options?.env }, args, options),
    async objects() {
      const found: Record<string, string> = {};
      for (const { key } of server.storage.listObjects(bucket)) {
        const bytes = (await server.storage.readObject(bucket, key))?.bytes;
        found[key] = Buffer.from(bytes ?? []).toString();
      }
      return found;
    },
    requests: (method) => server.requests.filter((request) => request.method === method).length,
  };
}

async function runInside(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  { typed, stdin, signal = new AbortController().signal }: CommandOptions = {},
): Promise<CommandRun> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const keyboard = new PassThrough();
  if (typed !== undefined) keyboard.write(typed);
  const io: Io = {
    platform: 'linux',
    env,
    home: () => env['HOME'] ?? '',
    print: (text) => void stdout.push(text),
    printNow: async (text) => stdout.push(text) > 0,
    printFailure: (text) => void stderr.push(text),
    warn: (text) => void stderr.push(text),
    terminal: typed === undefined ? undefined : () => recordingTerminal(stderr),
    keyboard: () => (typed === undefined ? undefined : (keyboard as unknown as NodeJS.ReadStream)),
    programStamp: () => 'this',
    program: () => [],
    stdin: () => stdin ?? new PassThrough().end(),
    signal,
  };
  const code = await run(args, io);
  return { code, stdout: stdout.join(''), stderr: stderr.join('') };
}
