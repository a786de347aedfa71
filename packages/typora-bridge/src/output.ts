import { fstatSync, writeSync } from 'node:fs';

/** Standard output or standard error. */
export interface Output {
  write(text: string): void;
  /** Resolves when all of it has left this process. */
  flush(): Promise<void>;
  /** The reader has gone away. */
  closed(): boolean;
}

/**
 * Writes at once, with a plain system call: `process.stdout` and `process.stderr` take longer to load than an image
 * takes to be sent. They are used where they are needed: when a pipe is full and does not block, and in a Windows
 * console, which understands only them when it comes to Chinese. A reader that has gone away is no failure of ours.
 */
export function createOutput(descriptor: 1 | 2): Output {
  let stream: NodeJS.WriteStream | undefined;
  let closed = false;
  const stuck = (text: string | Uint8Array) => {
    stream ??= openStream(descriptor, () => {
      closed = true;
    });
    stream.write(text);
  };
  return {
    write(text) {
      if (text === '') return;
      if (stream !== undefined || isWindowsConsole(descriptor)) return stuck(text);
      const unwritten = writeNow(descriptor, Buffer.from(text));
      if (unwritten === 'closed') closed = true;
      else if (unwritten.byteLength > 0) stuck(unwritten);
    },
    flush: () =>
      new Promise((resolve) => {
        if (stream === undefined) resolve();
        else stream.write('', () => resolve());
      }),
    closed: () => closed,
  };
}

/** Returns what a full pipe did not take. */
function writeNow(descriptor: number, bytes: Uint8Array): Uint8Array | 'closed' {
  let rest = bytes;
  while (rest.byteLength > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'EAGAIN' ? rest : 'closed';
    }
  }
  return rest;
}

function openStream(descriptor: 1 | 2, onError: () => void): NodeJS.WriteStream {
  const stream = descriptor === 1 ? process.stdout : process.stderr;
  stream.on('error', onError);
  return stream;
}

function isWindowsConsole(descriptor: number): boolean {
  return process.platform === 'win32' && isCharacterDevice(descriptor);
}

/** A terminal is one; so is `/dev/null`, but few things are. Costs less to ask than `isatty`. */
export function isCharacterDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return false;
  }
}
