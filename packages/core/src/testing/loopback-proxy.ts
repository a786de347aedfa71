import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type Loopback, startLoopback } from './loopback.ts';
import type { TestCertificate } from './test-certificate.ts';

export interface LoopbackProxy extends Loopback {
  /** First lines of what was asked: `CONNECT host:port` or `GET http://…`. */
  readonly asked: readonly string[];
}

export interface ProxyOptions {
  /** `user:password`; asked for when present. */
  readonly user?: string;
  /** Answer every CONNECT with this status instead of a tunnel. */
  readonly refuseWith?: number;
  /** Names that nobody but the proxy knows, with the `host:port` behind each; for plain HTTP. */
  readonly names?: Readonly<Record<string, string>>;
  /** Take requests and never answer. */
  readonly silent?: boolean;
  /** TLS on the way to the proxy itself. */
  readonly tls?: TestCertificate;
}

/** A forwarding and tunnelling HTTP proxy on loopback. */
export async function startProxy(options: ProxyOptions = {}): Promise<LoopbackProxy> {
  const asked: string[] = [];
  const proxy = await startLoopback((incoming, answer) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    if (options.silent) return;
    const refused = refusal(incoming, options);
    if (refused === undefined) forward(incoming, answer, options.names);
    else answer.writeHead(refused).end('<html>refused</html>');
  }, options.tls);
  proxy.server.on('connect', (incoming: IncomingMessage, client: Socket, head: Uint8Array) => {
    asked.push(`CONNECT ${incoming.url}`);
    client.on('error', () => client.destroy());
    if (options.silent) return void client.resume();
    const refused = refusal(incoming, options);
    if (refused === undefined) tunnel(incoming.url ?? '', client, head);
    else client.end(`HTTP/1.1 ${refused} No\r\ncontent-length: 0\r\n\r\n`);
  });
  return { ...proxy, asked };
}

function refusal({ headers }: IncomingMessage, { user, refuseWith }: ProxyOptions): number | undefined {
  if (user === undefined) return refuseWith;
  const expected = `Basic ${Buffer.from(user).toString('base64')}`;
  return headers['proxy-authorization'] === expected ? refuseWith : 407;
}

function forward(incoming: IncomingMessage, answer: ServerResponse, names: ProxyOptions['names'] = {}): void {
  const [, asked = '', askedPort = '80', path] =
    /^http:\/\/([^/:]+)(?::(\d+))?(.*)$/.exec(incoming.url ?? '') ?? [];
  const [hostname, port = askedPort] = (names[asked] ?? asked).split(':');
  const { method } = incoming;
  const { 'proxy-authorization': _, ...headers } = incoming.headers;
  const onward = request({ hostname, port, path, method, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(answer);
  });
  onward.on('error', () => answer.writeHead(502).end());
  incoming.pipe(onward);
}

function tunnel(authority: string, client: Socket, head: Uint8Array): void {
  const [hostname = '', port] = authority.split(':');
  const upstream = connect(Number(port), hostname, () => {
    client.write('HTTP/1.1 200 OK\r\n\r\n');
    upstream.write(head);
    upstream.pipe(client).pipe(upstream);
  });
  upstream.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n'));
  client.on('close', () => upstream.destroy());
}
