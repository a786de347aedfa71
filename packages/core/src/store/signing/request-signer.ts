import type { Clock, DigestsPort } from '../../ports.ts';
import type { CredentialsProvider } from '../credentials.ts';

/** One request as it is about to be sent, apart from its signature. */
export interface UnsignedRequest {
  readonly method: string;
  /** Absolute; path and query percent-encoded by RFC 3986, because they are signed as they stand. */
  readonly url: string;
  /** Lower-case names, without `host` and `content-length`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Lower-case SHA-256 hex of the body, where the caller has it already, or `UNSIGNED-PAYLOAD`. */
  readonly sha256?: string;
}

/** Answers with all headers to send: those of the request and those of the signature. */
export type RequestSigner = (request: UnsignedRequest) => Promise<Readonly<Record<string, string>>>;

export interface SigningPorts {
  readonly credentials: CredentialsProvider;
  readonly digests: DigestsPort;
  readonly clock: Clock;
}
