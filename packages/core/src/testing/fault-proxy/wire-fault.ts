/**
 * What can happen to a request between client and store. Offsets count bytes of the body from 0; a body that does
 * not reach as far passes unharmed, unless said otherwise.
 */
export type WireFault =
  /**
   * Answers with an S3 error; the store is not asked. `early`: before the body was taken, as stores do under load,
   * and with the connection closed behind it.
   */
  | {
      readonly kind: 'refuse';
      readonly status: number;
      readonly code: string;
      readonly early?: boolean;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Resets after so many bytes of the request body, at its end at the latest: the store never has all of it. */
  | { readonly kind: 'reset-request'; readonly afterBytes: number }
  /** The store does the work; the client gets a reset in place of the reply. */
  | { readonly kind: 'lose-reply' }
  /** Passes the head and so many bytes of the reply's body, then resets. */
  | { readonly kind: 'reset-reply'; readonly afterBytes: number }
  /** The same, but ends the connection as if all had been said. */
  | { readonly kind: 'truncate-reply'; readonly afterBytes: number }
  /** Takes the request and never answers; the store is not asked. */
  | { readonly kind: 'hang' }
  /** Flips the lowest bit of one byte of the request body. */
  | { readonly kind: 'flip-request'; readonly byte: number }
  /** Flips the lowest bit of one byte of the reply's body. */
  | { readonly kind: 'flip-reply'; readonly byte: number }
  /** Waits before the request is passed on. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Slows both bodies down. */
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number }
  /**
   * Changes headers of the reply (lower-case names); `undefined` takes one away. Another `date` makes the store's
   * clock look wrong.
   */
  | {
      readonly kind: 'rewrite-reply';
      readonly headers: Readonly<Record<string, string | undefined>>;
    };

/** Which requests meet a fault. What is absent does not matter. */
export interface FaultRule {
  readonly fault: WireFault;
  readonly method?: string;
  /** Tried on the path with percent-encoding undone: `/bucket/key`, or `/key` where the host names the bucket. */
  readonly path?: RegExp;
  /** Tried on the query as it was sent, without `?`. */
  readonly query?: RegExp;
  /** So many matching requests pass first; 0 when absent. */
  readonly skip?: number;
  /** So many then meet the fault; all of them when absent. */
  readonly times?: number;
  /** Of those each meets it with this probability (0 to 1), the same ones with the same seed; 1 when absent. */
  readonly probability?: number;
  /** 0 when absent. */
  readonly seed?: number;
}
