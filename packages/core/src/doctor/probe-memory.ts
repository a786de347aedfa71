/** An object or an upload that a run has put into a store and has to take away again. */
export interface Probe {
  /** Of the run. */
  readonly id: string;
  /** Endpoint and bucket. */
  readonly store: string;
  readonly key: string;
  /** Of a multipart upload at that key. */
  readonly uploadId?: string;
  /** The run has ended, and could not take it away. */
  readonly over?: true;
}

/** A run that began longer ago than this is over: requests have a limit of their own, of a minute when not set. */
export const LONGEST_RUN_MS = 15 * 60 * 1000;

/**
 * Outlives the process, so that a run that was killed is cleaned up after even where the bucket may not be listed.
 * One probe for each `id`; what cannot be remembered or forgotten must not keep a run from going on.
 */
export interface ProbeMemory {
  /** Of runs that are over: what another one has in the store while it runs is nobody else's business. */
  remembered(): Promise<readonly Probe[]>;
  remember(probe: Probe): Promise<void>;
  forget(id: string): Promise<void>;
}
