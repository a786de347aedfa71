import type { ResolvedStore } from '../../providers/provider.ts';
import { createOss4Signer } from './oss4.ts';
import type { RequestSigner, SigningPorts } from './request-signer.ts';
import { createSigV4Signer } from './sigv4.ts';

/** The signature of the store's dialect. */
export function createRequestSigner(ports: SigningPorts, store: ResolvedStore): RequestSigner {
  return store.dialect === 'oss'
    ? createOss4Signer(ports, store)
    : createSigV4Signer(ports, store.signingRegion);
}
