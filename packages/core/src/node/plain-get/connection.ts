import { isIP, type NetConnectOpts, type OnReadOpts, type Socket } from 'node:net';
import type { UrlParts } from '../../http/url-parts.ts';
import type { AnswerReader } from './answer-reader.ts';

/** Taken from the network at a time. */
const READ_BYTES = 256 * 1024;

/** Servers end connections that are idle for a few seconds, and what is sent in that moment is lost. */
const IDLE_MS = 4_000;

/** Who has the connection. */
export interface ConnectionUser {
  readonly take: AnswerReader;
  /** The other side is gone, for the reason given if there is one. */
  closed(error: unknown): void;
  /** Nothing came for as long as the socket was told to wait. */
  silent(): void;
}

/** A connection that reads into memory of its own, which is used again. */
export interface Connection {
  readonly socket: Socket;
  /** It came about. */
  isOpen(): boolean;
  /** Sends `text` when it is open, over TLS not before the certificate was looked at. */
  use(text: string, user: ConnectionUser): void;
  /** Nobody has it for now; a second one may, and the process need not wait for it. */
  rest(): void;
}

/** @param verify the certificate */
export function connect({ secure, hostname, port }: UrlParts, verify: boolean): Connection {
  let user: ConnectionUser | undefined;
  let [isOpen, isReady] = [false, false];
  const memory = createMemory();
  const onread: OnReadOpts = {
    buffer: memory.next,
    callback(bytes, buffer) {
      // Nobody asked.
      if (user === undefined) socket.destroy();
      else memory.lend(buffer, user.take(buffer.subarray(0, bytes)));
      return true;
    },
  };
  const options = { host: hostname, port, noDelay: true, keepAlive: true, onread };
  const socket = secure ? connectTls(options, verify) : process.getBuiltinModule('node:net').connect(options);
  let failure: unknown;
  socket.once('connect', () => (isOpen = true));
  socket.once(secure ? 'secureConnect' : 'connect', () => (isReady = true));
  socket.on('error', (error) => (failure = error));
  socket.on('close', () => user?.closed(failure));
  socket.on('timeout', () => (user === undefined ? socket.destroy() : user.silent()));
  return {
    socket,
    isOpen: () => isOpen,
    use(text, next) {
      user = next;
      socket.ref();
      if (isReady) socket.write(text, 'latin1');
      else socket.once(secure ? 'secureConnect' : 'connect', () => socket.write(text, 'latin1'));
    },
    rest() {
      user = undefined;
      socket.setTimeout(IDLE_MS);
      socket.unref();
    },
  };
}

/** As Node's agent for `https:` does. */
function connectTls(options: NetConnectOpts & { readonly host: string }, verify: boolean): Socket {
  const servername = isIP(options.host) === 0 ? options.host : '';
  return process.getBuiltinModule('node:tls').connect({
    ...options,
    servername,
    rejectUnauthorized: verify,
    ALPNProtocols: ['http/1.1'],
  });
}

/** One buffer, and more while pieces of it are in use. */
function createMemory() {
  const free: Uint8Array[] = [];
  let buffer: Uint8Array | undefined;
  return {
    next() {
      buffer ??= free.pop() ?? Buffer.allocUnsafeSlow(READ_BYTES);
      return buffer;
    },
    lend(lent: Uint8Array, inUse: Promise<unknown> | undefined) {
      if (inUse === undefined) return;
      buffer = undefined;
      inUse.then(
        () => free.push(lent),
        () => undefined,
      );
    },
  };
}
