import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MIB = 1024 * 1024;

/** After so many bytes that went through, what they left is looked at. */
const LOOK_BYTES = MIB;

/** Swept up when it is more; sweeping takes a tenth of a millisecond, looking a tenth of that. */
const GARBAGE_BYTES = 2 * MIB;

/** What was in use at two sweeps counts as old, and is looked at after so many bytes. */
const FULL_SWEEP_BYTES = 32 * MIB;

/**
 * No compiling beside the program: where buffers take much memory, V8 may refuse such work more until it has swept up,
 * and a process that ends in that moment hangs for good (https://github.com/nodejs/node/issues/54918).
 */
const safeFlags = ['--no-concurrent-sparkplug', '--no-concurrent-recompilation'];

const sparingFlags = ['--semi-space-growth-factor=1', '--expose-gc', '--no-concurrent-array-buffer-sweeping'];

/** Up to so many files, little code is run; optimizing it takes 10 MiB and gains nothing. */
const FEW_FILES = 100;

const plainFlags = ['--no-opt', '--no-maglev'];

type Collect = (options: { readonly type: 'minor' | 'major' }) => void;

/**
 * Keeps a process that moves bytes small, whatever their number; the answer is to be called with how many went through
 * so far. Moving bytes makes little garbage that V8 sees: the buffers that Node makes for what the network brings, through
 * a proxy, lie outside its heap, so it would let 100 MiB of them wait.
 */
export function spareMemory(files: number): (bytes: number) => void {
  if (process.versions['bun'] !== undefined) return () => {};
  const flags = [...safeFlags, ...sparingFlags, ...(files <= FEW_FILES ? plainFlags : [])];
  for (const flag of flags) setFlagsFromString(flag);
  let collect: Collect | undefined;
  let [looked, sweptWhole] = [0, 0];
  let inUse = Number.POSITIVE_INFINITY;
  return (bytes) => {
    if (bytes - looked < LOOK_BYTES) return;
    looked = bytes;
    const { arrayBuffers } = process.memoryUsage();
    inUse = Math.min(inUse, arrayBuffers);
    if (arrayBuffers < inUse + GARBAGE_BYTES) return;
    const whole = bytes - sweptWhole >= FULL_SWEEP_BYTES;
    if (whole) sweptWhole = bytes;
    collect ??= runInNewContext('gc') as Collect;
    collect({ type: whole ? 'major' : 'minor' });
  };
}
