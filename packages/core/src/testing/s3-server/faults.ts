import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** What a test can make the server do in place of answering. */
export type Fault =
  /** An error in the store's own XML. `status` and `message` default to those of a known code. */
  | {
      readonly kind: 'refuse';
      readonly code: string;
      readonly status: number;
      readonly message?: string;
      readonly ec?: string;
    }
  /** Any answer at all, e.g. the HTML of a captive portal. Nothing is stored. */
  | {
      readonly kind: 'respond';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Uint8Array;
    }
  /** Resets the connection once `afterBytes` (0 when absent) of the body came in. Nothing is stored. */
  | { readonly kind: 'drop'; readonly afterBytes?: number }
  /** Takes the whole request and never answers. Nothing is stored. */
  | { readonly kind: 'hang' }
  /** Waits, then answers as ever. */
  | { readonly kind: 'stall'; readonly until: Promise<unknown> }
  /** Does the work, then resets the connection in place of answering. */
  | { readonly kind: 'lose-reply' }
  /** Does the work and announces the whole answer, but sends only `bytes` of its body. */
  | { readonly kind: 'truncate-reply'; readonly bytes: number };

/** What the hook and the log see of a request. */
export interface RecordedRequest {
  readonly method: string;
  /** The `Host` header, with port. */
  readonly host: string;
  /** As received: still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names, raw values: `authorization` included, this being a log for tests. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of the body received so far. */
  readonly bodyBytes: number;
  /** `undefined` until, and unless, there was an answer. */
  readonly status: number | undefined;
}

/** Returns the fault to act out, or `undefined` to serve the request. */
export type RequestHook = (request: RecordedRequest) => Fault | undefined;

/** Ends the connection so that the other side sees a reset where the kernel can do one. */
export function reset(socket: Socket): void {
  if ('encrypted' in socket) socket.destroy();
  else socket.resetAndDestroy();
}

/** Reads (and forgets) `afterBytes` of the body, then resets. */
export function dropAfter(
  incoming: IncomingMessage,
  afterBytes: number,
  onChunk: (bytes: number) => void,
): void {
  let left = afterBytes;
  if (left === 0) reset(incoming.socket);
  incoming.on('end', () => reset(incoming.socket));
  incoming.on('data', (chunk: Buffer) => {
    onChunk(chunk.byteLength);
    left -= chunk.byteLength;
    if (left <= 0) reset(incoming.socket);
  });
}
