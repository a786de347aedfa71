export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS';
  /** Absolute; path and query are sent exactly as they stand here, because they were signed so. */
  readonly url: string;
  /** Lower-case names, without `host` and `content-length`: those follow from `url` and `body`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; a header that came several times is joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
  /** Called with bytes of the body that were handed to the network. */
  readonly onSent?: (sent: number, total: number) => void;
  /** Largest answer body taken, in bytes; a larger one rejects with `source/too-large`. */
  readonly maxResponseBytes?: number;
}

/** Bound of an answer body when the caller sets none, so that a broken server cannot fill the memory. */
export const defaultMaxResponseBytes = 256 * 1024 * 1024;

/**
 * Sends one already-signed request, once, following no redirect. Any HTTP status resolves; only a missing
 * answer rejects, with an `ImbedError` whose code is `network/*`, `cancelled` or `source/too-large`. A proxy's
 * own 407 is `network/proxy`, since it says nothing about the store.
 */
export interface HttpTransport {
  readonly name: string;
  readonly capabilities: {
    readonly uploadProgress: boolean;
    /** `detach`: aborting stops the waiting, the request itself runs on (Obsidian's `requestUrl`). */
    readonly abort: 'native' | 'detach';
    /**
     * How large bodies should go up where memory is short: parts of this size, in bytes, and so many at a time. As the
     * store takes them best when absent.
     */
    readonly parts?: { readonly bytes: number; readonly atOnce: number };
  };
  send(request: HttpRequest, options?: SendOptions): Promise<HttpResponse>;
}

/** A body that is read while it is sent, so that it need not fit into memory. */
export interface StreamedBody {
  /** In bytes; {@link read} gives exactly as many. */
  readonly size: number;
  /** From the beginning, each time. A piece may be overwritten once the next one is asked for. */
  read(): AsyncIterable<Uint8Array>;
}

/** Takes one piece of an answer's body; the next one waits for what it returns. Then the piece may be overwritten. */
export type BodySink = (piece: Uint8Array) => Promise<void> | undefined;

export interface StreamOptions extends SendOptions {
  /** Sent in place of the request's `body`. */
  readonly source?: StreamedBody;
  /**
   * Asked once status and headers are there: where the body goes piece by piece, or `undefined` to have it in the
   * answer as ever. What it or the sink throws ends the request.
   */
  readonly receive?: (head: Pick<HttpResponse, 'status' | 'headers'>) => BodySink | undefined;
}

/** A transport that can send and take bodies larger than memory. The editors' own cannot: they are never asked to. */
export interface StreamingTransport extends HttpTransport {
  /**
   * As {@link HttpTransport.send}; an answer whose body went to a sink has an empty one. A GET may be sent twice, the
   * second time where the first answer was of an unusual kind; `receive` sees one answer.
   */
  stream(request: HttpRequest, options: StreamOptions): Promise<HttpResponse>;
}

/** How a profile wants its requests sent; every transport factory takes this. */
export interface TransportSettings {
  /** Longest silence (no byte sent or received) before `network/timeout`, in milliseconds. */
  readonly timeoutMs: number;
  readonly tlsVerify: boolean;
  /** `http://[user:password@]host:port` or the same with `https`, or empty for a direct connection. */
  readonly proxy: string;
}
