import { Transform } from 'node:stream';
import type { WireFault } from './wire-fault.ts';

/** Resolves after `ms`. */
export type Pause = (ms: number) => Promise<void>;

/** What one body goes through; `flip` is the fault that concerns this direction. */
export function bodyStages(
  fault: WireFault | undefined,
  flip: 'flip-request' | 'flip-reply',
  pause: Pause,
): Transform[] {
  if (fault?.kind === flip) return [flipBit(fault.byte)];
  return fault?.kind === 'throttle' ? [throttle(fault.bytesPerSecond, pause)] : [];
}

function flipBit(byte: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const at = byte - seen;
      seen += chunk.byteLength;
      const original = chunk[at];
      if (original === undefined) return done(null, chunk);
      const changed = Buffer.from(chunk);
      changed[at] = original ^ 1;
      done(null, changed);
    },
  });
}

function throttle(bytesPerSecond: number, pause: Pause): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      pause((chunk.byteLength / bytesPerSecond) * 1000).then(() => done(null, chunk), done);
    },
  });
}
