/** What a test can make the server say in place of its answer. What can happen on the way is for `startFaultProxy`. */
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
  /** Waits, then answers as ever. */
  | { readonly kind: 'stall'; readonly until: Promise<unknown> };

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
