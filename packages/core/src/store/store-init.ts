import type { HttpTransport } from '../http/transport.ts';
import type { Clock, DigestsPort } from '../ports.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import type { CredentialsProvider } from './credentials.ts';

/** What either wire is made of. */
export interface StoreInit {
  readonly store: ResolvedStore;
  readonly credentials: CredentialsProvider;
  readonly transport: HttpTransport;
  readonly digests: DigestsPort;
  readonly clock: Clock;
}
