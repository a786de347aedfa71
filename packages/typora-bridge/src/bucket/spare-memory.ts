import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MIB = 1024 * 1024;

/** After so many bytes that went through, what they left is swept up. */
const SWEEP_BYTES = MIB;

/** What was in use at two sweeps counts as old, and is looked at after so many bytes. */
const FULL_SWEEP_BYTES = 32 * MIB;

/**
 * No compiling beside the program: where buffers take much memory, V8 may refuse such work more until it has swept up,
 * and a process that ends in that moment hangs for good (https://github.com/nodejs/node/issues/54918).
 */
const safeFlags = ['--no-concurrent-sparkplug', '--no-concurrent-recompilation'];

const sparingFlags = ['--semi-space-growth-factor=1', '--expose-gc', '--no-concurrent-array-buffer-sweeping'];

/** Up to so many files, little code is run; compiling it for speed takes 10 MiB and gains nothing. */
const FEW_FILES = 100;

const interpretingFlags = ['--no-opt', '--no-maglev'];

/** Less of it waits for V8's own turn. */
const GARBAGE_BYTES = 2 * MIB;

type Collect = (options: { readonly type: 'minor' | 'major' }) => void;

/**
 * Keeps a process that moves bytes small, whatever their number; the answer is to be called with how many went through
 * so far. Moving bytes makes little garbage that V8 sees: the buffers that the network fills lie outside its heap, so
 * it would let 100 MiB of them wait.
 */
export function spareMemory(files: number): (bytes: number) => void {
  if (process.versions['bun'] !== undefined) return () => {};
  const flags = [...safeFlags, ...sparingFlags, ...(files <= FEW_FILES ? interpretingFlags : [])];
  for (const flag of flags) setFlagsFromString(flag);
  let collect: Collect | undefined;
  let [swept, sweptWhole] = [0, 0];
  let kept = Number.POSITIVE_INFINITY;
  return (bytes) => {
    if (bytes - swept < SWEEP_BYTES) return;
    swept = bytes;
    // A few pieces are in use.
    const { arrayBuffers } = process.memoryUsage();
    kept = Math.min(kept, arrayBuffers);
    if (arrayBuffers < kept + GARBAGE_BYTES) return;
    const whole = bytes - sweptWhole >= FULL_SWEEP_BYTES;
    if (whole) sweptWhole = bytes;
    collect ??= runInNewContext('gc') as Collect;
    collect({ type: whole ? 'major' : 'minor' });
  };
}
