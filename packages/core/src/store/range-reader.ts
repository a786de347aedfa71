import { ImbedError } from '../errors.ts';
import type { BodySink, HttpResponse } from '../http/transport.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { unquoted } from './etag.ts';
import type { RequestOptions } from './object-store.ts';
import { objectUrl } from './request-url.ts';
import type { TransferWire } from './transfer-wire.ts';

/** Which bytes of which object, as a head found it. */
export interface ObjectRange {
  readonly key: ObjectKey;
  /** Of the whole object. */
  readonly size: number;
  readonly etag: string | undefined;
  readonly start: number;
  /** Exclusive; more than `start`. */
  readonly end: number;
}

export interface RangeReader {
  /**
   * Gives the bytes of `range` to a sink; to a new one when the first try broke off, from the beginning. Rejects with
   * `store/precondition-failed` when the object is not the one that the head found any more.
   */
  readRange(range: ObjectRange, sink: () => BodySink, options?: RequestOptions): Promise<void>;
}

type Head = Pick<HttpResponse, 'status' | 'headers'>;

export function createRangeReader({ store, stream, retrying }: TransferWire): RangeReader {
  return {
    readRange(range, sink, { signal } = {}) {
      const { key, start, end, etag } = range;
      const headers = {
        range: `bytes=${start}-${end - 1}`,
        ...(etag !== undefined && { 'if-match': `"${etag}"` }),
      };
      const request = { method: 'GET', url: objectUrl(store, key), headers } as const;
      const attempt = async () => {
        let bytes = 0;
        const receive = (head: Head): BodySink | undefined => {
          if (head.status < 200 || head.status >= 300) return undefined;
          refuseOther(head, range);
          const take = sink();
          return (piece) => {
            bytes += piece.byteLength;
            // A server that sends more than it was asked for must not write over what follows.
            if (bytes > end - start) throw new ImbedError('network/interrupted', { key });
            return take(piece);
          };
        };
        await stream(request, { key, receive, ...(signal && { signal }) });
        if (bytes !== end - start) throw new ImbedError('network/interrupted', { key });
      };
      return retrying(attempt, signal);
    },
  };
}

/** Stores that ignore `If-Match` say which object they send, and those that ignore `Range`, that they do. */
function refuseOther({ status, headers }: Head, { key, etag, start, end, size }: ObjectRange): void {
  const sent = unquoted(headers['etag']);
  const replaced = etag !== undefined && sent !== undefined && sent !== etag;
  const whole = status === 200 && start === 0 && end === size;
  const asked = headers['content-range'] === `bytes ${start}-${end - 1}/${size}`;
  if (replaced || (status === 206 && !asked))
    throw new ImbedError('store/precondition-failed', { key, status });
  if (!whole && status !== 206)
    throw new ImbedError('store/not-supported', { key, status, detail: 'no ranges of objects' });
}
