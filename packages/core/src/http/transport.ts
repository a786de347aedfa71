export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
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
  };
  send(request: HttpRequest, options?: SendOptions): Promise<HttpResponse>;
}

/** How a profile wants its requests sent; every transport factory takes this. */
export interface TransportSettings {
  /** Longest silence (no byte sent or received) before `network/timeout`, in milliseconds. */
  readonly timeoutMs: number;
  readonly tlsVerify: boolean;
  /** `http://[user:password@]host:port` or the same with `https`, or empty for a direct connection. */
  readonly proxy: string;
}
