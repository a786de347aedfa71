import type { RequestOptions } from '../store/object-store.ts';
import type { ObjectRange, RangeReader } from '../store/range-reader.ts';

/**
 * The bytes of a range as they come, for whoever sends them on; the next piece is taken from the network when the one
 * before was. When an answer breaks off, the next one goes on where it was.
 */
export async function* rangePieces(
  { readRange }: Pick<RangeReader, 'readRange'>,
  range: ObjectRange,
  { signal }: RequestOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const stop = new AbortController();
  const follow = () => stop.abort();
  if (signal?.aborted) follow();
  signal?.addEventListener('abort', follow, { once: true });
  let offered = Promise.withResolvers<Uint8Array | undefined>();
  let inUse: PromiseWithResolvers<void> | undefined;
  let given = 0;
  const unused = async () => {
    while (inUse !== undefined) await inUse.promise;
  };
  // Behind the answer that broke off, which may have pieces in use and others that wait, comes the next one.
  const offer = async (piece: Uint8Array, at: number) => {
    while (inUse !== undefined) await inUse.promise;
    const fresh = piece.subarray(Math.min(Math.max(given - at, 0), piece.byteLength));
    if (fresh.byteLength === 0) return;
    given += fresh.byteLength;
    inUse = Promise.withResolvers();
    offered.resolve(fresh);
    await inUse.promise;
  };
  const sink = () => {
    let at = 0;
    return (piece: Uint8Array) => {
      at += piece.byteLength;
      return at > given ? offer(piece, at - piece.byteLength) : undefined;
    };
  };
  readRange(range, sink, { signal: stop.signal }).then(
    () => unused().then(() => offered.resolve(undefined)),
    (error: unknown) => unused().then(() => offered.reject(error)),
  );
  try {
    for (;;) {
      const piece = await offered.promise;
      if (piece === undefined) return;
      yield piece;
      offered = Promise.withResolvers();
      // Nobody may be waiting for it any more when the rest of the answer breaks off.
      offered.promise.catch(() => undefined);
      inUse?.resolve();
      inUse = undefined;
    }
  } finally {
    signal?.removeEventListener('abort', follow);
    stop.abort();
  }
}
