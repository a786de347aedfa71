import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** After so many bytes that went through, what they left is swept up. */
const SWEEP_BYTES = 4 * 1024 * 1024;

const flags = ['--no-opt', '--no-maglev', '--expose-gc', '--no-concurrent-array-buffer-sweeping'];

type Collect = (options: { readonly type: 'minor' }) => void;

/**
 * Keeps a process that moves bytes small, whatever their number; the answer is to be called with how many went through
 * so far. Moving bytes runs little code: compiling it for speed takes 10 MiB and gains nothing. And it makes little
 * garbage that V8 sees: the buffers that the network fills lie outside its heap, so it would let 100 MiB of them wait.
 */
export function spareMemory(): (bytes: number) => void {
  if (process.versions['bun'] !== undefined) return () => {};
  for (const flag of flags) setFlagsFromString(flag);
  let collect: Collect | undefined;
  let swept = 0;
  return (bytes) => {
    if (bytes - swept < SWEEP_BYTES) return;
    swept = bytes;
    collect ??= runInNewContext('gc') as Collect;
    collect({ type: 'minor' });
  };
}
