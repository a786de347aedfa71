import type { RequestOptions } from '../store/object-store.ts';

export interface PeerCertificate {
  /** Who vouches for it, as the certificate says: an organisation or a common name. */
  readonly issuer: string;
  readonly validTo: Date;
  /** Why it is not trusted here, as the platform names it, e.g. `CERT_HAS_EXPIRED`; absent when it is. */
  readonly problem?: string;
}

export interface PeerAddress {
  /** Name or IP address, without the brackets of IPv6. */
  readonly hostname: string;
  readonly port: number;
  readonly secure: boolean;
}

/**
 * What a host can see of the network below HTTP. Editors cannot; they leave it out, and the checks that need it say
 * so.
 */
export interface NetworkProbe {
  /** Addresses of a host, as the system finds them; rejects with `network/dns`. */
  resolve(hostname: string): Promise<readonly string[]>;
  /**
   * Opens a direct connection, closes it again, and tells whose certificate was shown, trusted or not; `undefined` on
   * a plain one. Rejects with `network/*` when there is no connection, or no TLS on it.
   */
  connect(
    address: PeerAddress,
    options: RequestOptions & { readonly timeoutMs: number },
  ): Promise<PeerCertificate | undefined>;
}
