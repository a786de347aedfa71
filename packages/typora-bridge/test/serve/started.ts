import type { ChildProcess } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { type Bench, finished, type Run, start } from '../support.ts';

export interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  /** Of the whole run, once it is over. */
  readonly ended: Promise<Run>;
}

/** `imbed serve` as it is built, from the moment that it listens. */
export async function serve(
  bench: Bench,
  args: readonly string[] = [],
  { port = 0, env = {} }: { readonly port?: number; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Served> {
  const child = start(bench, ['serve', `--port=${port}`, ...args], { env });
  const ended = finished(child);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk;
      const [found] = /http:\/\/[^\s/]+:\d+/.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    });
    ended.then(({ stderr }) => reject(new Error(`it ended: ${stderr}`)), reject);
  });
  return { url, child, ended };
}
