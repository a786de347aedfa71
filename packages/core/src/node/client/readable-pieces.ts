import { Readable } from 'node:stream';
import { cancelled, ImbedError, isImbedError } from '../../errors.ts';

/**
 * What a stream of others breaks with is no failure of ours: `source/unreadable`, also for pieces that are no bytes, such
 * as text. It may be silent for as long as it likes: whoever gives up need not wait for its next piece.
 */
export async function* readable(
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  let rest: AsyncIterator<Uint8Array> | undefined;
  let isOver = false;
  try {
    rest = pieces[Symbol.asyncIterator]();
    for (;;) {
      const next = await unlessAborted(rest, signal);
      isOver = next.done === true;
      if (next.done) return;
      yield bytesOnly(next.value);
    }
  } catch (cause) {
    throw isImbedError(cause) ? cause : new ImbedError('source/unreadable', {}, { cause });
  } finally {
    if (!isOver && rest !== undefined) letGo(pieces, rest);
  }
}

/**
 * The next piece. A promise of its own for each: one that waits for the signal through all of them would keep every piece
 * that it was raced against.
 */
function unlessAborted(
  rest: AsyncIterator<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<IteratorResult<Uint8Array>> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(cancelled('not-sent'));
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    const listening = () => signal?.removeEventListener('abort', onAbort);
    rest.next().finally(listening).then(resolve, reject);
  });
}

/** JavaScript that is not checked gives strings, which would be stored as nothing. */
function bytesOnly(piece: unknown): Uint8Array {
  if (piece instanceof Uint8Array) return piece;
  throw new ImbedError('source/unreadable', { detail: `a piece of type ${typeof piece} instead of bytes` });
}

/** Not waited for: a generator answers once it has the piece that it was asked for. */
function letGo(pieces: AsyncIterable<Uint8Array>, rest: AsyncIterator<Uint8Array>): void {
  if (pieces instanceof Readable) pieces.destroy();
  else rest.return?.().catch(() => undefined);
}
