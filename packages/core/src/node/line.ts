import type { AgentOptions, ClientRequest, RequestOptions } from 'node:http';
import type { ImbedError } from '../errors.ts';
import { networkError } from '../http/network-error.ts';
import type { TransportSettings } from '../http/transport.ts';
import type { UrlParts } from '../http/url-parts.ts';

/** Connections to one host at a time; more gains nothing against a store and costs memory. */
export const maxConnections = 8;

/** The way requests of one scheme leave this machine: straight or through a proxy. */
export interface Line {
  open(target: UrlParts, options: RequestOptions, signal: AbortSignal | undefined): ClientRequest;
  /** What it means that no connection came about. */
  unreachable(error: unknown, host: string): ImbedError;
}

export async function createLine(secure: boolean, settings: TransportSettings): Promise<Line> {
  if (settings.proxy === '') return directLine(secure, settings);
  const { proxiedLine } = await import('./proxied-line.ts');
  return proxiedLine(secure, settings);
}

/**
 * `getBuiltinModule`, because `import('node:http')` reads every export, and one of them, `WebSocket`, loads all
 * of undici.
 */
export function httpModule(secure: boolean) {
  return secure ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http');
}

export function agentOptions(settings: TransportSettings) {
  return {
    keepAlive: true,
    maxSockets: maxConnections,
    rejectUnauthorized: settings.tlsVerify,
  } satisfies AgentOptions & { rejectUnauthorized: boolean };
}

function directLine(secure: boolean, settings: TransportSettings): Line {
  const http = httpModule(secure);
  const agent = new http.Agent(agentOptions(settings));
  return {
    open: (_target, options) => http.request({ ...options, agent }),
    unreachable: (error, host) => networkError(error, { host }, 'network/unreachable'),
  };
}
