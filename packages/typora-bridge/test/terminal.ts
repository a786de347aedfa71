import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { onTestFailed, onTestFinished } from 'vitest';
import { type Bench, binary } from './support.ts';

/** A command at a real terminal, of which somebody reads the screen. */
export interface Terminal {
  /** Waits until `text` is on the screen, below what was waited for before. Rejects with the screen if the command ends. */
  sees(text: string): Promise<void>;
  types(keys: string): void;
  /** Waits for the end. */
  ended(): Promise<{ readonly code: number | null; readonly screen: string }>;
}

export const keys = { enter: '\r', down: '\x1b[B', ctrlC: '\x03' } as const;

/** Python's is the one pseudo-terminal that needs no compiler; the shell makes it wide, so that lines stay whole. */
const pty = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';
const wide = 'stty cols 400 rows 60; exec "$@"';

export function startTerminal(
  bench: Bench,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Terminal {
  const program = /\.c?js$/.test(binary) ? [process.execPath, binary] : [binary];
  const child = spawn('python3', ['-c', pty, 'sh', '-c', wide, 'sh', ...program, ...args], {
    env: { ...bench.env, TERM: 'xterm', ...env },
    cwd: bench.folder,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let raw = '';
  let seen = 0;
  let code: number | null | undefined;
  let changed = () => {};
  const screen = () => stripVTControlCharacters(raw);
  onTestFailed(() => console.error(screen()));
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    raw += chunk;
    changed();
  });
  const closed = new Promise<void>((resolve) => {
    child.on('close', (status) => {
      code = status;
      changed();
      resolve();
    });
  });
  return {
    async sees(text) {
      for (;;) {
        const at = screen().indexOf(text, seen);
        if (at >= 0) {
          seen = at + text.length;
          return;
        }
        if (code !== undefined) throw new Error(`ended without "${text}":\n${screen().slice(seen)}`);
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      }
    },
    types: (text) => void child.stdin.write(text),
    async ended() {
      await closed;
      return { code: code ?? null, screen: screen() };
    },
  };
}
