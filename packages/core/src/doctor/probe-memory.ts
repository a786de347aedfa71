/** An object or an upload that a run has put into a store and has to take away again. */
export interface Probe {
  /** Of the run. */
  readonly id: string;
  /** Endpoint and bucket. */
  readonly store: string;
  readonly key: string;
  /** Of a multipart upload at that key. */
  readonly uploadId?: string;
}

/**
 * Outlives the process, so that a run that was killed is cleaned up after even where the bucket may not be listed.
 * One probe for each `id`; what cannot be remembered or forgotten must not keep a run from going on.
 */
export interface ProbeMemory {
  remembered(): Promise<readonly Probe[]>;
  remember(probe: Probe): Promise<void>;
  forget(id: string): Promise<void>;
}
