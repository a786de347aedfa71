import type { PeerCertificate as NodeCertificate, TLSSocket } from 'node:tls';
import type { NetworkProbe, PeerAddress, PeerCertificate } from '../doctor/network-probe.ts';
import { cancelled, ImbedError } from '../errors.ts';
import { networkError } from '../http/network-error.ts';
import type { RequestOptions } from '../store/object-store.ts';

/** DNS as the system does it, hosts file included, and TLS with Node's own trust. */
export const nodeNetworkProbe: NetworkProbe = {
  async resolve(hostname) {
    const { lookup } = process.getBuiltinModule('node:dns').promises;
    try {
      return (await lookup(hostname, { all: true })).map(({ address }) => address);
    } catch (error) {
      throw networkError(error, { host: hostname }, 'network/dns');
    }
  },
  connect: (address, options) => connect(address, options),
};

function connect(
  { hostname, port, secure }: PeerAddress,
  { timeoutMs, signal }: RequestOptions & { readonly timeoutMs: number },
): Promise<PeerCertificate | undefined> {
  const host = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
  const net = process.getBuiltinModule('node:net');
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(cancelled('not-sent'));
    // Only looked at, never used: a certificate that is not trusted has to be seen to be told of.
    const socket = secure
      ? process.getBuiltinModule('node:tls').connect({
          ...{ host: hostname, port, rejectUnauthorized: false },
          ...(net.isIP(hostname) === 0 && { servername: hostname }),
        })
      : net.connect({ host: hostname, port });
    const onAbort = () => socket.destroy(cancelled('not-sent'));
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.on('close', () => signal?.removeEventListener('abort', onAbort));
    socket.on('error', (error) => reject(networkError(error, { host }, 'network/unreachable')));
    socket.setTimeout(timeoutMs, () =>
      socket.destroy(new ImbedError('network/timeout', { host, seconds: timeoutMs / 1000 })),
    );
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      resolve(secure ? certificateOf(socket as TLSSocket) : undefined);
      socket.destroy();
    });
  });
}

function certificateOf(socket: TLSSocket): PeerCertificate {
  const { issuer, valid_to } = socket.getPeerCertificate() as Partial<NodeCertificate>;
  // Node declares an error, and gives its name.
  const problem = socket.authorizationError as unknown;
  return {
    issuer: [issuer?.O ?? issuer?.CN ?? ''].flat().join(', '),
    validTo: new Date(valid_to ?? Number.NaN),
    ...(problem !== null && problem !== undefined && { problem: nameOf(problem) }),
  };
}

function nameOf(problem: unknown): string {
  return typeof problem === 'object' && problem !== null && 'code' in problem
    ? String(problem.code)
    : String(problem);
}
