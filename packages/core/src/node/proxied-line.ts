import type { ClientRequest, RequestOptions } from 'node:http';
import type { Agent as SecureAgent, RequestOptions as SecureRequestOptions } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { cancelled, ImbedError, isImbedError } from '../errors.ts';
import { networkError } from '../http/network-error.ts';
import { parseProxyAddress } from '../http/proxy-address.ts';
import type { TransportSettings } from '../http/transport.ts';
import { agentOptions, httpModule, type Line } from './line.ts';

interface Proxy {
  readonly secure: boolean;
  /** `host:port`. */
  readonly host: string;
  readonly hostname: string;
  readonly port: number;
  /** `proxy-authorization`, when the address carries a user. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Plain requests name the whole URL to the proxy; TLS goes through a tunnel that the proxy cannot look into. */
export function proxiedLine(secure: boolean, settings: TransportSettings): Line {
  const proxy = parseProxy(settings.proxy);
  const open = secure ? tunnelled(proxy, settings) : forwarded(proxy, settings);
  return { open, unreachable: (error) => proxyError(error, proxy) };
}

function parseProxy(address: string): Proxy {
  const parsed = parseProxyAddress(address);
  if (!parsed.ok) throw new ImbedError('config/invalid', { issues: parsed.issues });
  const url = parsed.value;
  const secure = url.protocol === 'https:';
  const port = Number(url.port || (secure ? 443 : 80));
  return {
    secure,
    host: `${url.hostname}:${port}`,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    headers: authorization(url),
  };
}

/** The password may be percent-encoded, since an address cannot hold every character. */
function authorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {};
  const user = Buffer.from(`${decoded(username)}:${decoded(password)}`);
  return { 'proxy-authorization': `Basic ${user.toString('base64')}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function proxyError(error: unknown, { host }: Proxy): ImbedError {
  if (isImbedError(error)) return error;
  const { facts } = networkError(error, { host }, 'network/proxy');
  return new ImbedError('network/proxy', facts, { cause: error });
}

function forwarded(proxy: Proxy, settings: TransportSettings): Line['open'] {
  const http = httpModule(proxy.secure);
  const agent = new http.Agent(agentOptions(settings));
  return (target, options) =>
    http.request({
      ...options,
      agent,
      host: proxy.hostname,
      port: proxy.port,
      path: `http://${target.host}${target.path}`,
      headers: { ...(options.headers as Readonly<Record<string, string>>), ...proxy.headers },
    });
}

/** What the agent hands on to `createConnection` of the request that wants a connection. */
interface TunnelOptions extends RequestOptions {
  readonly tunnelSignal?: AbortSignal;
}

/**
 * An agent whose connections are tunnels. Written here because https-proxy-agent knows neither time-out nor
 * abort while the proxy keeps silent, and would hold the process until the proxy gives up.
 */
function tunnelled(proxy: Proxy, settings: TransportSettings): Line['open'] {
  const https = process.getBuiltinModule('node:https');
  const agent = new https.Agent(agentOptions(settings));
  const overTls = agent.createConnection.bind(agent) as (
    options: object,
  ) => ReturnType<SecureAgent['createConnection']>;
  agent.createConnection = (options: TunnelOptions, done) => {
    openTunnel(proxy, settings, options)
      .then((socket) => bounded(overTls({ ...options, socket }) as TLSSocket, options, settings.timeoutMs))
      .then(
        (socket) => done?.(null, socket),
        (error) => done?.(proxyError(error, proxy), undefined as never),
      );
    return undefined;
  };
  return (_target, options, signal): ClientRequest => {
    const tunnel: TunnelOptions = { ...options, agent, ...(signal && { tunnelSignal: signal }) };
    return https.request(tunnel);
  };
}

/** Node's own time-out starts with the request, Bun's not before the handshake is over. */
function bounded(socket: TLSSocket, options: TunnelOptions, timeoutMs: number): TLSSocket {
  const timeout = timeoutError(authorityOf(options), timeoutMs);
  const timer = setTimeout(() => socket.destroy(timeout), timeoutMs);
  const clear = () => clearTimeout(timer);
  return socket.once('secureConnect', clear).once('close', clear);
}

function authorityOf({ host, port }: RequestOptions): string {
  return `${host?.includes(':') ? `[${host}]` : host}:${port}`;
}

function timeoutError(host: string, timeoutMs: number): ImbedError {
  return new ImbedError('network/timeout', { host, seconds: timeoutMs / 1000 });
}

function openTunnel(proxy: Proxy, settings: TransportSettings, options: TunnelOptions): Promise<Socket> {
  const { tunnelSignal: signal } = options;
  const connect = requestTunnel(proxy, settings, authorityOf(options));
  return new Promise<Socket>((resolve, reject) => {
    const stop = (error: ImbedError) => {
      reject(error);
      connect.destroy();
    };
    const onAbort = () => stop(cancelled('not-sent'));
    signal?.addEventListener('abort', onAbort, { once: true });
    connect.on('close', () => signal?.removeEventListener('abort', onAbort));
    connect.on('timeout', () => stop(timeoutError(proxy.host, settings.timeoutMs)));
    connect.on('error', reject);
    connect.on('connect', ({ statusCode: status = 0 }, socket) => {
      signal?.removeEventListener('abort', onAbort);
      socket.setTimeout(0);
      if (status >= 200 && status < 300) return resolve(socket as Socket);
      socket.destroy();
      reject(new ImbedError('network/proxy', { host: proxy.host, status }));
    });
    connect.end();
  });
}

function requestTunnel(proxy: Proxy, settings: TransportSettings, authority: string): ClientRequest {
  const options: SecureRequestOptions = {
    method: 'CONNECT',
    agent: false,
    host: proxy.hostname,
    port: proxy.port,
    path: authority,
    timeout: settings.timeoutMs,
    headers: { host: authority, ...proxy.headers },
    rejectUnauthorized: settings.tlsVerify,
  };
  return httpModule(proxy.secure).request(options);
}
